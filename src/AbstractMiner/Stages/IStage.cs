using AbstractMiner.Annotation;

namespace AbstractMiner.Stages;

/// <summary>One step of the pipeline: a tagger, a linker or a check.</summary>
public interface IStage
{
    /// <summary>The kinds of mention (or <see cref="Finding"/>) that must have been looked for before.</summary>
    IReadOnlyList<Type> Needs { get; }

    /// <summary>The kinds that this stage looks for.</summary>
    IReadOnlyList<Type> Adds { get; }

    /// <summary>Reads the abstract and returns it with more said of it. Never throws on any text, never changes the text.</summary>
    AnnotatedAbstract Apply(AnnotatedAbstract doc);
}
