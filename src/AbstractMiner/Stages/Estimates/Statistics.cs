using System.Text.RegularExpressions;
using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Tells from the words before a value, its form and its spread what statistic it is.</summary>
internal static partial class Statistics
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <param name="earlier">The value before it in the sentence.</param>
    /// <param name="last">The last number of its reading: what follows the value and its spread follows that.</param>
    public static Statistic Of(NumberLine line, Draft draft, int last, (Draft Draft, Statistic Statistic)? earlier)
    {
        int at = draft.At;
        ReadOnlySpan<char> before = line.Before(at, 160);
        ReadOnlySpan<char> after = line.After(at, 60);
        bool percent = line[at].Percent || draft.SharesPercent;
        if (Contrasts.Before(before) is { } contrast && !(percent && contrast is not (Statistic.MeanDifference or Statistic.Auc)))
        {
            return contrast;
        }

        if (IsFold(line.UnitOf(at)) || IsFold(after))
        {
            return Statistic.FoldChange;
        }

        bool points = line.UnitOf(at) is ['p' or 'P', ..] unit && PointsRegex().IsMatch(unit);
        if (draft.Events is not null)
        {
            return draft.Statistic ?? Statistic.Percent;
        }

        bool paired = PairedRegex().IsMatch(line.After(last, 40)) || PairedRegex().IsMatch(after);
        bool interval = draft.Spread?.Kind == SpreadKind.ConfidenceInterval;
        if ((!paired && ((interval || line[at].Number.Value < 0) && !percent ? DifferenceRegex() : NearDifferenceRegex()).IsMatch(before)) || (points && percent) || (points && line.UnitOf(at).StartsWith("percentage", StringComparison.Ordinal)))
        {
            return Statistic.MeanDifference;
        }

        bool parallel = earlier is { } one && IsParallel(line, one.Draft.At, at);
        bool change = IsChange(line, at, before, after, paired) || (parallel && earlier?.Statistic == (percent ? Statistic.PercentChange : Statistic.MeanDifference) && draft.Spread?.Kind != SpreadKind.ConfidenceInterval);
        (bool mean, bool median) = Cue(before, percent);
        if (percent)
        {
            return Accuracy(before)
                ?? (change ? Statistic.PercentChange
                : draft.Spread is { Kind: SpreadKind.StandardDeviation or SpreadKind.StandardError or SpreadKind.Unnamed, High: null } || mean || PercentMeasureRegex().IsMatch(before) ? Statistic.Mean
                : draft.Spread?.Kind == SpreadKind.InterquartileRange || (median && draft.Spread is { Kind: not SpreadKind.ConfidenceInterval }) ? Statistic.Median
                : Statistic.Percent);
        }

        if (RateRegex().IsMatch(line.UnitOf(at)) || RateBehindRegex().IsMatch(line.After(last, 20)) || RateBeforeRegex().IsMatch(before) || (earlier?.Statistic == Statistic.Rate && parallel))
        {
            return Statistic.Rate;
        }

        if (draft.Spread is { High: null })
        {
            return change ? Statistic.MeanDifference : Statistic.Mean;
        }

        if (draft.Spread is { Kind: SpreadKind.Unnamed, High: not null } && earlier?.Statistic is Statistic.RiskRatio or Statistic.OddsRatio or Statistic.HazardRatio && line[at].Unit is null && !median && !mean && IsInBracketOf(line, earlier.Value.Draft.At, at))
        {
            return earlier.Value.Statistic;
        }

        if (draft.Spread is { Kind: SpreadKind.InterquartileRange or SpreadKind.Range or SpreadKind.Unnamed })
        {
            return mean ? Statistic.Mean : !median && draft.Spread.Kind == SpreadKind.Unnamed && (change || line[at].Number.Value < 0) ? Statistic.MeanDifference : Statistic.Median;
        }

        if ((draft.Rule == Series.Member.Name || line.Gap(at) is " to " or "-") && !percent && draft.Spread is null && line[at].Number.Decimals > 0 && earlier?.Statistic is Statistic.HazardRatio or Statistic.OddsRatio or Statistic.RiskRatio or Statistic.Correlation && !line.Gap(at).Contains(';'))
        {
            return earlier.Value.Statistic;
        }

        // "The HR for hip fracture in the last year was 0.86 (95% CI ...)": the word stands far before a value with an interval.
        if (interval && !percent && line[at].Unit is null && line[at].Number.Value >= 0 && Contrasts.Governing(line.Before(at, 400)) is { } ratio)
        {
            return ratio;
        }

        // One of a list: "in costs (95, 95% CI ...) or in utility (0.02, 95% CI ...)"; a negative value with an interval is a contrast.
        if (interval && earlier?.Statistic is Statistic.MeanDifference or Statistic.RiskRatio or Statistic.OddsRatio or Statistic.HazardRatio && !median && !mean && (ListedRegex().IsMatch(line.Gap(at)) || line.Gap(at) is [.., '=', ' ']))
        {
            return earlier.Value.Statistic;
        }

        if (interval && line[at].Number.Value < 0 && !median)
        {
            return Statistic.MeanDifference;
        }

        return median ? Statistic.Median
            : change ? Statistic.MeanDifference
            : mean ? Statistic.Mean
            : earlier is { Statistic: Statistic.Median or Statistic.Mean } value && (parallel || SameUnit(line, value.Draft, draft)) ? value.Statistic
            : Accuracy(before) ?? Statistic.Value;
    }

    /// <summary>Whether "mean" or "median" is the last word that governs a value: not one inside a bracket that is closed by now, nor one that another measure has followed.</summary>
    private static (bool Mean, bool Median) Cue(ReadOnlySpan<char> before, bool percent)
    {
        int found = -1;
        foreach (ValueMatch match in CueRegex().EnumerateMatches(before))
        {
            if (!ClosesBracket(before[match.Index..]))
            {
                found = match.Index;
            }
        }

        if (found < 0)
        {
            return default;
        }

        bool median = before[found..].StartsWith("med", StringComparison.OrdinalIgnoreCase);
        bool mean = !median && (before[found..].StartsWith("mean", StringComparison.OrdinalIgnoreCase) || before[found..].StartsWith("aver", StringComparison.OrdinalIgnoreCase));
        return (mean && !(percent && RateWordRegex().IsMatch(before[found..])), median);
    }

    /// <summary>Whether a text closes a bracket that it has not opened.</summary>
    public static bool ClosesBracket(ReadOnlySpan<char> text)
    {
        int depth = 0;
        foreach (char c in text)
        {
            depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            if (depth < 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a bracket that holds words of the first value is still open at the second, or holds that value alone.</summary>
    private static bool IsInBracketOf(NumberLine line, int first, int second)
    {
        int start = line[first].Reach.End;
        return line.Before(first, 24).ContainsAny('(', '[') || !ClosesBracket(line.Text.AsSpan(start, line[second].Reach.Start - start).TrimEnd("([ "));
    }

    private static Statistic? Accuracy(ReadOnlySpan<char> before)
    {
        Statistic? found = null;
        foreach (ValueMatch match in AccuracyRegex().EnumerateMatches(before))
        {
            found = before[match.Index + 1] switch { 'e' or 'E' => Statistic.Sensitivity, 'p' or 'P' => Statistic.Specificity, _ => null };
        }

        return found;
    }

    private static bool IsChange(NumberLine line, int at, ReadOnlySpan<char> before, ReadOnlySpan<char> after, bool paired) =>
        ChangeAfterRegex().IsMatch(after) || ChangeByRegex().IsMatch(before) || ChangeVerbRegex().IsMatch(before) || ChangeIsRegex().IsMatch(before)
        || (IsInSignedPair(line, at) && ChangeWordRegex().IsMatch(before)) || (!paired && (ChangeNounRegex().IsMatch(before) || (line[at].Percent && ComparativeRegex().IsMatch(before))))
        || (line[at].Percent && line[at].Number.Value < 0) || (line.Gap(at) is [.., '+'] && line[at].Number.Value > 0);

    /// <summary>Whether a number has a sign, or is set against one that has: "-1.8 vs 0.3".</summary>
    private static bool IsInSignedPair(NumberLine line, int at) =>
        IsSigned(line, at) || (at + 1 < line.Count && SetAgainstRegex().IsMatch(line.Gap(at + 1)) && IsSigned(line, at + 1)) || (at > 0 && SetAgainstRegex().IsMatch(line.Gap(at)) && IsSigned(line, at - 1));

    private static bool IsSigned(NumberLine line, int at) => line[at].Number.Value < 0 || line.Gap(at) is [.., '+'];

    /// <summary>Whether two values stand in one construction: "in the first (13.4%) and the second (26.8%)".</summary>
    private static bool IsParallel(NumberLine line, int first, int second)
    {
        int start = line[first].Reach.End;
        int length = line[second].Reach.Start - start;
        return length is > 0 and < 90 && ParallelRegex().IsMatch(line.Text.AsSpan(start, length));
    }

    private static bool SameUnit(NumberLine line, Draft one, Draft other) =>
        line[other.At].Unit is not null && line.UnitOf(other.At).SequenceEqual(one.Unit is null ? line.UnitOf(one.At) : one.Unit);

    public static Direction? DirectionOf(NumberLine line, Draft draft, Statistic statistic)
    {
        if (statistic is not (Statistic.PercentChange or Statistic.FoldChange or Statistic.MeanDifference))
        {
            return null;
        }

        Direction? found = null;
        ReadOnlySpan<char> after = line.After(draft.At, 40);
        if (ChangeAfterRegex().IsMatch(after))
        {
            foreach (ValueMatch match in DirectionRegex().EnumerateMatches(after))
            {
                return Sense(after.Slice(match.Index, match.Length));
            }
        }

        ReadOnlySpan<char> before = line.Before(draft.At, 160);
        foreach (ValueMatch match in DirectionRegex().EnumerateMatches(before))
        {
            found = Sense(before.Slice(match.Index, match.Length));
        }

        // Of "improved (-1.8 vs 0.3 s)" the signs tell which way, the verb does not.
        return found is not null && statistic == Statistic.MeanDifference && IsInSignedPair(line, draft.At) ? line[draft.At].Number.Value < 0 ? Direction.Decrease : Direction.Increase : found;
    }

    private static Direction Sense(ReadOnlySpan<char> word) => DownRegex().IsMatch(word) ? Direction.Decrease : Direction.Increase;

    [GeneratedRegex(@"^[\s-]?fold\b|^times\b|^\stimes\s(?:as|the|that|larger|higher|greater|more|longer|lower|less|shorter|faster|slower)\b", Options)]
    private static partial Regex FoldRegex();

    private static bool IsFold(ReadOnlySpan<char> words) => words.TrimStart(" -") is ['f' or 'F' or 't' or 'T', ..] && FoldRegex().IsMatch(words);

    [GeneratedRegex(@"^percentage[\s-]points?|^points?$|^pts$", Options)]
    private static partial Regex PointsRegex();

    [GeneratedRegex(@"\bper\s(?:\d|person|patient|year|child|wom[ae]n|subject|participant)|^/\s?1\d?[0,]{2,6}", Options)]
    private static partial Regex RateRegex();

    /// <summary>"0.42 (0.31, 0.56) per child".</summary>
    [GeneratedRegex(@"^[\)\]]?\sper\s(?:\d|person|patient|child|wom[ae]n|subject|participant)", Options)]
    private static partial Regex RateBehindRegex();

    /// <summary>"incidence per 100 woman-years was".</summary>
    [GeneratedRegex(@"\b(?:incidence|rates?)\b[^;\d]{0,30}\bper\s\d[^;]{0,24}\s(?:was|were|of)\s$", Options | RegexOptions.RightToLeft)]
    private static partial Regex RateBeforeRegex();

    /// <summary>"a difference of 3 points", "no differences in costs (£95", "absolute difference, 0.5".</summary>
    [GeneratedRegex(@"\bdifferences?\b[^;]{0,110}(?:[\(\[]|\sof|\swas|\sis|[,:=])\s?[£$€-]{0,2}$", Options | RegexOptions.RightToLeft)]
    private static partial Regex DifferenceRegex();

    [GeneratedRegex(@"\bdifferences?\b(?:\s(?:at|after)\s\d{1,3}\s\w{3,7})?(?:\s|[^;\(\[\d]{0,30}(?:[\(\[]|[,:=])|[^;\(\[\d]{0,80}\s(?:of|was|were|is))\s?[£$€-]{0,2}$", Options | RegexOptions.RightToLeft)]
    private static partial Regex NearDifferenceRegex();

    [GeneratedRegex(@"\b(?:means?|average|averaged|averaging|medians?|proportions?|percentages?\sof\s(?:patients|subjects|women|men|children|participants)|follow-?up)\b", Options)]
    private static partial Regex CueRegex();

    [GeneratedRegex(@"\b(?:rates?|proportions?|incidence|prevalence|achiev\w{0,3}|patients\s(?:with|who))\b", Options)]
    private static partial Regex RateWordRegex();

    /// <summary>Measures that are percents by nature: their percents are values of the measure, not shares of people.</summary>
    [GeneratedRegex(@"(?:\bHbA1c|\bHb\sA1c|\bA1C|\bglycated|glycosylated|ejection\sfraction|\bLVEF|h(?:a)?ematocrit|\bsaturation|\bSp?[aO]O2|flow-mediated\sdilat\w{2,5}|\bFMD|body\sfat)(?:(?!\b(?:patients|proportion|achiev\w{0,3}|rates?|subjects|responders|percentage|incidence)\b|[<>≤≥])[^;]){0,90}$", Options | RegexOptions.RightToLeft)]
    private static partial Regex PercentMeasureRegex();

    [GeneratedRegex(@"(?:[\(\[]|,|;|\band|\bor|\bvs\.?|\bversus|\bfor)\s?[£$€-]?$", Options)]
    private static partial Regex ListedRegex();

    [GeneratedRegex(@"\bsensitivit(?:y|ies)\b|\bspecificit(?:y|ies)\b|\bpredictive\svalues?\b|\baccuracy\b", Options)]
    private static partial Regex AccuracyRegex();

    [GeneratedRegex("""
        ^(?:-[\w/·⋅∙]{1,14})?(?:\s?[\(\[][^\(\)\[\]]{1,30}[\)\]])?(?:\s?(?:to|and|or|-|vs\.?|versus)\s?[\d\.]{1,5}\s?%){0,2}\s?(?:(?:relative|absolute|significant|mean|median|overall|further|greater|risk|statistically|borderline|marked|modest|additional|net|average)\s){0,3}
        (?:reductions?|decreases?|increases?|declines?|improvements?|rise|drop|fall|gain|loss|lower|higher|fewer|less|more|greater|longer|shorter|change|decrement|increment)\b
        """, Options)]
    private static partial Regex ChangeAfterRegex();

    [GeneratedRegex("""
        \b(?:increas|decreas|reduc|declin|improv|dropp|fell|fall|rose|rise|lower|gain|lost|loss|chang|shorten|prolong|delay|extend|higher|greater|longer|shorter|less|more|fewer|inhibit|suppress)\w{0,7}
        (?:\s(?!than|from|to\b)[\w\-/'\(\)]{1,20},?){0,8}?\s(?:by|of)\s
        (?:an?\s(?:additional\s|further\s)?(?:average|mean|median|total)\sof\s|[~≈]\s?|about\s|approximately\s|only\s|up\sto\s|nearly\s|almost\s|over\s|more\sthan\s|at\sleast\s)?[-+]?\s?$
        """, Options | RegexOptions.RightToLeft)]
    private static partial Regex ChangeByRegex();

    /// <summary>"decreased 31%", "lost 4.5 kg".</summary>
    [GeneratedRegex(@"\b(?:increased|decreased|reduced|declined|fell|rose|dropped|grew|improved|worsened|diminished|lost|gained|saved)\s(?:(?:significantly|only|about|approximately|markedly|slightly|an?|average|mean|median|of|on|nearly|almost)\s){0,3}[~≈]?\s?[-+]?\s?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex ChangeVerbRegex();

    /// <summary>"the improvement in sleep was approximately 9%", "average changes in both groups were 2.6".</summary>
    [GeneratedRegex(@"\b(?:reductions?|decreases?|increases?|declines?|changes?|improvements?|savings?|weight\s(?:loss|gain))\s(?:[\w\-/']{1,20}\s){0,12}?(?:was|were|averaged)\s(?:(?:only|about|approximately|nearly|almost)\s)?[~≈]?[£$€]?[-+]?$|\bchanges?\s(?:from|since)\sbaseline\s?[,:=]?\s?$|\b(?:reductions?|decreases?|increases?|declines?|changes?|improvements?)\sfrom\sbaseline\b[^;]{0,120}[\(\[]\s?[-+]?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex ChangeIsRegex();

    /// <summary>A word of change that a signed value may be of: "improvement in walking (-1.8 vs 0.3 s".</summary>
    [GeneratedRegex(@"\b(?:increas|decreas|reduc|declin|improv|worsen|fell|fall|rose|lower|gain|lost|loss|chang|shorten|prolong|higher|greater|less|more)\w{0,7}\b[^;]{0,130}$", Options | RegexOptions.RightToLeft)]
    private static partial Regex ChangeWordRegex();

    [GeneratedRegex(@"^\s?(?:[\w/%°]{1,9}\s)?(?:vs\.?|versus|v\.?|and|compared\s(?:with|to)|than|against)(?:\s[\w-]{1,16},?){0,3}\s$", Options)]
    private static partial Regex SetAgainstRegex();

    /// <summary>"a reduction in LDL was seen in the first group (13.4%", "LDL-C increase 3.7%".</summary>
    [GeneratedRegex(@"\b(?:reductions?|decreases?|increases?|declines?|gains?|loss|changes?|improvements?)(?:\s(?:[\w\-/',]{1,20}\s|\([^()]{1,60}\)\s){0,14}[\(\[]|\s|:\s)[-+]?\s?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex ChangeNounRegex();

    [GeneratedRegex(@"\b(?:longer|higher|lower|shorter|greater|fewer|smaller|larger)\s?[\(\[]\s?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex ComparativeRegex();

    [GeneratedRegex(@"^\s?[\)\]]?\s?(?:vs\.?|versus|v\.?|and(?=\s[-+]?\d)|to|against|compared)\s", Options)]
    private static partial Regex PairedRegex();

    [GeneratedRegex(@"^(?:[^\.]|\.\d){0,60}?(?:\band|\bvs\.?|\bversus|\bv|\bthan|\bcompared\s(?:with|to)|\bor|,|;)(?:\s[\w\-/',:]{1,20}){0,7}\s?[\(\[]?\s?$", Options)]
    private static partial Regex ParallelRegex();

    [GeneratedRegex(@"\b(?:increas\w{0,3}|ris(?:e|es|ing)|rose|higher|greater|longer|more|gain\w{0,3}|improv\w{0,6}|prolong\w{0,4}|decreas\w{0,3}|reduc\w{0,5}|declin\w{0,3}|fell|falls?|drop\w{0,4}|lower\w{0,3}|fewer|less|shorter|shorten\w{0,3}|loss|lost)\b", Options)]
    private static partial Regex DirectionRegex();

    [GeneratedRegex(@"^(?:decreas|reduc|declin|fell|fall|drop|lower|fewer|less|short|loss|lost)", Options)]
    private static partial Regex DownRegex();
}
