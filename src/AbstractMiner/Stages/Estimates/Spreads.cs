using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Values with their spread: "4.2 ± 0.8", "12.5 (SD 3.1)", "9 months (range, 2-20)", "7.1 (95% CI 5.9 to 8.3)".</summary>
internal static partial class Spreads
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>One of these stands in all that <see cref="SentenceErrorRegex"/> and <see cref="SentenceDeviationRegex"/> find.</summary>
    private static readonly SearchValues<string> SpreadNames = SearchValues.Create(["SE", "S.E", "SD", "S.D", "standard"], StringComparison.Ordinal);

    public static NumberRule PlusMinus { get; } = new("spread.plus-minus", PlusMinusRegex())
    {
        Needs = gap => gap.ContainsAny('±', '-'),
        Finds = ["pain fell to 4.2 ± 0.8", "score of 31.2 (± 4.4) at week 8", "57.5 +/- 5.6% in controls", "(12 mm ± SD 3 mm)"],
        Ignores = ["age 50 and 4.2", "celecoxib ± aspirin 100 mg"],
    };

    public static NumberRule Named { get; } = new("spread.named", NamedRegex())
    {
        Needs = gap => gap.ContainsAny('s', 'S') && gap.ContainsAny("dDeE"),
        Finds = ["a dose of 31.1 units (SD 18.4)", "mean 7.2 [SE, 0.4]", "12.5, standard deviation = 3.1", "5.0 (SEM: 0.3)"],
        Ignores = ["12.5 (n = 31)", "12.5 in SD 3 units apart"],
    };

    public static NumberRule Announced { get; } = new("spread.announced", IsOpening)
    {
        Finds = ["the mean (SD) score was 1.75 (1.59)", "mean [SE] 3.8 [2.1] in controls"],
        Ignores = ["mean (SD) age of 12 (n = 40)", "a score of 1.75 (1.59)"],
    };

    public static NumberRule Bracketed { get; } = new("spread.bracketed", BracketedRegex())
    {
        Needs = gap => gap.TrimStart() is ['(' or '[' or ',' or ';', ..],
        Finds = ["SLEDAI of 9 (4-20) at month 1", "median 30 (IQR 28 to 33)", "13 [9, 16] days", "12 months (range: 2-40 months)", "median of 14 (interquartile range, 11-19)"],
        Ignores = ["3 of 40 (8-12 expected) patients", "grade 3 (2 of 5)"],
    };

    public static NumberRule Interval { get; } = new("spread.interval", IntervalRegex())
    {
        Needs = gap => gap.ContainsAny('c', 'C'),
        Finds = ["HR 0.65; p = 0.02, 95% CI 0.5-0.8", "improved by 12 points in both; 95% confidence interval [CI], -6.9 to 9.8"],
        Ignores = ["a 95% CI was computed at 6 to 8 weeks", "the upper limit of the 95% CI"],
    };

    public static NumberRule WithInterval { get; } = new("spread.with-interval", DirectRegex())
    {
        Finds = ["1.36 IU/kg (95% CI 1.23 to 1.51)", "22 per 100 person-years; 95% confidence interval [CI], 19-26", "(0.02, 95% CI -0.01 to 0.05)"],
        Ignores = ["in 22 patients a wide interval (95% CI 1 to 9)"],
    };

    public static void Find(NumberLine line, List<Reading> readings)
    {
        for (int i = 0; i < line.Count; i++)
        {
            if (i + 1 < line.Count && line[i + 1].Number.Value >= 0 && PlusMinus.Fits(line.Gap(i + 1)))
            {
                readings.Add(Pair(line, i, PlusMinus.Name, PlusMinusKind(line, i), 80));
            }
            else if (i + 1 < line.Count && line[i + 1].Number.Value >= 0 && Named.Fits(line.Gap(i + 1)))
            {
                readings.Add(Pair(line, i, Named.Name, IsErrorName(line.Gap(i + 1)) ? SpreadKind.StandardError : SpreadKind.StandardDeviation, 80));
            }

            if (i + 1 < line.Count && IsOpening(line.Gap(i + 1)) && line.Gap(i + 2) is [')' or ']', ..] && line[i + 1] is { Percent: false, Unit: null, Number.Value: >= 0, Hyphened: false }
                && AnnouncedKind(line.Before(i, 220)) is { } kind && (line[i].Number.Decimals > 0 || line[i + 1].Number.Decimals > 0 || AnnouncedRegex().IsMatch(line.Before(i, 60))))
            {
                readings.Add(Pair(line, i, Announced.Name, kind, 76));
            }

            FindInterval(line, i, readings);
            FindBracketed(line, i, readings);
        }
    }

    private static Reading Pair(NumberLine line, int at, string rule, SpreadKind kind, int strength)
    {
        Draft draft = new(at, rule) { Spread = new Spread(kind, line[at + 1].Quantity, null, null), Confidence = 0.95 };
        return new Reading(rule, at, at + 1, strength) { Drafts = [draft] };
    }

    /// <summary>An SD or SE is named beside the numbers, or once for the sentence: "(mean ± SE)".</summary>
    private static SpreadKind PlusMinusKind(NumberLine line, int at)
    {
        ReadOnlySpan<char> sentence = line.Sentence.Span.In(line.Text);
        return !sentence.ContainsAny(SpreadNames) ? SpreadKind.Unnamed
            : SentenceErrorRegex().IsMatch(sentence) ? SpreadKind.StandardError
            : SentenceDeviationRegex().IsMatch(sentence) ? SpreadKind.StandardDeviation
            : SpreadKind.Unnamed;
    }

    /// <summary>What an earlier "(SD)" or "[SE]" of the sentence calls the numbers in brackets; null where none does.</summary>
    private static SpreadKind? AnnouncedKind(ReadOnlySpan<char> before)
    {
        SpreadKind? kind = null;
        foreach (ValueMatch match in AnnouncedRegex().EnumerateMatches(before))
        {
            kind = ErrorNameRegex().IsMatch(before.Slice(match.Index, match.Length)) ? SpreadKind.StandardError : SpreadKind.StandardDeviation;
        }

        return kind;
    }

    private static bool IsErrorName(ReadOnlySpan<char> gap) => ErrorNameRegex().IsMatch(gap);

    private static void FindInterval(NumberLine line, int i, List<Reading> readings)
    {
        // The level is a number of its own before the words: "95% CI". Without a level the words alone tell.
        int low = i;
        if (low + 1 >= line.Count || !Interval.Fits(line.Gap(low)) || !RangeJointRegex().IsMatch(line.Gap(low + 1)))
        {
            return;
        }

        // "95% CI 0.5 to 0.8; 90% ..." A level is a round percent that the words follow directly.
        bool level = low > 0 && line[low - 1] is { Percent: true, Number.Value: >= 50 and < 100 };
        if (line[low].Percent && line[low].Number.Value is 90 or 95 or 99 && ConfidenceRegex().IsMatch(line.Gap(low + 1)))
        {
            return;
        }

        decimal? printed = level ? line[low - 1].Number.Value : null;
        Spread spread = new(SpreadKind.ConfidenceInterval, line[low].Quantity, line[low + 1].Quantity, printed);
        int first = level ? low - 1 : low;
        if (level && first > 0 && line[first - 1].Percent && line[first - 1].Number.Value == printed && ConfidenceRegex().IsMatch(line.Gap(first)))
        {
            first--; // "95% confidence interval [95% CI]: 3.60-4.69"
        }

        // A value that stands directly before is an estimate for having an interval.
        if (first > 0 && !ConfidenceRegex().IsMatch(line.Gap(first)[..Math.Min(4, line.Gap(first).Length)]) && DirectRegex().IsMatch(level ? line.Gap(first) : BeforeWords(line.Gap(first))) && line[first - 1] is { Hyphened: false, InWords: false })
        {
            Draft draft = new(first - 1, WithInterval.Name) { Confidence = 0.95 };
            readings.Add(new Reading(WithInterval.Name, first - 1, first - 1, 58) { Drafts = [draft] });
        }

        readings.Add(new Reading(Interval.Name, first, low + 1, 98) { Interval = spread });
    }

    private static void FindBracketed(NumberLine line, int i, List<Reading> readings)
    {
        if (i + 2 < line.Count && line.Gap(i + 1).TrimStart() is [',' or ';', ' '] && ToRegex().IsMatch(line.Gap(i + 2)) && line.Gap(i + 3) is [')' or ']' or ';' or ',', ..]
            && (line.Gap(i) is [.., '(' or '['] || RatioRegex().IsMatch(line.Gap(i)) || ConfidenceRegex().IsMatch(line.Before(i, 300)))
            && line[i + 1].Number.Value <= line[i].Number.Value && line[i].Number.Value <= line[i + 2].Number.Value && (line[i].Number.Decimals > 0 || line[i].Unit is not null))
        {
            Spread spread = new(SpreadKind.Unnamed, line[i + 1].Quantity, line[i + 2].Quantity, null);
            readings.Add(new Reading(Bracketed.Name, i, i + 2, 66) { Drafts = [new Draft(i, Bracketed.Name) { Spread = spread, Confidence = 0.8 }] });
            return;
        }

        if (i + 2 >= line.Count || line.Gap(i).EndsWith(" every ", StringComparison.Ordinal) || !Bracketed.Fits(line.Gap(i + 1)) || !BracketJointRegex().IsMatch(line.Gap(i + 2)))
        {
            return;
        }

        Numeral value = line[i];
        Numeral low = line[i + 1];
        Numeral high = line[i + 2];
        bool named = RangeNameRegex().IsMatch(line.Gap(i + 1));
        bool announced = !named && ConfidenceRegex().IsMatch(line.Before(i, 200));
        if (!(named ? NamedCloseRegex() : CloseRegex()).IsMatch(line.Gap(i + 3)))
        {
            return;
        }

        bool inside = low.Number.Value <= value.Number.Value && value.Number.Value <= high.Number.Value;
        bool dash = DashRegex().IsMatch(line.Gap(i + 2));
        if ((!inside && !named) || low.Number.Value > high.Number.Value || (value.Percent != low.Percent && low.Percent && high.Percent && !named) || (!dash && !named && !announced && !line.Gap(i + 1).Contains('[') && !IsAround(low, value, high)))
        {
            return;
        }

        // Kind and statistic are settled together, when the words before are read.
        SpreadKind kind = named ? KindOf(line.Gap(i + 1)) ?? SpreadKind.Range
            : announced && KindOf(line.Before(i, 200)) == SpreadKind.ConfidenceInterval ? SpreadKind.ConfidenceInterval
            : SpreadKind.Unnamed;
        Draft draft = new(i, Bracketed.Name) { Spread = new Spread(kind, low.Quantity, high.Quantity, null), Confidence = named ? 0.95 : 0.85 };
        readings.Add(new Reading(Bracketed.Name, i, i + 2, named ? 90 : 70) { Drafts = [draft] });
    }

    /// <summary>"0.42 (0.31, 0.56)": two bounds as fine as the value, on both sides of it.</summary>
    private static bool IsAround(Numeral low, Numeral value, Numeral high) =>
        value.Number.Decimals > 0 && low.Number.Decimals == value.Number.Decimals && high.Number.Decimals == value.Number.Decimals && low.Number.Value < value.Number.Value && value.Number.Value < high.Number.Value;

    private static ReadOnlySpan<char> BeforeWords(ReadOnlySpan<char> gap)
    {
        foreach (ValueMatch match in ConfidenceRegex().EnumerateMatches(gap))
        {
            return gap[..match.Index];
        }

        return gap;
    }

    /// <summary>The kind of spread that words name last; null where they name none.</summary>
    public static SpreadKind? KindOf(ReadOnlySpan<char> words)
    {
        SpreadKind? kind = null;
        int last = -1;
        foreach (ValueMatch match in RangeNameRegex().EnumerateMatches(words))
        {
            if (match.Index > last)
            {
                last = match.Index;
                ReadOnlySpan<char> name = words.Slice(match.Index, match.Length);
                kind = name.StartsWith("c", StringComparison.OrdinalIgnoreCase) ? SpreadKind.ConfidenceInterval
                    : name.StartsWith("i", StringComparison.OrdinalIgnoreCase) || name.StartsWith("q", StringComparison.OrdinalIgnoreCase) || name.StartsWith("P", StringComparison.Ordinal) || char.IsDigit(name[0]) ? SpreadKind.InterquartileRange
                    : SpreadKind.Range;
            }
        }

        return kind;
    }

    [GeneratedRegex(@"^[^\w]{0,3}(?:±|\+\s?/?\s?-|-/\+)\s?(?:(?:SD|SE|SEM|S\.D\.|S\.E\.)\s?)?$", Options)]
    private static partial Regex PlusMinusRegex();

    [GeneratedRegex("""
        ^[\s,;]{0,2}[\(\[]?\s?
        (?:±\s?)?
        (?:standard\s(?:deviation|error)(?:\sof\sthe\smean)?|S\.?D\.?|S\.?E\.?M?\.?)s?
        (?:\s?[\(\[](?:SD|SEM?)[\)\]])?
        [\s,:=±]{0,4}(?:of\s|was\s)?$
        """, Options)]
    private static partial Regex NamedRegex();

    [GeneratedRegex("""
        ^(?:\s?[\(\[]\s?|[;,]\s(?=range|IQR|inter))
        (?:(?:full\s)?range|min(?:imum)?\s?[-,]\s?max(?:imum)?|IQR|inter-?quartile\srange|inter-?quartile|quartiles?|Q1\s?[-,]\s?Q3|25th?\s?[-,]\s?75th?\spercentiles?|p5\s?-\s?p95|(?:P25|Q1)\s?(?==)|5th\s?(?:-|to)\s?95th\spercentiles?)?
        (?:\s?[\(\[](?:IQR|range)[\)\]])?
        [\s,:=;]{0,3}(?:of\s|from\s)?$
        """, Options)]
    private static partial Regex BracketedRegex();

    [GeneratedRegex("""
        (?:confidence\s(?:intervals?|limits?)|credible\sintervals?|\bC\.?I\.?s?|\bCrI|\bBCI|^\s?CL|^\s?IC)
        (?:\s?[\(\[](?:C\.?I\.?|CrI|CL)[\)\]]|[\)\]])?
        (?:\s(?:for|of)\s(?:the\s)?(?:[\w-]{1,16}\s){0,4}(?:differences?|ratios?|estimates?|effects?|changes?|means?)?)?
        [\s,:;=]{0,3}(?:of\s|was\s|from\s|is\s|ranged?\sfrom\s|ranging\sfrom\s|between\s)?[\(\[\{]?\s?[-+]?[£$€]?$
        """, Options)]
    private static partial Regex IntervalRegex();

    [GeneratedRegex(@"^\s?(?:-|to|,|;|and|through|~|/|\.\.\.?)\s?[-+]?[£$€]?$", Options)]
    private static partial Regex RangeJointRegex();

    [GeneratedRegex(@"^\s?(?:-|to|,|;|~)\s?(?:(?:P75|Q3)\s?=\s?)?$", Options)]
    private static partial Regex BracketJointRegex();

    [GeneratedRegex(@"^\s?(?:-|to|~)\s?$", Options)]
    private static partial Regex DashRegex();

    [GeneratedRegex(@"^\s?(?:\w{1,12}\s?)?[\)\]]", Options)]
    private static partial Regex CloseRegex();

    [GeneratedRegex(@"^\s?(?:[\w/%]{1,12}\s?){0,2}[\)\];,\.]", Options)]
    private static partial Regex NamedCloseRegex();

    [GeneratedRegex(@"\bconfidence|\bCIs?\b|\bCrI\b|\brange|\bmin\w{0,5}\s?[-,]\s?max|\bIQR\b|\binter-?quartile(?:\srange)?|\bquartile|\bQ1|\bP25|\b25th?\s?[-,]", Options)]
    private static partial Regex RangeNameRegex();

    private static bool IsOpening(ReadOnlySpan<char> gap) => gap.Length <= 3 && gap.Trim() is ['('] or ['['];

    [GeneratedRegex(@"[\(\[]\s?(?:±\s?)?(?:SDs?|SEM?|S\.D\.|S\.E\.|standard\s(?:deviations?|errors?)(?:\s\[SD\])?)\s?(?:[\)\]]|[=:]?\s?\d)", RegexOptions.CultureInvariant)]
    private static partial Regex AnnouncedRegex();

    /// <summary>"hazard ratio 1.3, 0.6 to 2.5": bounds without a name.</summary>
    [GeneratedRegex(@"\b(?:ratio|HR|OR|RR)\s?[,:=]?\s?$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex RatioRegex();


    [GeneratedRegex(@"^\s?(?:to|-)\s?$", Options)]
    private static partial Regex ToRegex();

    [GeneratedRegex(@"^\s?[\)\]]?\s?[\(\[,;:]{0,2}\s?[\(\[]?\s?$", Options)]
    private static partial Regex DirectRegex();

    [GeneratedRegex(@"confidence|\bCIs?\b|\bCl\b|^\s?IC\b", Options)]
    private static partial Regex ConfidenceRegex();

    [GeneratedRegex(@"\bS\.?E\.?M?\b|standard\serror", Options)]
    private static partial Regex ErrorNameRegex();

    [GeneratedRegex(@"(?:±|\+/-)\s?(?:SEM?|S\.E\.M?\.?|standard\serror)\b|\bSEM\b|standard\serror|[\d\)]\s?SE\b", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceErrorRegex();

    [GeneratedRegex(@"(?:±|\+/-)\s?(?:SD|S\.D\.|standard\sdeviation)|\bSDs?\b|standard\sdeviation", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceDeviationRegex();
}
