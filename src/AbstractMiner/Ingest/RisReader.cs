namespace AbstractMiner.Ingest;

/// <summary>RIS, the export of reference managers and databases: <c>TY  - JOUR</c> to <c>ER  - </c>.</summary>
public sealed class RisReader : IReader
{
    public string Format => "ris";

    public bool Recognises(InputHead head) => head.Text.StartsWith("TY  -", StringComparison.Ordinal);

    public IEnumerable<ReadItem> Read(Input input) => TaggedRecords.Read(input, Tag, "TY", Take);

    private static (string Tag, int Value)? Tag(string line) =>
        line.Length >= 5 && line.AsSpan(2, 3).SequenceEqual("  -") && char.IsAsciiLetterUpper(line[0]) && char.IsAsciiLetterOrDigit(line[1]) ? (line[..2], 5) : null;

    private static void Take(string tag, string value, RecordText record)
    {
        switch (tag)
        {
            case "AN" or "ID":
                record.SetId(value);
                break;
            case "TI" or "T1" or "CT":
                record.SetTitle(value);
                break;
            case "AB" or "N2" when !record.HasAbstract:
                record.AddSection(null, value);
                break;
            case "DO":
                record.SetDoi(value);
                break;
        }
    }
}
