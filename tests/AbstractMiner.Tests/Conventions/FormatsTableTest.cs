using System.Text.RegularExpressions;
using AbstractMiner.Ingest;

namespace AbstractMiner.Tests.Conventions;

/// <summary>The README's table of formats: a row for each reader, with a sample that is there and is read by it.</summary>
public partial class FormatsTableTest
{
    public static TheoryData<string> Formats => [.. ReaderCatalog.All.Select(reader => reader.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void EveryFormatHasARowWithASample(string format)
    {
        Match row = Assert.Single(Rows().Matches(File.ReadAllText(Project.PathOf("README.md"))), match => match.Groups["format"].Value == format);
        string sample = Project.PathOf("corpora", "formats", "raw", row.Groups["sample"].Value);
        Assert.True(File.Exists(sample), sample);
        byte[] head = File.ReadAllBytes(sample);
        Assert.Equal(format, ReaderCatalog.All.First(reader => reader.Recognises(new InputHead(sample, head.AsMemory(0, Math.Min(head.Length, 16 * 1024))))).Format);
    }

    [GeneratedRegex(@"^\| `(?<format>[a-z-]+)` \|[^\r\n]*`abstractminer mine corpora/formats/raw/(?<sample>\S+) ", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
