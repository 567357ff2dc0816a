using AbstractMiner.Learning;
using AbstractMiner.Patterns;

namespace AbstractMiner.Tests.Learning;

public class IsotonicFitTest
{
    [Fact]
    public void TellsHowOftenTheSureAreRight()
    {
        // Of those that were 0.9 sure, half were right; of those 0.1 sure, a tenth.
        Calibration calibration = IsotonicFit.Of(Enumerable.Range(0, 400).Select(i => i < 200 ? (0.9, i % 2 == 0) : (0.1, i % 10 == 0)), least: 100);
        Assert.InRange(calibration.Of(0.9), 0.48, 0.52);
        Assert.InRange(calibration.Of(0.1), 0.08, 0.13);
    }

    [Fact]
    public void NeverFalls()
    {
        Calibration calibration = IsotonicFit.Of(Enumerable.Range(0, 300).Select(i => (i / 300.0, (i * 7919) % 11 < 5)), least: 20);
        Assert.All(Enumerable.Range(0, 99), i => Assert.True(calibration.Of(i / 100.0) <= calibration.Of((i + 1) / 100.0)));
    }

    [Fact]
    public void ReadsWhatItWrote()
    {
        StringWriter file = new();
        new Calibration([(0, 0.1), (1, 0.8)]).Write(file, ["a card"]);
        Assert.Equal(0.45, Calibration.Read("confidence.tsv", new StringReader(file.ToString())).Of(0.5), 6);
    }

    [Fact]
    public void RefusesABrokenFile() =>
        Assert.Contains("confidence.tsv, line 1", Assert.Throws<FormatException>(() => Calibration.Read("confidence.tsv", new StringReader("much"))).Message, StringComparison.Ordinal);
}
