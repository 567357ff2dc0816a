using CsvHelper;

namespace AbstractMiner.Ingest;

/// <summary>A CSV or TSV table with a heading and a column that holds the abstract; the separator is found in the first lines.</summary>
public sealed class CsvTableReader : IReader
{
    public string Format => "csv";

    public bool Recognises(InputHead head) => head.Extension is ".csv" or ".tsv" && EncodingDetector.Detect(head.Bytes.Span) is not null;

    public IEnumerable<ReadItem> Read(Input input)
    {
        Columns wanted = Columns.Of(input.Options);
        DetectedEncoding found = EncodingDetector.Detect(input.Head.Bytes.Span)
            ?? throw new UnreadableException("The file is binary: this is no table of text.", "Save it as CSV in UTF-8.");
        CsvReaderOptions options = CsvReaderOptions.Default with { Encoding = found.Encoding, MaxRecordSize = Utf8Content.RecordLimit };
        using CsvReader csv = CsvReader.Create(input.Content, options, leaveOpen: true);
        string[] heading = [.. Attempt(csv, () => csv.Headers)];
        int textColumn = Columns.Find(wanted.Text, heading);
        if (textColumn < 0)
        {
            throw new UnreadableException($"No column holds the abstract; there are: {string.Join(", ", heading)}.", "Name the column with --text-column.");
        }

        int idColumn = Columns.Find(wanted.Id, heading);
        int titleColumn = Columns.Find(wanted.Title, heading);
        int doiColumn = Columns.Find(wanted.Doi, heading);
        for (int number = 1; Attempt(csv, csv.Read); number++)
        {
            Origin origin = new(number, csv.ByteOffset, csv.ByteOffset + csv.RawRecord.Length);
            yield return csv.FieldCount <= textColumn
                ? new Rejection(input.Source, RecordText.PlaceOf(origin), $"The row has {csv.FieldCount} of {heading.Length} columns, and none with the abstract.", "Mend the row; quotes inside a field must be doubled.")
                : RecordText.OfColumns(input, origin, csv.GetString(textColumn), Field(csv, titleColumn), Field(csv, idColumn), Field(csv, doiColumn));
        }
    }

    /// <summary>A quote that is never closed makes one field of the rest of the table.</summary>
    private static T Attempt<T>(CsvReader csv, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (CsvFormatException e)
        {
            throw new UnreadableException($"The table is damaged: {e.Message}", "Mend the row: a quote may be open. The rows before it were read.", $"row {csv.RowNumber + 1}");
        }
    }

    private static string? Field(CsvReader csv, int column) => column >= 0 && column < csv.FieldCount ? csv.GetString(column) : null;
}
