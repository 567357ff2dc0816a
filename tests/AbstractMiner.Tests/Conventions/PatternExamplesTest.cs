using AbstractMiner.Patterns;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests;

/// <summary>Runs the examples that stand beside every pattern of the library.</summary>
public class PatternExamplesTest
{
    public static TheoryData<string> Names => [.. All.Select(pattern => pattern.Name)];

    internal static IEnumerable<Pattern> All => typeof(IStage).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic))
        .Where(property => property.PropertyType.IsAssignableTo(typeof(Pattern)))
        .Select(property => (Pattern)property.GetValue(null)!);

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPatternFindsItsExamplesAndIgnoresTheOthers(string name)
    {
        Pattern pattern = All.Single(item => item.Name == name);
        Assert.NotEmpty(pattern.Finds);
        Assert.NotEmpty(pattern.Ignores);
        Assert.All(pattern.Finds, text => Assert.True(pattern.Reads(text), $"finds: {text}"));
        Assert.All(pattern.Ignores, text => Assert.False(pattern.Reads(text), $"ignores: {text}"));
    }
}
