using System.Text.RegularExpressions;
using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Percents with the counts that they come from: "12/40 (30%)", "9 patients (22.5%)", "84% (68/81)", "8 of 30".</summary>
internal static partial class Shares
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    public static NumberRule Fraction { get; } = new("share.fraction", FractionRegex())
    {
        Finds = ["relapse in 9/37 patients", "seen in 8 of 30 cases", "Fifty six out of the sixty three patients responded", "11 of 26 subjects"],
        Ignores = ["grade 3/4 nausea", "a 2/1 ratio", "120/80 mm Hg", "5 of those"],
    };

    public static NumberRule CountPercent { get; } = new("share.count-percent", CountPercentRegex())
    {
        Finds = ["in 31 patients (12.2%)", "40 (58%) improved", "seen in five (10 percent) women", "136 [45.8%]"],
        Ignores = ["day 40 of 58%", "n = 40; 58%"],
    };

    public static NumberRule PercentCount { get; } = new("share.percent-count", PercentCountRegex())
    {
        Finds = ["7.8% (10 events)", "in 32% (n = 12)", "a rate of 84% (68/81)", "53 % [1,386/2,620]"],
        Ignores = ["90% (2 weeks)", "12% (3.4 units)"],
    };

    public static NumberRule PercentOf { get; } = new("share.percent-of", PercentOfRegex())
    {
        Finds = ["6.7% among the 612 women", "in 30% of 47 patients"],
        Ignores = ["30% of patients", "5% of 2 mg"],
    };

    public static void Find(NumberLine line, List<Reading> readings)
    {
        for (int i = 0; i < line.Count; i++)
        {
            if (line[i] is { Percent: true, Number.Value: >= 0 })
            {
                FindPercent(line, i, readings);
            }
            else if (IsFraction(line, i) && (line.Gap(i + 1) is ['/'] || NounOrCloseRegex().IsMatch(line.After(i + 1, 40))))
            {
                Draft draft = new(i, Fraction.Name) { Statistic = Statistic.Count, Events = line[i].Quantity, Total = line[i + 1].Quantity };
                readings.Add(new Reading(Fraction.Name, i, i + 1, 55) { Drafts = [draft] });
            }
        }
    }

    private static void FindPercent(NumberLine line, int p, List<Reading> readings)
    {
        Numeral percent = line[p];
        ReadOnlySpan<char> before = line.Gap(p);
        if (p >= 1 && (line[p - 1].Bound != Comparison.Equal || NoResults.Ordinal.Fits(line.Before(p - 1, 24)) || GradeRegex().IsMatch(line.Before(p - 1, 24))))
        {
            before = "-";
        }

        // "9/37, 24%", "8 of 30 (27%)", "215 oocytes from 355 follicles (60.6%)": the arithmetic is what joins them over words.
        if (p >= 2 && line[p - 2].IsCount && line[p - 1].IsCount && line[p - 2].Number.Value <= line[p - 1].Number.Value)
        {
            bool fraction = IsFraction(line, p - 2);
            bool adjacent = AdjacentRegex().IsMatch(before);
            bool agrees = Agrees(line[p - 2], line[p - 1], percent, slack: 0);
            if ((fraction && adjacent) || (agrees && (fraction || FromRegex().IsMatch(line.Gap(p - 1))) && OpensLaterRegex().IsMatch(before)))
            {
                readings.Add(Share(CountPercent.Name, line, p, p - 2, p, p - 2, p - 1, adjacent && agrees ? 0.98 : 0.9));
            }
        }

        if (p >= 1 && line[p - 1].IsCount && (CountPercent.Fits(before) || (before is ", " && NEqualsRegex().IsMatch(line.Before(p - 1, 8)))) && !TimesRegex().IsMatch(line.After(p, 60)))
        {
            // "4 (4%) of the 99 patients", "of the 180 families, only 55 (30%)".
            int total = p + 1 < line.Count && line[p + 1].IsCount && OfTotalRegex().IsMatch(line.Gap(p + 1)) && Agrees(line[p - 1], line[p + 1], percent, slack: 1) ? p + 1 : -1;
            readings.Add(Share(CountPercent.Name, line, p, p - 1, Math.Max(p, total), p - 1, total, 0.95));
        }

        if (p + 1 < line.Count && line[p + 1].IsCount && PercentCount.Fits(line.Gap(p + 1)))
        {
            bool fraction = p + 2 < line.Count && IsFraction(line, p + 1);
            ReadOnlySpan<char> after = line.Gap(fraction ? p + 3 : p + 2);
            if (fraction || (NounThenCloseRegex().IsMatch(after) && line[p + 1].Number.Value > 0))
            {
                // "(n = 250)" behind a percent is the number of the group as often as that of the events.
                readings.Add(Share(PercentCount.Name, line, p, p, fraction ? p + 2 : p + 1, p + 1, fraction ? p + 2 : -1, fraction ? 0.98 : 0.8));
            }
        }

        if (p + 1 < line.Count && line[p + 1].IsCount && OutOfRegex().IsMatch(line.Gap(p + 1)))
        {
            readings.Add(Share(PercentOf.Name, line, p, p, p + 1, -1, p + 1, 0.9));
        }

        if (p + 1 < line.Count && line[p + 1].IsCount && PercentOf.Fits(line.Gap(p + 1)) && PeopleRegex().IsMatch(line.After(p + 1, 40)))
        {
            readings.Add(Share(PercentOf.Name, line, p, p, p + 1, -1, p + 1, 0.9));
        }
    }

    /// <summary>Gives the shares of a sentence the total that it opens with: "Of 57 lesions, ... 20 (35.1%) ... and 14 (24.6%)".</summary>
    public static Draft WithOpeningTotal(NumberLine line, Draft draft)
    {
        if (draft.Total is not null || draft.Statistic != Statistic.Percent || draft.At == 0)
        {
            return draft;
        }

        for (int i = 0; i < Math.Min(draft.At, 3); i++)
        {
            if (line[i].IsCount && OpensRegex().IsMatch(line.Before(i, 60)) && PeopleRegex().IsMatch(line.After(i, 60))
                && draft.Events is { } events && events.Span != line[i].Span && AgreesRoughly(events.Number.Value, line[i], line[draft.At]))
            {
                return draft with { Total = line[i].Quantity };
            }
        }

        return draft;
    }

    /// <summary>Near enough that a misprint or a generous rounding is more likely than another denominator.</summary>
    private static bool AgreesRoughly(decimal events, Numeral total, Numeral percent) =>
        total.Number.Value > 0 && Math.Abs((100 * events / total.Number.Value) - percent.Number.Value) <= 1;

    private static Reading Share(string rule, NumberLine line, int percent, int first, int last, int events, int total, double confidence)
    {
        Draft draft = new(percent, rule)
        {
            Statistic = Statistic.Percent,
            Events = events < 0 ? null : line[events].Quantity,
            Total = total < 0 ? null : line[total].Quantity,
            Confidence = confidence,
        };
        return new Reading(rule, first, last, 75) { Drafts = [draft] };
    }

    private static bool IsFraction(NumberLine line, int i)
    {
        if (i + 1 >= line.Count || !line[i].IsCount || !line[i + 1].IsCount || NoResults.Ordinal.Fits(line.Before(i, 24)) || line[i].Number.Value > line[i + 1].Number.Value || line[i + 1].Number.Value < 2)
        {
            return false;
        }

        ReadOnlySpan<char> gap = line.Gap(i + 1);
        return Fraction.Fits(gap) && line[i + 1].Number.Value < 100_000 && (gap is not ['/'] || !(NoFractionRegex().IsMatch(line.Before(i, 24)) || NoFractionAfterRegex().IsMatch(line.After(i + 1, 12))));
    }

    /// <summary>Whether n of N is the percent within its printed rounding (and so many units of its last digit more).</summary>
    public static bool Agrees(Numeral n, Numeral total, Numeral percent, int slack)
    {
        if (total.Number.Value == 0)
        {
            return false;
        }

        decimal unit = (decimal)Math.Pow(10, -percent.Number.Decimals);
        return Math.Abs((100 * n.Number.Value / total.Number.Value) - percent.Number.Value) <= unit * (0.5m + slack) + 0.0000001m;
    }

    [GeneratedRegex("""
        ^(?:/|\s?(?:(?:patients|subjects|women|men|children|participants|cases|eyes|individuals|people|were|events)\s)?
        (?:(?:out\s)?of|from)\s(?:the\s|these\s|those\s|our\s|all\s|a\stotal\sof\s){0,2}(?:total\s|remaining\s)?)$
        """, Options)]
    private static partial Regex FractionRegex();

    [GeneratedRegex(@"(?:^|[\.,;]\s|^\w+:\s)(?:\w{2,12},?\s)?(?:of|among)\s(?:the\s|these\s|all\s){0,2}$", Options)]
    private static partial Regex OpensRegex();

    /// <summary>"at 9 (7.5%) and 12 (10%) months": the numbers before the brackets are times.</summary>
    [GeneratedRegex(@"^\)(?:,?\s(?:and\s)?\d{1,3}\s\([\d\.]{1,6}\s?%\)){0,4}\s(?:months|weeks|days|years|hours)\b", Options)]
    private static partial Regex TimesRegex();

    [GeneratedRegex(@"^(?:-|\s?mg|\s?mm|\s?μg|-?\s?dose|\s?kinase|\s?inhibitor)", Options)]
    private static partial Regex NoFractionAfterRegex();

    [GeneratedRegex(@"^\s?[\)\];,]|^\s(?:vs\.?|versus|had|were|showed|developed|did|achieved|responded|experienced)\b|^\s(?:[\w-]{1,20}\s){0,3}(?:patients?|subjects?|women|men|children|participants?|infants?|cases?|eyes|individuals?|people|persons?|volunteers?|adults?|girls|boys|lesions|students|controls|recipients|trials|samples|procedures|biopsies)\b", Options)]
    private static partial Regex NounOrCloseRegex();

    [GeneratedRegex(@"^[,;]\sN\s?=\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex OutOfRegex();

    [GeneratedRegex(@"[\(\[]\s?n\s?=\s?$", Options)]
    private static partial Regex NEqualsRegex();

    [GeneratedRegex(@"\b(?:grades?|G|stages?|types?)\s?\d\s?(?:/|-|,|or|and|to)\s?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex GradeRegex();

    [GeneratedRegex(@"(?:grades?|ratio|stages?|G|types?|phase|class|score|levels?|\d{1,2}-)\s?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex NoFractionRegex();

    [GeneratedRegex(@"^(?:\s(?!groups?\b|arms?\b|studies\b|trials?\b|SDS?\b)[\w'/-]{1,20}){0,5}\s?[\(\[]\s?$", Options)]
    private static partial Regex CountPercentRegex();

    [GeneratedRegex(@"^(?:\s[\w'/-]{1,20}){0,3}(?:\s?[\)\]])?\s?[\(\[:=]\s?$|^[\)\]]?[,;]?\s$", Options)]
    private static partial Regex AdjacentRegex();

    [GeneratedRegex(@"^\s?[^\d\.;]{0,90}[\(\[]\s?$", Options)]
    private static partial Regex OpensLaterRegex();

    [GeneratedRegex(@"^[^\d\(\)\[\];,\.]{0,40}\b(?:from|of|in|among)\s(?:the\s|a\stotal\sof\s)?$", Options)]
    private static partial Regex FromRegex();

    [GeneratedRegex(@"^\s?[\(\[]\s?(?:n\s?=\s?)?$", Options)]
    private static partial Regex PercentCountRegex();

    [GeneratedRegex(@"^(?:\s[\w'/-]{1,20}){0,3}\s?[\)\];,]", Options)]
    private static partial Regex NounThenCloseRegex();

    [GeneratedRegex(@"^\s?(?:[\)\]]\s?)?(?:of|out\sof|among|in)\s(?:the\s|all\s|these\s)?$", Options)]
    private static partial Regex OfTotalRegex();

    [GeneratedRegex(@"^\s(?:among|in|of)\s(?:the\s|all\s|these\s)?$", Options)]
    private static partial Regex PercentOfRegex();

    [GeneratedRegex(@"^\s(?:[\w-]{1,20}\s){0,3}(?:patients?|subjects?|women|men|children|participants?|infants?|cases?|eyes|individuals?|people|persons?|volunteers?|adults?|girls|boys|lesions|students|families|controls|recipients)\b", Options)]
    internal static partial Regex PeopleRegex();
}
