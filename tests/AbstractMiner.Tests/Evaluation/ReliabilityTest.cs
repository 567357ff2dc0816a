using AbstractMiner.Evaluation;

namespace AbstractMiner.Tests.Evaluation;

public class ReliabilityTest
{
    [Fact]
    public void TellsOfEachBinHowManyAreRight()
    {
        Reliability bin = Assert.Single(Reliability.Of([new(0.32, Value: true, Row: true), new(0.38, Value: true, Row: false), new(0.35, Value: false, Row: false), new(0.35, Value: true, Row: false)]));
        Assert.Equal((0.3, 0.4, 4), (bin.From, bin.To, bin.Count));
        Assert.Equal(0.35, bin.Confidence, 9);
        Assert.Equal((0.75, 0.25), (bin.Value, bin.Row));
    }

    [Theory]
    [InlineData(0, 0.0, "the least")]
    [InlineData(0.1999, 0.1, "just under an edge")]
    [InlineData(0.5, 0.5, "an edge belongs to the bin above")]
    [InlineData(1, 0.9, "certainty has no bin of its own")]
    public void PutsEachResultInItsBin(double confidence, double from, string reason) =>
        Assert.True(from == Assert.Single(Reliability.Of([new(confidence, true, true)])).From, reason);

    [Fact]
    public void LeavesOutEmptyBins() =>
        Assert.Equal([0.1, 0.8], Reliability.Of([new(0.85, true, true), new(0.15, false, false)]).Select(bin => bin.From));
}
