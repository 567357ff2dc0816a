using System.Text.Json;
using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;

namespace AbstractMiner.Pipeline;

/// <summary>Reads a document through to its annotated abstracts. Safe to call from many threads.</summary>
public sealed class Pipeline(IReadOnlyList<IStage> stages)
{
    public static Pipeline Load(string configFile, StageResources resources)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(configFile));
        return new([.. json.RootElement.GetProperty("stages").EnumerateArray().Select(item =>
            StageCatalog.All.First(entry => entry.Name == item.GetProperty("stage").GetString()).Create(
                item.TryGetProperty("options", out JsonElement options) ? options : JsonDocument.Parse("{}").RootElement, resources))]);
    }

    public IEnumerable<AnnotatedAbstract> Read(RawDocument document)
    {
        foreach (Text.AbstractText text in Segmenter.Segment(Normaliser.Normalise(document)))
        {
            yield return stages.Aggregate(new AnnotatedAbstract(document, text), (doc, stage) => stage.Apply(doc));
        }
    }
}
