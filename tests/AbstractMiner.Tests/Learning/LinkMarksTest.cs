using AbstractMiner.Annotation;
using AbstractMiner.Learning;

namespace AbstractMiner.Tests.Learning;

public sealed class LinkMarksTest : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void PlacesBecomeTheWordsOfTheText()
    {
        // Code points: the sign before the number is one, though two UTF-16 units.
        GoldRow row = Assert.Single(Assert.Single(Read("a\t13-16\tpercent\t0-4\t21-26\t-\t30-38\t72 < 0.01", "Pain fell in \U0001D7D632% of cases in 12 weeks")).Rows);
        Assert.Equal(("Pain", null, Statistic.Percent), (row.Outcome, row.Comparator, row.Statistic));
        Assert.Equal((13, "\U0001D7D632"), (row.At, row.Text));
        Assert.Equal("cases", row.Group);
        Assert.Equal((Comparison.Less, 0.01m), row.P);
    }

    [Theory]
    [InlineData("a\t5-7\tpercent\t0-4\t-\t-\t-")] // a column is missing
    [InlineData("a\t5-7\tshare\t0-4\t-\t-\t-\t72")] // no such statistic
    [InlineData("a\t5-700\tpercent\t0-4\t-\t-\t-\t72")] // beyond the text
    public void AMarkThatIsNoneIsToldByItsLine(string mark) => Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => Read(mark, "Pain 72%")).Message, StringComparison.Ordinal);

    [Fact]
    public void AMarkedTextThatIsNotThereIsNotPassedOver() =>
        Assert.Contains("such as b", Assert.Throws<InvalidDataException>(() => Read("b\t5-7\tpercent\t0-4\t-\t-\t-\t72", "Pain 72%")).Message, StringComparison.Ordinal);

    private List<(string Document, string Raw, IReadOnlyList<GoldRow> Rows)> Read(string mark, string text)
    {
        string marks = Path.Combine(_folder.FullName, "marks.tsv");
        File.WriteAllText(marks, $"# head\n{mark}\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "texts.jsonl"), $$"""{"id": "a", "text": "{{text}}"}""" + "\n");
        return [.. LinkMarks.Read(marks, _folder.FullName)];
    }
}
