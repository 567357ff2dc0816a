using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Estimates;

/// <summary>
/// What an abstract means by a value without a name, told by how it names its others and by the value itself: times to an
/// event are medians where it speaks of medians, measurements are means where it speaks of means, and two groups' scores
/// that have fractions (3.1 vs 4.7) are averages.
/// </summary>
internal readonly partial record struct Convention(bool Means, bool Medians, bool MedianMeasures)
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly SearchValues<string> Mean = SearchValues.Create(["mean", "average"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Median = SearchValues.Create(["median"], StringComparison.OrdinalIgnoreCase);

    public static Convention Of(ReadOnlySpan<char> text) => new(text.Contains('±') || text.ContainsAny(Mean), text.ContainsAny(Median), MedianMeasureRegex().IsMatch(text));

    /// <summary>The statistic of a value that its own sentence gives no name.</summary>
    public Statistic Name(NumberLine line, Draft draft)
    {
        int? partner = PartnerOf(line, draft.At);
        ReadOnlySpan<char> before = line.Before(Math.Min(draft.At, partner ?? draft.At), 200);
        if (draft.Rule == Values.Ranged.Name || NoAverageRegex().IsMatch(before) || EffectRegex().IsMatch(line.Before(draft.At, 12)))
        {
            return Statistic.Value;
        }

        if (partner is { } told && line.UnitOf(told).StartsWith("per ", StringComparison.Ordinal))
        {
            return Statistic.Rate;
        }

        bool time = line.IsTime(draft.At) || (draft.Unit is { } unit && UnitReader.IsTime(unit)) || (partner is { } other && line.IsTime(other));
        if (time && ToEventRegex().IsMatch(before))
        {
            return Medians ? Statistic.Median : Statistic.Value;
        }

        return Means && !time ? Statistic.Mean
            : partner is null || line[draft.At].Number.Decimals + line[partner.Value].Number.Decimals == 0 ? Statistic.Value
            : MedianMeasures && !Means ? Statistic.Median
            : Statistic.Mean;
    }

    /// <summary>The number that a value is set against, "3.1 vs 4.7"; null for none.</summary>
    private static int? PartnerOf(NumberLine line, int at) =>
        at + 1 < line.Count && AgainstRegex().IsMatch(line.Gap(at + 1)) ? at + 1
        : at > 0 && AgainstRegex().IsMatch(line.Gap(at)) ? at - 1
        : null;

    [GeneratedRegex(@"^(?:\s[\w/%-]{1,12}){0,2}\s(?:vs\.?|versus|v\.?|and|compared\s(?:with|to))\s$", Options)]
    private static partial Regex AgainstRegex();

    /// <summary>A median of something measured, not of survival or of the time that subjects were followed.</summary>
    [GeneratedRegex(@"\bmedians?\s(?:[\w-]{1,20}\s){0,4}?(?:scores?|pain|numbers?|levels?|volumes?|consumption|values?|concentrations?|VAS)\b", Options)]
    private static partial Regex MedianMeasureRegex();

    [GeneratedRegex(@"\b(?:survival|PFS|OS|DFS|RFS|EFS|TTP|TTF|times?\sto|delay(?:ed|s)?|onset|prolonged|occurrence|earlier|later|until|duration\sof\s(?:response|remission))\b", Options)]
    private static partial Regex ToEventRegex();

    /// <summary>Measures whose numbers are no averages of a measurement.</summary>
    [GeneratedRegex(@"\b(?:(?:incidences?|risks?|hazards?|odds|ratios?|probabilit(?:y|ies)|prevalence|coefficients?|slopes?|effect\ssizes?)\b[^;]{0,120}|(?:costs?|doses?|dosages?|cycles)\b[^;]{0,60})$", Options | RegexOptions.RightToLeft)]
    private static partial Regex NoAverageRegex();

    [GeneratedRegex(@"(?:\b[dgfβb]s?|size|η2|ES|β|=)\s?[=:]?\s?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex EffectRegex();
}
