using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>Why a link is as it is: "group 'laser group', 0.81 of 5 options, since it stands after its number".</summary>
/// <param name="Of">The number that a mention was chosen for; of a p-value, the p-value that a row was chosen for.</param>
/// <param name="Chosen">Null for none.</param>
/// <param name="Probability">What the model gives the chosen option.</param>
/// <param name="Weights">Of the chosen option's features, the weightiest first; a feature without weight is left out.</param>
public sealed record LinkReason(LinkKind Kind, TextSpan Of, Mention? Chosen, double Probability, int Options, ImmutableArray<(string Feature, double Weight)> Weights)
{
    /// <summary>The reasons of an abstract, in the order of the decisions.</summary>
    internal static ImmutableArray<LinkReason> In(AnnotatedAbstract doc, LinkModels models)
    {
        ImmutableArray<LinkReason>.Builder reasons = ImmutableArray.CreateBuilder<LinkReason>();
        Linker.Link(new LinkContext(doc, models), (kind, frame, item, options) =>
        {
            LogLinearModel model = models.Of(kind);
            double[] probabilities = new double[options.Count];
            int best = Linker.Best(model, options, probabilities);
            TextSpan of = kind == LinkKind.PValue ? frame.PValues[item].Span : frame.Estimates[item].Span;
            reasons.Add(new LinkReason(kind, of, options[best].Mention, probabilities[best], options.Count,
            [
                .. options[best].Features.GroupBy(feature => feature.Name, StringComparer.Ordinal).Select(feature => (feature.Key, Weight: feature.Count() * model.WeightOf(feature.Key)))
                    .Where(feature => feature.Weight != 0).OrderByDescending(feature => Math.Abs(feature.Weight)).ThenBy(feature => feature.Key, StringComparer.Ordinal),
            ]));
            return best;
        });
        return reasons.ToImmutable();
    }
}
