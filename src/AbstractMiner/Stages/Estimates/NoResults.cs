using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Numbers that are no results: doses, time points, ordinals ("grade 3"), test statistics, years, ratios of allocation.</summary>
internal static partial class NoResults
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    public static NumberRule Ordinal { get; } = new("other.ordinal", before => IsNumbered(before))
    {
        Finds = ["grade 3 toxicity", "at week 12", "phase II part 2", "in groups 4 and 5", "zones 1, 4 and 7"],
        Ignores = ["the control group 5.3 ± 2.1", "weekly 12%"],
    };

    public static NumberRule TestStatistic { get; } = new("other.test-statistic", TestStatisticRegex())
    {
        Needs = before => before.TrimEnd("-+").TrimEnd() is [.., '=' or ':' or '(' or '[' or ','],
        Finds = ["F(1, 23) = 4.5", "t = 2.31", "χ2 = 5.2", "z = -3.08"],
        Ignores = ["OR = 2.1", "mean = 4.5"],
    };

    /// <summary>The spread of what is no result itself.</summary>
    public static NumberRule Spread { get; } = new("other.spread", SpreadRegex())
    {
        Needs = before => before.TrimEnd().EndsWith('='),
        Finds = ["(β = 1.4, SE = 0.3)", "F = 3.2 (SE = 0.4)"],
        Ignores = ["12.1 (SD = 2.2)", "32% (n = 12)"],
    };

    public static NumberRule Dose { get; } = new("other.dose", DoseRegex())
    {
        Finds = ["tramadol 50 mg was given", "10 mg/kg daily", "irradiation with 50 Gy"],
        Ignores = ["glucose of 5.2 mmol/L", "in 10 cases"],
    };

    public static NumberRule Time { get; } = new("other.time", TimeRegex())
    {
        Finds = ["after 12 weeks", "a 6-month programme", "at 3, 6 and 12 months"],
        Ignores = ["in 12 patients", "median survival was 12 months"],
    };

    public static NumberRule Allocation { get; } = new("other.allocation", gap => gap is ":" or " : " || gap.Trim() is ['x' or 'X' or '×'])
    {
        Needs = gap => gap.Length is > 0 and <= 3,
        Finds = ["randomised 1:1", "in a 2 x 2 design", "1:1:1 allocation"],
        Ignores = ["groups: 10", "1 to 2"],
    };

    public static NumberRule Concentration { get; } = new("other.concentration", ConcentrationRegex())
    {
        Finds = ["25 ml of ropivacaine 0.5% were injected", "rinsed with 0.9% sodium chloride solution", "2% lidocaine"],
        Ignores = ["20% of patients on lidocaine", "in 30% after saline"],
    };

    public static NumberRule Size { get; } = new("other.size", SizeRegex())
    {
        Needs = before => before.TrimEnd().EndsWith('='),
        Finds = ["in fetuses (n = 15) it was", "controls, N=20"],
        Ignores = ["32% (n = 12)", "mean = 12.1"],
    };

    public static NumberRule LooseRange { get; } = new("other.loose-range", LooseRangeRegex())
    {
        Needs = gap => gap.ContainsAny('(', '['),
        Finds = ["3.70 ± 0.99 (3.15-4.26)", "two visits (range 1-12)"],
        Ignores = ["a score of 13 (8-34)", "(3.1 vs 4.2)"],
    };

    public static NumberRule Bin { get; } = new("other.bin", BinRegex())
    {
        Finds = ["a 25-50% reduction", "in 10-15% of births"],
        Ignores = ["in 25 to 50%", "rates of 25 and 50%"],
    };

    public static NumberRule Scale { get; } = new("other.scale", ScaleRegex())
    {
        Cues = SearchValues.Create(["scale"], StringComparison.OrdinalIgnoreCase),
        Finds = ["severity on a scale of 0 to 10", "rated (scale 0-4)", "a scale from 1-7"],
        Ignores = ["the scale score was 0.5 to 10", "scaled 4.2 points"],
    };

    /// <summary>Values of p that a sentence lists without the letter.</summary>
    public static NumberRule PValues { get; } = new("other.p-values", PValuesRegex())
    {
        Cues = SearchValues.Create(["value"], StringComparison.OrdinalIgnoreCase),
        Finds = ["the p values for the three strains were 0.04, 0.03 and 0.002", "the boundary P value was .02"],
        Ignores = ["p values were small in 3.2% of tests", "the value was 0.4"],
    };

    public static NumberRule Year { get; } = new("other.year", YearRegex())
    {
        Needs = number => number.Length == 4,
        Finds = ["between 2010 and 2012", "in May 2016", "since 1998"],
        Ignores = ["a dose of 1998 units", "2010 patients"],
    };

    public static NumberRule Name { get; } = new("other.name", IsNamed)
    {
        Finds = ["SPSS 12.0 software", "version 9.4", "Figure 2", "Table 3"],
        Ignores = ["in 12.0%"],
    };

    public static void Find(NumberLine line, List<Reading> readings)
    {
        for (int i = 0; i < line.Count; i++)
        {
            Numeral numeral = line[i];
            ReadOnlySpan<char> before = line.Before(i, 50);
            if (TestStatistic.Fits(before))
            {
                readings.Add(new Reading(TestStatistic.Name, i, i, 95));
            }

            if (Spread.Fits(before))
            {
                readings.Add(new Reading(Spread.Name, i, i, 60));
            }

            if (numeral.Percent && (Concentration.Fits(line.After(i, 50)) || (line.Before(i, 30) is var drug && drug.ContainsAny(Anaesthetics) && AnaestheticRegex().IsMatch(drug))))
            {
                readings.Add(new Reading(Concentration.Name, FirstOfList(line, i), i, 46));
            }

            if (numeral.IsCount && Size.Fits(before))
            {
                readings.Add(new Reading(Size.Name, i, i, 60));
            }

            if (i + 1 < line.Count && LooseRange.Fits(line.Gap(i)) && RangeDashRegex().IsMatch(line.Gap(i + 1)) && RangeEndRegex().IsMatch(line.Gap(i + 2)))
            {
                readings.Add(new Reading(LooseRange.Name, i, i + 1, ConfidenceRegex().IsMatch(before) ? 62 : 27));
            }

            if (i + 1 < line.Count && Scale.Fits(before) && RangeDashRegex().IsMatch(line.Gap(i + 1)))
            {
                readings.Add(new Reading(Scale.Name, i, i + 1, 70));
            }

            if (!numeral.Percent && PValues.Fits(line.Before(i, 120)))
            {
                readings.Add(new Reading(PValues.Name, i, LastOfValues(line, i), 60));
            }

            if (numeral.IsWhole && !numeral.Percent && Year.Fits(line.Text.AsSpan(numeral.Span.Start, numeral.Span.Length)) && numeral.Unit is null && !NounRegex().IsMatch(line.After(i, 14)))
            {
                readings.Add(new Reading(Year.Name, i, i, 60));
            }

            if (numeral is { Percent: false, Number.Value: < 1000 } && (Name.Fits(before) || (line.Gap(i).EndsWith('(') && NuclideRegex().IsMatch(line.After(i, 4)))))
            {
                readings.Add(new Reading(Name.Name, i, i, 60));
            }

            if (numeral.IsWhole && !numeral.Percent && numeral.Number.Value is >= 0 and < 1000 && numeral.Unit is null && Ordinal.Fits(before))
            {
                readings.Add(new Reading(Ordinal.Name, i, LastOfList(line, i), 50));
            }

            if (i + 1 < line.Count && line[i + 1].Percent && !numeral.Percent && Bin.Fits(line.Gap(i + 1)) && !RangedRegex().IsMatch(before))
            {
                readings.Add(new Reading(Bin.Name, i, i + 1, 33));
            }

            if (i + 1 < line.Count && Allocation.Fits(line.Gap(i + 1)) && numeral.IsWhole && line[i + 1].IsWhole && numeral.Number.Value < 20 && line[i + 1].Number.Value < 20)
            {
                int last = i + 1;
                while (last + 1 < line.Count && Allocation.Fits(line.Gap(last + 1)))
                {
                    last++;
                }

                readings.Add(new Reading(Allocation.Name, i, last, 60));
            }

            if (numeral.Hyphened || line.IsTime(i))
            {
                readings.Add(new Reading(Time.Name, FirstOfList(line, i), i, 20));
            }
            else if (!line.UnitOf(i).IsEmpty && Dose.Fits(line.UnitOf(i)))
            {
                readings.Add(new Reading(Dose.Name, FirstOfList(line, i), i, 20));
            }
        }
    }

    /// <summary>"weeks 4, 8 and 12": the word stands once before the list.</summary>
    private static int LastOfList(NumberLine line, int first)
    {
        int last = first;
        while (last + 1 < line.Count && line[last + 1].IsCount && !line[last + 1].InWords && ListJointRegex().IsMatch(line.Gap(last + 1)))
        {
            last++;
        }

        return last;
    }

    /// <summary>"0.04, 0.03 and &lt;0.001": said of all.</summary>
    private static int LastOfValues(NumberLine line, int first)
    {
        int last = first;
        while (last + 1 < line.Count && !line[last + 1].Percent && ListJointRegex().IsMatch(line.Gap(last + 1)))
        {
            last++;
        }

        return last;
    }

    /// <summary>"3, 6 and 12 months": the unit stands once behind the list.</summary>
    private static int FirstOfList(NumberLine line, int last)
    {
        int first = last;
        while (first > 0 && line[first - 1].Unit is null && !line[first - 1].Percent && !line[first - 1].Hyphened && ListJointRegex().IsMatch(line.Gap(first)))
        {
            first--;
        }

        return first;
    }

    /// <summary>Whether the words end with what a number is the name of: "grade ", "Phase II: ", "week-".</summary>
    private static bool IsNumbered(ReadOnlySpan<char> before)
    {
        ReadOnlySpan<char> words = WithoutSpace(before);
        if (words is [.. var arm, ':'] && (arm.EndsWith("group", StringComparison.OrdinalIgnoreCase) || arm.EndsWith("arm", StringComparison.OrdinalIgnoreCase)))
        {
            return false; // "in the control arm: 12 patients"
        }

        return Numbered.EndsWhole(WithoutSpace(words is [.. var front, '-' or ':'] ? front : words));
    }

    private static ReadOnlySpan<char> WithoutSpace(ReadOnlySpan<char> words) => words is [.. var front, var last] && char.IsWhiteSpace(last) ? front : words;

    internal static CuePhrases Numbered { get; } = new("other.numbered", """
        grades? phases? stages? types? class classes groups? arms? cohorts? days? weeks? months? years? hours? visits? cycles? parts? stud(y|ies) trials? methods? techniques? surveys? waves? questions? levels? steps? zones? scenarios?
        models? aims? criteri(on|a) numbers? no. hypothes(i|e)s tiers? lines? sets? courses? quartiles? tertiles? periods? sessions? experiments? chapters? options? category categories
        G N+ stratum strata intervals? time_?points? vitamin factor complements? schedules? regimens? sequences? ASA ECOG WHO RTOG fibrosis
        """, "I II III IV", mostFillers: 1)
    {
        Finds = ["grade ", "in phase II ", "(Week ", "at time points "],
        Ignores = ["weekly ", "in points ", "the group of "],
    };

    [GeneratedRegex(@"(?<![\p{L}\d])(?:F|t|z|Z|T|Q|H|U|W|CFI|TLI|RMSEA|SRMR|NNT|NNH|df|χ2|χ²|x2|X2|chi-?squared?|η\s?p?\s?2|I\s?[2²]|R2|β(?:\sestimates?)?)\s?(?:[\(\[][^\)\]]{0,24}[\)\]])?\s?[=(:]\s?[-+]?$|(?:α|alpha)\s?=\s?$|(?<![\p{L}\d])[Ft]\s?\d{1,3}(?:\.\d)?\s?,\s?\d{1,4}(?:\.\d{1,2})?\s?=\s?$|(?<![\p{L}\d])[Ft]\s?[\(\[](?:[\d\.]{1,6},\s?)?$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex TestStatisticRegex();

    [GeneratedRegex(@"\b(?:SEM?|SD)\s?=\s?$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex SpreadRegex();

    [GeneratedRegex(@"^(?:[mM][gG]|g|μg|µg|ug|mcg|microg|kg|ng|mL|ml|cc|L|IU|U|units?|Gy|cGy|Hz|kHz|mA|V|mCi|kcal|W|ppm|MHz|kV|J|cells)(?:/(?:[kK]g|m2|m\(2\)|m\^2|day|d|h|hr|min|week|wk|dose|cycle|session)\b.{0,12}|\sper\s.{0,12})?$", RegexOptions.CultureInvariant)]
    private static partial Regex DoseRegex();

    [GeneratedRegex(@"^(?:s|sec|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?|wks?|weeks?|mos?|months?|y|yrs?|years?)$", RegexOptions.CultureInvariant)]
    private static partial Regex TimeRegex();

    [GeneratedRegex(@"^\s(?:(?!after\b|of\b|in\b|with\b|on\b|and\b|for\b|to\b)[\w-]{2,20}\s){0,2}?(?:solutions?|creams?|gels?|saline|ointments?|mouth\s?(?:wash|rinse)|suspensions?|ethanol|alcohol|glucose|dextrose|chloride|[a-z]{2,14}caine|chlorhexidine|povidone\w{0,8}|hypochlorite|formalin|oxygen|O2|CO2|albumin|emulsion|lotion|drops|bleach|glycerine|VO2|HRR?max|1RM|of\senergy)\b", Options)]
    private static partial Regex ConcentrationRegex();

    /// <summary>One of these stands in all that <see cref="AnaestheticRegex"/> finds.</summary>
    private static readonly SearchValues<string> Anaesthetics = SearchValues.Create(["caine", "chlorhexidine"], StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\b[a-z]{2,14}caine(?:\shydrochloride|\sHCl)?,?\s$|\bchlorhexidine\s$", Options)]
    private static partial Regex AnaestheticRegex();

    [GeneratedRegex(@"(?<![\p{L}\d])[nN]\s?=\s?$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex SizeRegex();

    [GeneratedRegex(@"[\(\[]\s?(?:range[sd]?[:,]?\s)?$", Options)]
    private static partial Regex LooseRangeRegex();

    /// <summary>An interval whose value is not told: "95% CI for the ratio of the two means (1.2-3.4)".</summary>
    [GeneratedRegex(@"\b(?:CIs?|confidence\s(?:intervals?|limits?))\b(?:\s[\w-]{1,16}){0,9}\s[\(\[]$", Options)]
    private static partial Regex ConfidenceRegex();

    [GeneratedRegex(@"^\s?(?:-|to)\s?$", Options)]
    private static partial Regex RangeDashRegex();

    [GeneratedRegex(@"^\s?[\)\];,]", Options)]
    private static partial Regex RangeEndRegex();

    [GeneratedRegex("^-$", RegexOptions.CultureInvariant)]
    private static partial Regex BinRegex();

    [GeneratedRegex(@"rang\w{1,3}\s(?:from\s)?$", Options)]
    private static partial Regex RangedRegex();

    [GeneratedRegex(@"\bscales?\s(?:(?:of|from|ranging\sfrom|range)\s)?[\(\[]?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex ScaleRegex();

    [GeneratedRegex(@"\bp[\s-]values?\b[^;\d]{0,110}\s(?:was|were|of|is|=)\s$", Options)]
    private static partial Regex PValuesRegex();

    [GeneratedRegex(@"^(?:19[5-9]\d|20[0-4]\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex YearRegex();

    private static readonly WordSet Named = WordSet.Of("SPSS SAS Stata R version v. fig. figs. figure figures table tables ref ref. refs refs. appendix software supplement doi doi: ICD DSM SF isbn issn registration identifier");

    private static bool IsNamed(ReadOnlySpan<char> before)
    {
        ReadOnlySpan<char> words = before.TrimEnd();
        int start = words.Length;
        while (start > 0 && (char.IsAsciiLetter(words[start - 1]) || words[start - 1] is '.' or ':'))
        {
            start--;
        }

        return Named.Holds(words[start..]);
    }

    /// <summary>"(60)Co".</summary>
    [GeneratedRegex(@"^\)[A-Z][a-z]?\b", RegexOptions.CultureInvariant)]
    private static partial Regex NuclideRegex();

    [GeneratedRegex(@"^\s(?:patients|subjects|women|men|participants|units|children)", Options)]
    private static partial Regex NounRegex();

    [GeneratedRegex(@"^\s?(?:,|-|/|;|,?\s?(?:and|or|to|vs\.?|versus)|,\s?(?:and|or))\s?$", Options)]
    private static partial Regex ListJointRegex();
}
