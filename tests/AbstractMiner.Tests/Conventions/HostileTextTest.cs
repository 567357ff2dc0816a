using AbstractMiner.Ingest;
using AbstractMiner.Patterns;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Conventions;

/// <summary>Texts made to keep a regular expression busy: no pattern, and no stage, may be caught by one.</summary>
public class HostileTextTest
{
    /// <summary>A pattern that backtracks without bound would take hours; an honest one takes milliseconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private const int Length = 20_000;

    private static readonly string[] Seeds =
    [
        "1", "1 ", "1.", "1,", "a", "a ", "A", "(", "((1", "[", "p", "p ", "p = ", "p<", "n=", "n = 1 ", "1/", "1/1 ", "1%", "1% ", "±", "1 ± 1 ", "-", "1-", "1 to ", "95% CI ",
        " ", "\t", "\n", "1\n", "的", "1例", "和 ", "and ", "1 and 1, ", "of ", "patients ", "group ", "one hundred ", "IU/", "mg/kg/", "x10", "\u0000", "\ud83d\ude00", "\uffff",
    ];

    public static TheoryData<string> Names => [.. PatternExamplesTest.All.Select(pattern => pattern.Name)];

    private static IEnumerable<string> Texts => Seeds.Select(seed => string.Concat(Enumerable.Repeat(seed, Length / seed.Length)) + "!");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task NoPatternIsCaughtByOne(string name)
    {
        Pattern pattern = PatternExamplesTest.All.Single(item => item.Name == name);
        await Task.Run(() =>
        {
            foreach (string text in Texts)
            {
                pattern.Reads(text);
            }
        }).WaitAsync(Limit);
    }

    [Fact]
    public async Task NoStageThrowsOnAny()
    {
        var pipeline = AbstractMiner.Pipeline.Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));
        await Task.Run(() =>
        {
            foreach (string text in Texts.Select(text => text[..2000]).Append("").Append(" ").Append("\ud83d").Append("1 ± ").Append("(p="))
            {
                Assert.All(pipeline.Read(new RawDocument("hostile.txt", null, text)), doc => Assert.NotNull(doc));
            }
        }).WaitAsync(Limit * 2);
    }
}
