using AbstractMiner.Annotation;

namespace AbstractMiner.Stages;

/// <summary>Makes a finding of every estimate, so far without links.</summary>
public sealed class FindingLinker(FindingLinker.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Findings below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [typeof(EstimateMention)];

    public IReadOnlyList<Type> Adds => [typeof(Finding)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc) => doc.With(doc.Of<EstimateMention>()
        .Where(estimate => estimate.Confidence >= options.Least)
        .Select(estimate => new Finding(estimate, null, null, null, null, null, estimate.Confidence)));
}
