using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;
using AbstractMiner.Text;

namespace AbstractMiner.Tests.Ingest;

/// <summary>One abstract in every format of corpora/formats: whichever brings it, the same is read and found.</summary>
public class FormatsTest
{
    private const string Plain = "text.txt";

    private static readonly string Folder = Project.PathOf("corpora", "formats", "raw");

    private static readonly Pipeline.Pipeline Pipeline = AbstractMiner.Pipeline.Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));

    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("archive.zip", "zip", null, null)]
    [InlineData("congress-page.html", "html", null, "10.5555/sample.2024.017")]
    [InlineData("endnote.xml", "endnote-xml", "90000017", "10.5555/sample.2024.017")]
    [InlineData("jats.xml", "jats", "90000017", "10.5555/sample.2024.017")]
    [InlineData("manuscript.docx", "docx", null, null)]
    [InlineData("pubmed-abstract.txt", "pubmed-text", "90000017", "10.5555/sample.2024.017")]
    [InlineData("pubmed.nbib", "nbib", "90000017", "10.5555/sample.2024.017")]
    [InlineData("pubmed.xml", "pubmed-xml", "90000017", "10.5555/sample.2024.017")]
    [InlineData("pubmed.xml.gz", "gzip", "90000017", "10.5555/sample.2024.017")]
    [InlineData("records-excel.csv", "csv", "90000017", "10.5555/sample.2024.017")]
    [InlineData("records.csv", "csv", "90000017", "10.5555/sample.2024.017")]
    [InlineData("records.jsonl", "jsonl", "90000017", "10.5555/sample.2024.017")]
    [InlineData("reference-manager.ris", "ris", "90000017", "10.5555/sample.2024.017")]
    [InlineData("text-gb18030.txt", "text", null, null)]
    [InlineData("text-utf16.txt", "text", null, null)]
    [InlineData("text-windows1252.txt", "text", null, null)]
    [InlineData("text.txt", "text", null, null)]
    [InlineData("two-columns.pdf", "pdf", null, null)]
    public void IsRecognisedAndReadWithItsIds(string name, string format, string? id, string? doi)
    {
        List<ReadItem> items = Read(name);
        if (IsMissingProgram(items))
        {
            return;
        }

        Assert.Equal(format, Assert.Single(items.OfType<InputTally>()).Format);
        RawDocument document = Assert.Single(items.OfType<RawDocument>());
        Assert.Equal((id, doi), (document.Record, document.Doi));
        string text = document.Content;
        Assert.Contains("(65.0%)", text, StringComparison.Ordinal);
        Assert.Contains("1×10^6 cells/kg", text, StringComparison.Ordinal);
        foreach (string foreign in (ReadOnlySpan<string>)["cookies", "999", "77 patients", "300 patients", "console", "1999.001"])
        {
            Assert.DoesNotContain(foreign, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EverySampleIsARow() => Assert.Equal(18, Samples.Count);

    [Theory]
    [MemberData(nameof(Samples))]
    public void GivesTheFindingsOfThePlainText(string name)
    {
        List<ReadItem> items = Read(name);
        if (IsMissingProgram(items))
        {
            return;
        }

        Assert.Equal(Findings(Read(Plain)), Findings(items));
    }

    private static List<ReadItem> Read(string name)
    {
        string path = Path.Combine(Folder, name);
        return [.. ReaderCatalog.Read(InputCatalog.Expand([path]).Files.Single(), new ReadOptions())];
    }

    private static List<string> Findings(List<ReadItem> items)
    {
        AnnotatedAbstract doc = Pipeline.Read(items.OfType<RawDocument>().Single()).First();
        string? Words(Mention? mention) => mention is null ? null : doc.Text.Slice(mention.Span);
        return
        [
            .. doc.Of<SampleSizeMention>().Select(size => $"n {size.Value} {size.Role}"),
            .. doc.Of<PValueMention>().Select(p => $"p {p.Operator} {p.Value}"),
            .. doc.Of<DrugMention>().Select(drug => $"drug {drug.Name} {drug.Role}"),
            // One sample ends with a sentence in Chinese that names the cells again.
            .. doc.Of<CellMention>().Where(cell => doc.Text.SentenceAt(cell.Span.Start)?.Language is not Language.Chinese).Select(cell => $"cell {cell.CellType} {cell.Tissue} {cell.Dose?.Value}"),
            .. doc.Findings.Select(row => $"{row.Estimate?.Statistic} {row.Estimate?.Value} {row.Estimate?.Unit} {row.Estimate?.Events?.Number}/{row.Estimate?.Total?.Number} p {row.P?.Value}"
                + $" of {Words(row.Outcome)} in {Words(row.Group)} against {Words(row.Comparator)} at {Words(row.Time)}"),
        ];
    }

    /// <summary>PDF needs poppler; where it is missing, that is said, and nothing else may be wrong.</summary>
    private static bool IsMissingProgram(List<ReadItem> items)
    {
        bool missing = items.OfType<Rejection>().Any(rejection => rejection.Reason.Contains("not installed", StringComparison.Ordinal));
        if (missing)
        {
            Console.WriteLine("pdftotext is not installed: the PDF sample was not read.");
        }

        return missing;
    }
}
