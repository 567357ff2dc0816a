using AbstractMiner.Evaluation;
using Xunit.Abstractions;

namespace AbstractMiner.Tests.Evaluation;

/// <summary>Scores that no change may fall under. A floor is raised when the score has risen for good; it is never lowered.</summary>
public class FloorsTest(ITestOutputHelper output)
{
    /// <summary>F1 on the sample corpus, which is written for the project.</summary>
    [Theory]
    [InlineData("segment", 0.95)]
    [InlineData("p_value", 0.95)]
    [InlineData("sample_size", 0.90)]
    [InlineData("drug", 0.85)]
    [InlineData("result", 0.90)]
    [InlineData("row", 0.36)]
    public void OfTheSamples(string field, double floor) => Hold(Samples.Value, field, floor);

    /// <summary>F1 on the annotated texts beside the project.</summary>
    [Theory]
    [InlineData("segment", 0.97)]
    [InlineData("p_value", 0.95)] // one table is annotated where it is significant only; all of its p-values are found
    [InlineData("sample_size", 0.95)]
    [InlineData("total_n", 0.95)]
    [InlineData("drug", 0.93)]
    [InlineData("drug.substance", 0.94)]
    [InlineData("cell", 0.95)]
    [InlineData("result", 0.92)]
    [InlineData("row", 0.44)]
    public void OfTheSharedTexts(string field, double floor)
    {
        if (Shared.Value is { } score)
        {
            Hold(score, field, floor);
        }
        else
        {
            output.WriteLine("Not scored: ../shared is not here.");
        }
    }

    /// <summary>A row is right as a whole at least as often as its confidence says, give or take what so few rows can tell.</summary>
    [Fact]
    public void ConfidenceDoesNotPromiseTooMuch()
    {
        if (Shared.Value is not { } score)
        {
            output.WriteLine("Not scored: ../shared is not here.");
            return;
        }

        Reliability[] bins = [.. Reliability.Of(score.Judged).Where(bin => bin.Count >= 20)];
        Assert.NotEmpty(bins);
        Assert.All(bins, bin => Assert.True(bin.Row >= bin.Confidence - 0.1, $"Rows of confidence {bin.From:0.0} to {bin.To:0.0}: {bin.Row:0.00} of {bin.Count} are right."));
        Assert.True(bins[^1].Row > bins[0].Row + 0.2, "The surest rows are hardly better than the least sure.");
    }

    private static readonly Lazy<Score> Samples = new(() => ScoreOf(Project.PathOf("corpora", "samples")));

    private static readonly Lazy<Score?> Shared = new(() => Project.SharedGold is { } corpus ? ScoreOf(corpus) : null);

    private void Hold(Score score, string field, double floor)
    {
        Tally tally = score.Tallies[field];
        output.WriteLine($"{field}: precision {tally.Precision:0.000}, recall {tally.Recall:0.000}, F1 {tally.F1:0.000}");
        Assert.True(tally.F1 >= floor, $"{field}: F1 {tally.F1:0.0000} is under its floor {floor:0.00}.");
    }

    private static Score ScoreOf(string corpus)
    {
        IReadOnlyList<GoldFile> gold = GoldReader.ReadFolder(Path.Combine(corpus, "gold"));
        return Scorer.Compare(gold, GoldReader.ReadMined(ScorerTest.Mine(Path.Combine(corpus, "raw")), gold));
    }
}
