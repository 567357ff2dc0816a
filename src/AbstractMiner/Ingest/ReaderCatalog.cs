namespace AbstractMiner.Ingest;

/// <summary>Every reader there is, in the order in which they are asked: the first that recognises an input reads it.</summary>
public static class ReaderCatalog
{
    public static IReadOnlyList<IReader> All { get; } =
    [
        new GzipReader(),
        new DocxReader(),
        new ZipReader(),
        new PdfReader(),
        new PubMedXmlReader(),
        new JatsReader(),
        new EndNoteXmlReader(),
        new HtmlReader(),
        new NbibReader(),
        new RisReader(),
        new PubMedTextReader(),
        new JsonLinesReader(),
        new CsvTableReader(),
        new PlainTextReader(),
    ];

    /// <summary>The reader of a format by its name, or null.</summary>
    public static IReader? Find(string format) => All.FirstOrDefault(reader => reader.Format.Equals(format, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Reads an input to its end: documents and rejections as they come, at last the tally. Never throws for what the input
    /// holds or for what becomes of it while it is read.
    /// </summary>
    public static IEnumerable<ReadItem> Read(InputFile file, ReadOptions options)
    {
        Input? input = null;
        Rejection? closed = null;
        try
        {
            input = new Input(file.Source, file.Open(), options);
        }
        catch (Exception e) when (IsOfInput(e))
        {
            closed = Rejected(file.Source, e);
        }

        if (closed is not null)
        {
            yield return closed;
            yield return new InputTally(file.Source, "", 0, null, 0, 1);
            yield break;
        }

        using (input)
        {
            int documents = 0;
            int rejected = 0;
            foreach (ReadItem item in Read(input!))
            {
                documents += item is RawDocument ? 1 : 0;
                rejected += item is Rejection ? 1 : 0;
                yield return item;
            }

            string? hash = null;
            try
            {
                hash = input!.Finish();
            }
            catch (Exception e) when (IsOfInput(e))
            {
                // The reader met the same failure and has said so.
            }

            yield return new InputTally(file.Source, ReaderOf(input!)?.Format ?? "", input!.BytesRead, hash, documents, rejected);
        }
    }

    /// <summary>Reads an open input, such as the entry of an archive. Never throws for what it holds.</summary>
    internal static IEnumerable<ReadItem> Read(Input input)
    {
        if (input.Head.Bytes.IsEmpty)
        {
            yield return new Rejection(input.Source, null, "The file is empty.", "Leave it out, or fetch it again.");
            yield break;
        }

        if (ReaderOf(input) is not { } reader)
        {
            yield return new Rejection(input.Source, null, "The file is binary, and in no format that can be read.", $"Convert it to one of: {string.Join(", ", All.Select(known => known.Format))}.");
            yield break;
        }

        using IEnumerator<ReadItem> items = reader.Read(input).GetEnumerator();
        while (true)
        {
            ReadItem? item;
            try
            {
                item = items.MoveNext() ? items.Current : null;
            }
            catch (Exception e) when (IsOfInput(e))
            {
                item = Rejected(input.Source, e);
            }

            if (item is null)
            {
                yield break;
            }

            yield return item;
        }
    }

    /// <summary>What the user says of the format holds for what is packed, not for the packing.</summary>
    private static IReader? ReaderOf(Input input)
    {
        IReader? recognised = All.FirstOrDefault(reader => reader.Recognises(input.Head));
        return input.Options.Format is { } format && recognised is not (GzipReader or ZipReader) ? Find(format) : recognised;
    }

    /// <summary>Failures of an input, as against failures of the program.</summary>
    private static bool IsOfInput(Exception e) => e is IOException or UnauthorizedAccessException or InvalidDataException or System.Xml.XmlException;

    private static Rejection Rejected(string source, Exception e) => e switch
    {
        UnreadableException unreadable => new Rejection(source, unreadable.Place, unreadable.Message, unreadable.Remedy),
        FileNotFoundException or DirectoryNotFoundException => new Rejection(source, null, "The file has gone since the run began.", "Run again when the folder is at rest."),
        UnauthorizedAccessException => new Rejection(source, null, "Permission to read the file is missing.", "Give yourself the right to read it, or leave it out."),
        InvalidDataException => new Rejection(source, null, $"The compressed data is damaged: {e.Message}", "Fetch or pack the file again."),
        System.Xml.XmlException xml => new Rejection(source, $"line {xml.LineNumber}", $"The XML is not well formed: {xml.Message}", "Export the file again."),
        _ => new Rejection(source, null, $"Reading failed: {e.Message}", "Check the disk or the connection, then run again."),
    };
}
