using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;

namespace AbstractMiner.Pipeline;

/// <summary>Reads a document through to its annotated abstracts: normalise, segment, and fold the stages over each. Safe to call from many threads.</summary>
public sealed class Pipeline(IReadOnlyList<IStage> stages)
{
    /// <exception cref="ConfigurationException">The file is wrong in any way.</exception>
    public static Pipeline Load(string configFile, StageResources resources) => new(PipelineConfig.LoadStages(configFile, resources));

    /// <summary>The stages of a file before the one of a name: what that one learns from. It and those after it are not made, so that it may lack its models.</summary>
    /// <exception cref="ConfigurationException">The file is wrong in any way.</exception>
    public static Pipeline Before(string stage, string configFile, StageResources resources) => new(PipelineConfig.LoadStages(configFile, resources, before: stage));

    public IEnumerable<AnnotatedAbstract> Read(RawDocument document) => Segment(document).Select(doc => Annotate(doc));

    /// <summary>The abstracts of a document, before any stage has read them.</summary>
    public static IEnumerable<AnnotatedAbstract> Segment(RawDocument document) =>
        Segmenter.Segment(Normaliser.Normalise(document)).Select(text => new AnnotatedAbstract(document, text));

    /// <param name="before">Told of each stage and of the abstract that it is about to read.</param>
    public AnnotatedAbstract Annotate(AnnotatedAbstract doc, Action<IStage, AnnotatedAbstract>? before = null)
    {
        foreach (IStage stage in stages)
        {
            before?.Invoke(stage, doc);
            doc = stage.Apply(doc);
        }

        return doc;
    }

    /// <summary>
    /// Several abstracts, stage by stage: the code of all stages together is larger than the processor's caches, that of one
    /// stage is not, so each stage reads some abstracts before the next one does.
    /// </summary>
    public AnnotatedAbstract[] Annotate(AnnotatedAbstract[] docs) => stages.Aggregate(docs, (read, stage) => Array.ConvertAll(read, stage.Apply));
}
