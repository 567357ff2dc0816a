using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>n/N against its percent: "87.7% (72/84)" is 85.7%. Without an N of its own a percent is held against the groups of the abstract.</summary>
public sealed class PercentCheck(PercentCheck.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Units of the last printed digit by which a percent may miss before its groups are thought to be others.</summary>
        public decimal Near { get; init; } = 1;
    }

    public IReadOnlyList<Type> Needs => [typeof(EstimateMention), typeof(SampleSizeMention)];

    public IReadOnlyList<Type> Adds => [typeof(Flag)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<Flag> flags = [];
        List<SampleSizeMention>? sizes = null;
        foreach (EstimateMention estimate in doc.Of<EstimateMention>())
        {
            if (estimate is not { Statistic: Statistic.Percent, Value: { } percent, Events: { } events } || events.Number.Value < 0 || events.Number.Value == 0 && percent.Value == 0)
            {
                continue;
            }

            sizes ??= [.. doc.Of<SampleSizeMention>()];
            if (Judge(doc, estimate, percent, events, sizes) is { } flag)
            {
                flags.Add(flag);
            }
        }

        return flags.Count == 0 ? doc : doc.With(flags);
    }

    private Flag? Judge(AnnotatedAbstract doc, EstimateMention estimate, Number percent, Quantity events, List<SampleSizeMention> sizes)
    {
        TextSpan span = estimate.Span.Hull(events.Span);
        if (estimate.Total is { } total)
        {
            span = span.Hull(total.Span);
            return total.Number.Value > 0 && Miss(events.Number.Value, total.Number.Value, percent) > Half
                ? new Flag(FlagKind.PercentMismatch, span.Length < 120 ? span : estimate.Span, $"{events.Number} of {total.Number} is {Of(events, total.Number.Value, percent)}%, not {percent}%.")
                : null;
        }

        // A group that fits clears the percent; one that nearly fits is its group with a slip.
        SampleSizeMention? near = null;
        int groups = 0;
        foreach (SampleSizeMention size in sizes)
        {
            if (size.Value < events.Number.Value || size.Value == 0 || size.Span.Overlaps(events.Span))
            {
                continue;
            }

            decimal miss = Miss(events.Number.Value, size.Value, percent);
            if (miss <= Half)
            {
                return null;
            }

            groups += size.Role is SampleRole.Arm ? 1 : 0;
            near = miss <= Half + options.Near && percent is { Decimals: > 0, Value: >= 5 } ? size : near;
        }

        bool shared = doc.Of<EstimateMention>().Any(other => other.Total is { } known && known.Number.Value > 0 && Miss(events.Number.Value, known.Number.Value, percent) <= Half);
        return shared ? null
            : near is not null ? new Flag(FlagKind.PercentMismatch, span, $"{events.Number} of {near.Value} is {Of(events, near.Value, percent)}%, not {percent}%.")
            : groups >= 2 && events.Number.Value > 1 && percent.Value is > 0 and < 100 ? new Flag(FlagKind.AmbiguousDenominator, span, $"No group of the abstract makes {events.Number} subjects {percent}%.")
            : null;
    }

    private const decimal Half = 0.5m;

    /// <summary>How far n of N is from the percent, in units of its last printed digit.</summary>
    private static decimal Miss(decimal events, decimal total, Number percent)
    {
        decimal unit = 1;
        for (int i = 0; i < percent.Decimals && i < 6; i++)
        {
            unit /= 10;
        }

        return Math.Abs((100 * events / total) - percent.Value) / unit;
    }

    private static decimal Of(Quantity events, decimal total, Number percent) => Math.Round(100 * events.Number.Value / total, Math.Min(6, percent.Decimals + 1));
}
