namespace AbstractMiner.Ingest;

/// <summary>MEDLINE text, PubMed's <c>.nbib</c> export: <c>AB  - BACKGROUND: ...</c> with indented lines that go on.</summary>
public sealed class NbibReader : IReader
{
    public string Format => "nbib";

    public bool Recognises(InputHead head) => head.Text.StartsWith("PMID-", StringComparison.Ordinal);

    public IEnumerable<ReadItem> Read(Input input) => TaggedRecords.Read(input, Tag, "PMID", Take);

    private static (string Tag, int Value)? Tag(string line) =>
        line.Length > 5 && line[4] == '-' && char.IsAsciiLetterUpper(line[0]) ? (line[..4].TrimEnd(), 5) : null;

    private static void Take(string tag, string value, RecordText record)
    {
        switch (tag)
        {
            case "PMID":
                record.SetId(value);
                break;
            case "TI":
                record.SetTitle(value);
                break;
            case "AB":
                record.AddSection(null, value);
                break;
            case "LID" or "AID" when value.EndsWith("[doi]", StringComparison.Ordinal):
                record.SetDoi(value);
                break;
        }
    }
}
