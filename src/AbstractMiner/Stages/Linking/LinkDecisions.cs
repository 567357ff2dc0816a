using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Linking;

/// <summary>Decides by the models, and keeps how sure they were of each row: the product over its links.</summary>
public sealed class LinkDecisions(LinkModels models)
{
    private readonly Dictionary<EstimateMention, double> _sureness = new(ReferenceEqualityComparer.Instance);

    public double SurenessOf(EstimateMention estimate) => _sureness.GetValueOrDefault(estimate, 1);

    internal int Decide(LinkKind kind, SentenceFrame frame, int item, List<LinkOption> options)
    {
        Span<double> probabilities = options.Count <= 128 ? stackalloc double[options.Count] : new double[options.Count];
        int best = Linker.Best(models.Of(kind), options, probabilities);
        EstimateMention? row = kind == LinkKind.PValue ? (EstimateMention?)options[best].Mention : frame.Estimates[item];
        if (row is not null)
        {
            _sureness[row] = SurenessOf(row) * probabilities[best];
        }

        return best;
    }
}
