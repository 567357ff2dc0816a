using AbstractMiner.Annotation;

namespace AbstractMiner.Stages;

/// <summary>A ± that the abstract never names ("7.43 ± 3.93"): SD or SE cannot be told. One flag for an abstract, at the first.</summary>
public sealed class SpreadCheck(SpreadCheck.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Whether every unnamed spread is flagged and not the first alone.</summary>
        public bool Every { get; init; }
    }

    public IReadOnlyList<Type> Needs => [typeof(EstimateMention)];

    public IReadOnlyList<Type> Adds => [typeof(Flag)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<Flag> flags = [];
        foreach (EstimateMention estimate in doc.Of<EstimateMention>())
        {
            if (estimate.Spread is { Kind: SpreadKind.Unnamed } spread)
            {
                flags.Add(new Flag(FlagKind.SpreadUnnamed, estimate.Span.Hull(spread.Low.Span), "± without SD or SE: read as a standard deviation."));
                if (!options.Every)
                {
                    break;
                }
            }
        }

        return flags.Count == 0 ? doc : doc.With(flags);
    }
}
