using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Conventions;

/// <summary>The extractor that CONTRIBUTING.md shows: one file and one line, and it works.</summary>
public class NewExtractorTest
{
    private static readonly StageEntry[] Catalog =
    [
        StageCatalog.Entry<PilotTagger.Options>("pilot-studies", (options, _) => new PilotTagger(options)),
    ];

    [Fact]
    public void OneFileAndOneLineMakeAnExtractor()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, """{ "stages": [ { "stage": "pilot-studies" } ] }""");
        AbstractMiner.Pipeline.Pipeline pipeline = new(PipelineConfig.LoadStages(file, new StageResources("."), Catalog));
        File.Delete(file);
        AnnotatedAbstract doc = pipeline.Read(new RawDocument("a.txt", null, "In this pilot study, 12 patients were treated.")).Single();
        Assert.Equal("pilot study", doc.Of<DesignMention>().Single().Design);
        Assert.All(PilotTagger.Pilot.Finds, text => Assert.True(PilotTagger.Pilot.Reads(text)));
        Assert.All(PilotTagger.Pilot.Ignores, text => Assert.False(PilotTagger.Pilot.Reads(text)));
    }

    [Fact]
    public void TheDocumentShowsTheFileThatIsTested()
    {
        string shown = File.ReadAllText(Project.PathOf("CONTRIBUTING.md"));
        string tested = File.ReadAllText(Project.PathOf("tests", "AbstractMiner.Tests", "Conventions", "PilotTagger.cs"));
        Assert.Contains(tested[tested.IndexOf("/// <summary>", StringComparison.Ordinal)..].Trim(), shown, StringComparison.Ordinal);
        Assert.Contains("""Entry<PilotTagger.Options>("pilot-studies", (options, _) => new PilotTagger(options)),""", shown, StringComparison.Ordinal);
    }
}
