using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>p-values that cannot be: "p = 0.000", "p = 1.2", and a p that contradicts the confidence interval beside it.</summary>
public sealed partial class PValueCheck(PValueCheck.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Intervals of this level are held against p = 0.05, in percent.</summary>
        public decimal Level { get; init; } = 95;
    }

    private const decimal Significant = 0.05m;

    public IReadOnlyList<Type> Needs => [typeof(PValueMention), typeof(Finding)];

    public IReadOnlyList<Type> Adds => [typeof(Flag)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<Flag> flags = [];
        foreach (PValueMention p in doc.Of<PValueMention>())
        {
            if (p is { Operator: Comparison.Equal, Value: { Value: 0 } value })
            {
                flags.Add(new Flag(FlagKind.PZero, p.Span, $"No p-value is {value}: less than its last digit is meant."));
            }
        }

        foreach (Sentence sentence in doc.Text.Sentences)
        {
            flags.AddRange(TooLarge.In(doc.Text.Text, sentence.Span));
        }

        foreach (Finding finding in doc.Findings)
        {
            if (finding is { Estimate: { Spread: { Kind: SpreadKind.ConfidenceInterval, High: { } high } spread } estimate, P: { Value: { } value } p } && (spread.Level is null || spread.Level == options.Level)
                && p.Kind == PKind.Difference && p.Span.Start - high.Span.End is >= 0 and < 30 && Contradicts(estimate.Statistic, spread.Low.Number, high.Number, p.Operator, value.Value) is { } note)
            {
                flags.Add(new Flag(FlagKind.PContradictsInterval, estimate.Span.Hull(p.Span) is { Length: < 160 } span ? span : p.Span, note));
            }
        }

        return flags.Count == 0 ? doc : doc.With(flags);
    }

    /// <summary>A p near 0.05 and an interval whose end is near the null may both be right after rounding.</summary>
    private static string? Contradicts(Statistic statistic, Number low, Number high, Comparison comparison, decimal p)
    {
        decimal nothing = statistic is Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio ? 1 : 0;
        if (statistic is not (Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio or Statistic.MeanDifference) || low.Value > high.Value)
        {
            return null;
        }

        decimal room = (high.Value - low.Value) / 20;
        bool spans = low.Value < nothing - room && high.Value > nothing + room;
        bool misses = low.Value > nothing + room || high.Value < nothing - room;
        bool below = comparison is Comparison.Equal or Comparison.Less or Comparison.LessOrEqual && p <= Significant * 0.6m;
        bool above = comparison is Comparison.Equal && p >= Significant * 1.6m || comparison is Comparison.Greater or Comparison.GreaterOrEqual && p >= Significant;
        return spans && below ? $"The interval {low} to {high} holds {nothing}, yet p is {p}."
            : misses && above ? $"The interval {low} to {high} leaves out {nothing}, yet p is {p}."
            : null;
    }

    public static Pattern<Flag> TooLarge { get; } = new("check.p-too-large", TooLargeRegex(), ReadTooLarge)
    {
        Starts = PValueTagger.NextLetter,
        Finds = ["(p = 1.26)", "P = 3.4"],
        Ignores = ["p = 1.00", "p = 0.26", "pH = 7.4", "p = 12 kPa"],
    };

    private static Flag? ReadTooLarge(Match match) =>
        NumberReader.Read(match.Groups["value"].ValueSpan) is { Value: > 1 } value ? new Flag(FlagKind.POutOfRange, match.Span(), $"No p-value is {value}.") : null;

    [GeneratedRegex(@"\G(?<![\p{L}\d-])[pP]\s?=\s?(?<value>[1-9]\.\d{1,4})(?![\d%]|\s?[×x]\s?10|\s?[a-zA-Z]{1,4}\b|e-)", RegexOptions.CultureInvariant)]
    private static partial Regex TooLargeRegex();
}
