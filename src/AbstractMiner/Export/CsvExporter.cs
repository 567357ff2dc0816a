using System.Buffers;
using System.Globalization;
using CsvHelper;

namespace AbstractMiner.Export;

/// <summary>A table as CSV by RFC 4180: UTF-8 without a mark, CRLF, quotes where needed.</summary>
/// <param name="rows">The rows that an abstract has in the table.</param>
public sealed class CsvExporter<TRow>(Table<TRow> table, Func<ExportedAbstract, IEnumerable<TRow>> rows) : IExporter
{
    public string FileName => table.FileName;

    public void WriteHead(Stream output) => Csv.WriteHead(table, output);

    public void Write(IEnumerable<ExportedAbstract> items, Stream output) => Csv.WriteRows(table, items.SelectMany(rows), output);
}

/// <summary>Writes the rows of tables.</summary>
public static class Csv
{
    /// <summary>The library's defaults are RFC 4180; an abstract's rows need no more buffer than this.</summary>
    private static readonly CsvWriterOptions Rfc4180 = new() { BufferSize = 8 * 1024 };

    /// <summary>What makes a spreadsheet take a cell for a formula.</summary>
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n");

    public static void WriteHead(Table table, Stream output) => Write(output, csv =>
    {
        foreach (Column column in table.Head)
        {
            csv.WriteField(column.Name);
        }

        csv.EndRecord();
    });

    public static void WriteRows<TRow>(Table<TRow> table, IEnumerable<TRow> rows, Stream output) => Write(output, csv =>
    {
        foreach (TRow row in rows)
        {
            foreach (Column<TRow> column in table.Columns)
            {
                csv.WriteField(column.Type is ColumnType.String ? Defuse(column.Cell(row)) : column.Cell(row));
            }

            csv.EndRecord();
        }
    });

    /// <summary>An apostrophe before what a spreadsheet would run; a negative number stays a number.</summary>
    public static string? Defuse(string? cell) =>
        cell is { Length: > 0 } && FormulaStarts.Contains(cell[0]) && !decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? $"'{cell}" : cell;

    /// <summary>Takes the apostrophe off again that <see cref="Defuse"/> put there.</summary>
    public static string Fuse(string cell) => cell is ['\'', ..] && Defuse(cell[1..]) == cell ? cell[1..] : cell;

    /// <summary>The rows of a table that was written here, by the names of the columns; an empty cell is missing.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string file)
    {
        using CsvReader csv = CsvReader.FromFile(file, CsvReaderOptions.Default with { Separator = ',' });
        while (csv.Read())
        {
            Dictionary<string, string> row = new(StringComparer.Ordinal);
            for (int i = 0; i < csv.FieldCount; i++)
            {
                if (csv.GetString(i) is { Length: > 0 } cell)
                {
                    row[csv.Headers[i]] = Fuse(cell);
                }
            }

            yield return row;
        }
    }

    private static void Write(Stream output, Action<CsvWriter> write)
    {
        using CsvWriter csv = CsvWriter.Create(output, Rfc4180, leaveOpen: true);
        write(csv);
    }
}
