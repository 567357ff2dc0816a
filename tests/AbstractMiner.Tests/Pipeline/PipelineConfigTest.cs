using AbstractMiner.Annotation;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests;

public class PipelineConfigTest
{
    private sealed record FirstOptions
    {
        public double Least { get; init; }
    }

    private sealed record SecondOptions(string Path);

    private sealed class Stage(Type[] needs, Type[] adds) : IStage
    {
        public IReadOnlyList<Type> Needs => needs;

        public IReadOnlyList<Type> Adds => adds;

        public AnnotatedAbstract Apply(AnnotatedAbstract doc) => doc;
    }

    private static readonly StageEntry[] Catalog =
    [
        StageCatalog.Entry<FirstOptions>("first", (_, _) => new Stage([], [typeof(TimeMention)])),
        StageCatalog.Entry<SecondOptions>("second", (options, _) => File.Exists(options.Path) ? new Stage([typeof(TimeMention)], []) : throw new FileNotFoundException($"There is no {options.Path}.")),
    ];

    private static string Load(string json)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            return $"{PipelineConfig.LoadStages(file, new StageResources("."), Catalog).Count} stages";
        }
        catch (ConfigurationException e)
        {
            Assert.StartsWith(file, e.Message, StringComparison.Ordinal);
            return e.Message;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("""{"stages":[{"stage":"third"}]}""", "stage 1, \"third\"", "first, second", "an unknown stage")]
    [InlineData("""{"stages":[{"stage":"first","options":{"leest":0.5}}]}""", "leest", "least", "a misspelt option")]
    [InlineData("""{"stages":[{"stage":"first","options":{"least":"high"}}]}""", "$.least", "least", "an option of the wrong type")]
    [InlineData("""{"stages":[{"stage":"first"},{"stage":"second","options":{}}]}""", "stage 2, \"second\"", "path", "a missing option")]
    [InlineData("""{"stages":[{"stage":"first"},{"stage":"second","options":{"path":"/no/such"}}]}""", "stage 2, \"second\"", "/no/such", "a file that is not there")]
    [InlineData("""{"stages":[{"stage":"second","options":{"path":"/bin/sh"}}]}""", "stage 1, \"second\"", "needs Time", "a stage before what it needs")]
    [InlineData("""{"stages":[{"stag":"first"}]}""", "stag", "\"stage\"", "a misspelt key")]
    [InlineData("""{"stages":[{"options":{}}]}""", "stage", "$.stages[0]", "a missing key")]
    [InlineData("""{"steps":[]}""", "steps", "stages", "a misspelt list")]
    [InlineData("""{"stages":[]}""", "empty", "first", "no stage at all")]
    [InlineData("""{"stages":[{"stage":"first"}""", "line 1", "stages", "no JSON")]
    [InlineData("""null""", "null", "stages", "nothing")]
    public void WhatIsWrongIsToldWithItsPlaceAndWhatIsKnown(string json, string place, string known, string reason)
    {
        string message = Load(json);
        Assert.True(message.Contains(place, StringComparison.Ordinal), $"{reason}: {message}");
        Assert.True(message.Contains(known, StringComparison.Ordinal), $"{reason}: {message}");
    }

    [Fact]
    public void TheOrderInTheFileIsTheOrderOfRunning() => Assert.Equal("2 stages", Load("""{"stages":[{"stage":"first"},{"stage":"second","options":{"path":"/bin/sh"}}]}"""));

    [Fact]
    public void EveryStageOfTheCatalogIsInTheDefaultPipeline()
    {
        IEnumerable<string> order = PipelineConfig.Load(Project.PathOf("pipeline.json")).Stages.Select(stage => stage.Stage);
        Assert.Equal(StageCatalog.All.Select(entry => entry.Name).Order(), order.Order());
    }
}
