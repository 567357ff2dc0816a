using AbstractMiner.Learning;
using AbstractMiner.Patterns;

namespace AbstractMiner.Tests;

public class LogLinearTrainerTest
{
    /// <summary>Near candidates are right nine times in ten: the weight of "near" must say so.</summary>
    private static IReadOnlyList<Choice> Choices => [.. Enumerable.Range(0, 100).Select(i =>
        new Choice($"abstract {i % 20}", [new Candidate(["near"], i % 10 != 0), new Candidate(["far"], i % 10 == 0)]))];

    [Fact]
    public void LearnsTheOddsOfTheChoices()
    {
        LogLinearModel model = LogLinearTrainer.Train("test", Choices, new() { Penalty = 0.0001 });
        Assert.Equal(Math.Log(9), model.WeightOf("near") - model.WeightOf("far"), 1);
        Assert.Equal(0.9, LogLinearTrainer.Probabilities(model, Choices[1])[0], 2);
    }

    [Fact]
    public void GivesTheSameWeightsToTheSameChoices() =>
        Assert.Equal(LogLinearTrainer.Train("a", Choices, new()).Weights, LogLinearTrainer.Train("b", Choices, new()).Weights);

    [Fact]
    public void LeavesOutWhatIsTooRareToLearnFrom()
    {
        Choice rare = new("abstract 3", [new Candidate(["near", "odd"], true), new Candidate(["far"], false)]);
        Assert.Equal(0, LogLinearTrainer.Train("test", [.. Choices, rare], new() { LeastCount = 2 }).WeightOf("odd"));
    }

    [Fact]
    public void TestsOnAbstractsThatItWasNotTrainedOn()
    {
        // Each abstract has a feature of its own that tells the answer: of no use to the other folds.
        IReadOnlyList<Choice> own = [.. Enumerable.Range(0, 40).Select(i =>
            new Choice($"abstract {i / 4}", [new Candidate([$"own {i / 4}"], true), new Candidate([], false)]))];
        Assert.All(LogLinearTrainer.HeldOut(own, new() { LeastCount = 1 }), held => Assert.Equal(0.5, held[0], 6));
        Assert.Equal(40, own.Count);
    }

    [Fact]
    public void ReadsWhatItWrote()
    {
        LogLinearModel model = LogLinearTrainer.Train("test", Choices, new());
        StringWriter file = new();
        model.Write(file, ["a card"]);
        LogLinearModel read = LogLinearModel.Read("test", new StringReader(file.ToString()));
        Assert.StartsWith("# a card\n", file.ToString(), StringComparison.Ordinal);
        Assert.All(model.Weights, pair => Assert.Equal(pair.Value, read.WeightOf(pair.Key), 4));
    }

    [Theory]
    [InlineData("near 0.3")] // no tab
    [InlineData("near\tmuch")] // no number
    [InlineData("near\t1\nnear\t2")] // twice
    public void RefusesABrokenFile(string file)
    {
        FormatException error = Assert.Throws<FormatException>(() => LogLinearModel.Read("links/group.tsv", new StringReader(file)));
        Assert.Contains("links/group.tsv, line", error.Message, StringComparison.Ordinal);
    }
}
