using AbstractMiner.Annotation;

namespace AbstractMiner.Stages;

/// <summary>An estimate against its confidence interval: "risk ratio 1 (95% CI 0.7-0.32)" lies outside of it, and 2.0 (1.9-4.5) is not in its middle.</summary>
public sealed class IntervalCheck(IntervalCheck.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>How far from the middle a ratio may stand, on the log scale, as a part of half the interval. Exact and profile intervals lean a little.</summary>
        public double Lean { get; init; } = 0.4;
    }

    public IReadOnlyList<Type> Needs => [typeof(EstimateMention)];

    public IReadOnlyList<Type> Adds => [typeof(Flag)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<Flag> flags = [];
        foreach (EstimateMention estimate in doc.Of<EstimateMention>())
        {
            if (estimate is not { Value: { } value, Spread: { Kind: SpreadKind.ConfidenceInterval, Low.Number: var low, High.Number: var high } spread })
            {
                continue;
            }

            Text.TextSpan span = estimate.Span.Hull(spread.High.Span);
            bool ratio = estimate.Statistic is Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio;
            // An interval of decreases is often printed from its near end to its far one: -0.3 to -0.6.
            decimal least = Math.Min(low.Value, high.Value);
            decimal most = Math.Max(low.Value, high.Value);
            if ((value.Value < least || value.Value > most) && !IsOfTheChange(estimate, least, most))
            {
                flags.Add(new Flag(FlagKind.CiExcludesEstimate, span, $"{value} lies outside {low} to {high}."));
            }
            else if (ratio && low.Value > 0 && low.Value < high.Value && IsLeaning(value, low, high))
            {
                flags.Add(new Flag(FlagKind.CiAsymmetric, span, $"{value} is far from the middle of {low} to {high} on the scale of ratios."));
            }
        }

        return flags.Count == 0 ? doc : doc.With(flags);
    }

    /// <summary>An interval behind a mean may be that of the change to it: signs or sizes of another order tell.</summary>
    private static bool IsOfTheChange(EstimateMention estimate, decimal low, decimal high) =>
        estimate.Statistic is Statistic.Mean or Statistic.Value or Statistic.Median or Statistic.Percent or Statistic.Count
        || (estimate.Value is { } value && -value.Value >= low && -value.Value <= high);

    private bool IsLeaning(Text.Number value, Text.Number low, Text.Number high)
    {
        // Printed digits leave room: the least lean that they allow is what counts.
        double room = Math.Log((double)(value.Value + HalfUnit(value)) / (double)value.Value) + Math.Log((double)low.Value / (double)Math.Max(low.Value - HalfUnit(low), low.Value / 2));
        double middle = (Math.Log((double)low.Value) + Math.Log((double)high.Value)) / 2;
        double half = (Math.Log((double)high.Value) - Math.Log((double)low.Value)) / 2;
        return half > 0 && Math.Abs(Math.Log((double)value.Value) - middle) - room > options.Lean * half;
    }

    private static decimal HalfUnit(Text.Number number)
    {
        decimal unit = 0.5m;
        for (int i = 0; i < number.Decimals && i < 8; i++)
        {
            unit /= 10;
        }

        return unit;
    }
}
