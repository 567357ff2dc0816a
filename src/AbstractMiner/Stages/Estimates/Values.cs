using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Single numbers that the words beside them make a value: "median survival was 8.2 months", "HR 0.65", "(15.3 mm)", "fell by 3.3 minutes".</summary>
internal static partial class Values
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly SearchValues<string> Averages = SearchValues.Create(["mean", "average", "median"], StringComparison.OrdinalIgnoreCase);

    public static NumberRule Percent { get; } = new("value.percent", PercentRegex())
    {
        Finds = ["remission in 35% of patients", "Twenty-seven percent improved"],
        Ignores = ["35 patients"],
    };

    public static NumberRule Named { get; } = new("value.named", NamedRegex())
    {
        Needs = MayBeNamed,
        Finds = ["hazard ratio of 0.65", "(HR, 0.65)", "OR 2.1", "odds ratio [OR]: 1.05", "r = 0.42", "Cohen's d = 0.6", "median 2.8 months", "median survival was 12.5 months", "an average of 3.2 days"],
        Ignores = ["after 12 months", "median of the 3 groups"],
    };

    public static NumberRule Bracketed { get; } = new("value.bracketed", OpensRegex())
    {
        Needs = gap => gap.ContainsAny('(', '['),
        Finds = ["more in the new group (15.3 mmol/L)", "QOL improved (14 points)", "slower (-1.71)"],
        Ignores = ["tamoxifen (20 mg)", "(2 weeks)", "(n = 30)", "improved [12]"],
    };

    public static NumberRule Stated { get; } = new("value.stated", StatedRegex())
    {
        Finds = ["plasma level was 0.2 ng/mL", "score = 17.5", "scores were 7.5 in the first arm"],
        Ignores = ["treatment was 6 months", "the dose was 20 mg"],
    };

    public static NumberRule Ranged { get; } = new("value.ranged", RangedRegex())
    {
        Cues = SearchValues.Create(["rang"], StringComparison.OrdinalIgnoreCase),
        Finds = ["similarity ranged between 0.78 and 0.96", "change ranged from -12.2 mm to 27.6 mm"],
        Ignores = ["ages ranged from 3 to 9 years", "a range of doses"],
    };

    public static NumberRule Changed { get; } = new("value.changed", ChangedRegex())
    {
        Finds = ["time was increased by 3.3 minutes", "IFN beta is increased 5 fold", "decreased from 31.1 to 20.4"],
        Ignores = ["increased by week 3"],
    };

    public static NumberRule Score { get; } = new("value.score", ScoreRegex())
    {
        Finds = ["pain scores were 4/10 and 6/10", "VAS of 30/100 at rest"],
        Ignores = ["a score was obtained in 4/9", "responses in 4/10 patients"],
    };

    public static void Find(NumberLine line, List<Reading> readings)
    {
        for (int i = 0; i < line.Count; i++)
        {
            Numeral numeral = line[i];
            if (numeral.Percent)
            {
                readings.Add(Single(Percent.Name, i, ConfidenceWordsRegex().IsMatch(line.Gap(i + 1)) ? 0 : 30));
                continue;
            }

            if (numeral.Hyphened && !IsFold(line.After(i, 5)))
            {
                if (numeral.Number.Decimals > 0 && HyphenedChangeRegex().IsMatch(line.After(i, 40)))
                {
                    readings.Add(Single(Changed.Name, i, 32));
                }

                continue;
            }

            ReadOnlySpan<char> before = line.Before(i, 90);
            if (numeral is { InWords: false, Unit: null, Number.Value: >= 0 and <= 100 } && before.Contains("(%)", StringComparison.Ordinal) && HeadedRegex().IsMatch(before))
            {
                readings.Add(new Reading(Percent.Name, i, i, 31) { Drafts = [new Draft(i, Percent.Name) { SharesPercent = true, Confidence = 0.8 }] });
                continue;
            }

            bool measured = numeral.Unit is not null || numeral.Number.Decimals > 0 || numeral.Number.Value < 0;
            bool fold = IsFold(line.UnitOf(i)) || IsFold(line.After(i, 6));
            if (fold)
            {
                readings.Add(Single(Changed.Name, i, 35));
            }
            else if (numeral.IsWhole && i + 1 < line.Count && line.Gap(i + 1) is "/" && line[i + 1].Number.Value is 10 or 100 && numeral.Number.Value <= line[i + 1].Number.Value && Score.Fits(line.Before(i, 120)) && !Shares.PeopleRegex().IsMatch(line.After(i + 1, 40)))
            {
                readings.Add(new Reading(Score.Name, i, i + 1, 57) { Drafts = [new Draft(i, Score.Name)] });
            }
            else if (!numeral.InWords && (Named.Fits(before) || (measured && before.TrimEnd().EndsWith(" of", StringComparison.OrdinalIgnoreCase) && AverageOfRegex().IsMatch(before))) && !CountedRegex().IsMatch(line.After(i, 14)) && !(IsDose(line, i) && !CopulaRegex().IsMatch(before)))
            {
                readings.Add(Single(Named.Name, i, 40));
            }
            else if (numeral.InWords)
            {
                continue;
            }
            else if (Ranged.Fits(before) && !(line.IsTime(i) && numeral.IsWhole) && (measured || (i + 1 < line.Count && line[i + 1].Unit is not null && !line.IsTime(i + 1))))
            {
                readings.Add(new Reading(Ranged.Name, i, i, 30) { Drafts = [new Draft(i, Ranged.Name)] });
                if (i + 1 < line.Count && !line[i + 1].Percent && EndsRangeRegex().IsMatch(line.Gap(i + 1)))
                {
                    readings.Add(Single(Ranged.Name, i + 1, 30));
                }
            }
            else if (line.Gap(i) is [.., '+'] && line[i].Reach.Start == line[i].Span.Start)
            {
                readings.Add(Single(Changed.Name, i, 32));
            }
            else if (measured && Changed.Fits(before) && !(line.IsTime(i) && numeral.IsWhole && !(before.EndsWith("by ", StringComparison.Ordinal) && DurationRegex().IsMatch(line.Before(i, 160)))))
            {
                readings.Add(Single(Changed.Name, i, IsDose(line, i) && numeral.IsWhole ? 15 : 32));
            }
            else if (numeral.IsWhole && i + 1 < line.Count && line[i + 1].IsWhole && line.Gap(i + 1) is "/" && line.UnitOf(i + 1).StartsWith("mm", StringComparison.Ordinal) && (Stated.Fits(before) || Bracketed.Fits(line.Gap(i))))
            {
                string unit = line.UnitOf(i + 1).ToString();
                readings.Add(new Reading(Stated.Name, i, i + 1, 36) { Drafts = [new Draft(i, Stated.Name) { Unit = unit }, new Draft(i + 1, Stated.Name) { Unit = unit }] });
            }
            else if (IsDose(line, i) && AmountRegex().IsMatch(before))
            {
                readings.Add(Single(Stated.Name, i, 26));
            }
            else if (numeral is { IsWhole: true, Unit: null, Number.Value: >= 100 } && CostRegex().IsMatch(before))
            {
                readings.Add(Single(Stated.Name, i, 26));
            }
            else if (numeral.Unit is not null && (line.IsTime(i) ? ThanAfterRegex() : ComparedAfterRegex()).IsMatch(line.After(i, 20)) && !IsDose(line, i))
            {
                readings.Add(Single(Changed.Name, i, 32));
            }
            else if (numeral.Number.Decimals > 0 && !IsDose(line, i) && (before.ContainsAny('(', '[') || before.Contains("was ", StringComparison.OrdinalIgnoreCase) || before.Contains("were ", StringComparison.OrdinalIgnoreCase)) && LabelledRegex().IsMatch(before))
            {
                readings.Add(Single(Bracketed.Name, i, 25));
            }
            else if (i + 1 < line.Count && OpensPair(line, i) && VersusRegex().IsMatch(line.Gap(i + 1)) && !line[i + 1].Percent && IsPair(line, i))
            {
                readings.Add(Single(Bracketed.Name, i, 33));
                readings.Add(Single(Bracketed.Name, i + 1, 33));
            }
            else if (measured && Stated.Fits(before) && !(line.IsTime(i) && ((numeral.IsWhole && !SurvivalRegex().IsMatch(before)) || LaterRegex().IsMatch(line.After(i, 12)))))
            {
                readings.Add(Single(Stated.Name, i, IsDose(line, i) ? 15 : 25));
            }
            else if (measured && Bracketed.Fits(line.Gap(i)) && (ClosesRegex().IsMatch(line.Gap(i + 1)) || (numeral.Number.Decimals > 0 && PairedLaterRegex().IsMatch(line.Gap(i + 1)))) && !IsDose(line, i) && (!(numeral.IsWhole && line.IsTime(i)) || DurationRegex().IsMatch(line.Before(i, 160))))
            {
                readings.Add(Single(Bracketed.Name, i, 25));
            }
        }
    }

    /// <summary>An average anywhere before the number, or a name that a sign, a copula or no more than a space joins to it: most small letters before a space rule the latter out.</summary>
    private static bool MayBeNamed(ReadOnlySpan<char> before)
    {
        ReadOnlySpan<char> joined = before.TrimEnd("-+");
        return joined is [.., '=' or ':' or ',' or '\n']
            || (joined is [.., var end, var space] && char.IsWhiteSpace(space) && (end is '=' or ':' or ',' or ')' or ']' || (char.IsLetter(end) && (!char.IsAsciiLetterLower(end) || EndsWithJoint(joined[..^1])))))
            || before.ContainsAny(Averages);
    }

    private static bool EndsWithJoint(ReadOnlySpan<char> words)
    {
        foreach (string joint in (ReadOnlySpan<string>)["of", "was", "is", "were", "being", "ratio", "ratios", "difference", "differences"])
        {
            if (words.EndsWith(joint, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A bracket, or a comma before two values that both have their unit: "longer with the drug, 39.1 weeks vs 14.0 weeks".</summary>
    private static bool OpensPair(NumberLine line, int i) =>
        Bracketed.Fits(line.Gap(i)) || (line.Gap(i).EndsWith(", ", StringComparison.Ordinal) && line[i].Unit is not null && line[i + 1].Unit is not null);

    /// <summary>"(62.1 vs 48.1 ml", "(3 vs 5, P = .02)": measured, or whole numbers of a scale.</summary>
    private static bool IsPair(NumberLine line, int i) =>
        line[i + 1].Bound == Comparison.Equal && !line[i].Hyphened && !line[i + 1].Hyphened && !line[i + 1].InWords
        && (line[i].Number.Decimals > 0 || line[i + 1].Number.Decimals > 0 || line[i + 1].Unit is not null || ScaleRegex().IsMatch(line.Before(i, 120)));

    /// <summary>"5-fold", "a fold".</summary>
    private static bool IsFold(ReadOnlySpan<char> after) =>
        (after is ['-', ..] || (after.Length > 0 && char.IsWhiteSpace(after[0])) ? after[1..] : after).StartsWith("fold", StringComparison.OrdinalIgnoreCase);

    private static bool IsDose(NumberLine line, int i) => line[i].Unit is not null && NoResults.Dose.Fits(line.UnitOf(i));

    private static Reading Single(string rule, int at, int strength) => new(rule, at, at, strength) { Drafts = strength == 0 ? [] : [new Draft(at, rule)] };

    /// <summary>A percent sign in a heading serves the numbers behind it: "Incidence (%) ranged from 40 to 75".</summary>
    [GeneratedRegex(@"\(%\)[^;]{0,80}\b(?:was|were|from|to|and|of|than|versus|vs\.?|between)\s$", Options)]
    private static partial Regex HeadedRegex();

    [GeneratedRegex("%|percent|per cent", Options)]
    private static partial Regex PercentRegex();

    [GeneratedRegex("""
        (?:
          (?:\b(?:hazards?|odds|risk|rate|relative\srisk|prevalence|incidence)(?:\s?-?\s?ratios?)?|\b(?:effect\ssizes?|correlation\scoefficient|correlation|kappa|rho|area\sunder\sthe\s(?:ROC\s)?curve)
             |\b(?:(?:mean|absolute|risk|treatment|adjusted|between-group|group)\s)?differences?
             |(?-i:\b[aAcCuUsm]?(?:HR|OR|RR)|\bIRR|\bSMD|\bW?MD|\bAUC|\bAUROC|\b[cC]-(?:index|statistic)|\br|\bρ|\bR|\bd|\bgs?|\bES|\bκ|\bICC))
          (?:\s?[\(\[][^\)\]\d]{1,12}[\)\]])?(?:\s?\(\d{1,3}\))?
          (?:\s?[=:,]\s?|\s(?:of|was|is|were|being)\s|(?-i:(?<![a-z])\s)|(?<=ratios?|differences?)\s)[-+]?
        | \b(?:mean|average|median)s?\b(?:\s(?!follow|age\b|aged\b|of\b|at\b|in\b)[\w\-/]{1,20}){0,5}\s?(?:,\s|:\s|=\s?|\(\s?|\sof\s(?:about\s|only\s)?|\s)[-+]?
        | \b(?:mean|average|averaged|median)s?\b
          (?:(?:\s|,\s)(?!follow|age\b|aged\b)[\w\-/'\(\)%\[\]>+.]{1,24}){0,14}?
          (?:\s?[=:]\s?|\s(?:was|were|is|averaged|reached|equalled)\s(?:only\s|about\s|approximately\s)?[~≈]?)[-+]?
        )$
        """, Options | RegexOptions.RightToLeft)]
    private static partial Regex NamedRegex();

    /// <summary>"had an average volume of fluid in the joint of": the value stands behind the thing measured.</summary>
    [GeneratedRegex(@"\b(?:mean|average|median)\b(?:\s(?!follow|age\b|aged\b)[\w\-/'\(\)%]{1,24}){1,12}?(?<!\bdose|\bdoses|\bdosage)\sof\s$", Options | RegexOptions.RightToLeft)]
    private static partial Regex AverageOfRegex();

    /// <summary>A bracket, with the name of an arm or an outcome allowed: "(OS, 15.4".</summary>
    [GeneratedRegex(@"[\(\[]\s?(?:[a-z][\w+/-]{0,18}(?:\s[\w+-]{1,14}){0,2}\s?[,:;]\s)?[+]?$", Options)]
    private static partial Regex OpensRegex();

    /// <summary>"blood loss was 310 mL": an amount of what the body gives is no dose.</summary>
    [GeneratedRegex(@"\b(?:blood\sloss|losses|volumes?|outputs?|flow|drainage|consumption|requirements?|intakes?|birth\s?weights?)\b[^;\d]{0,40}\b(?:was|were|averaged)\s(?:only\s|about\s)?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex AmountRegex();

    /// <summary>"costs were 1,200 francs".</summary>
    [GeneratedRegex(@"\bcosts?\b[^;\d]{0,60}\b(?:was|were|averaged|of)\s(?:about\s|approximately\s)?[£$€]?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex CostRegex();

    /// <summary>"4.2 mm Hg lower pressure".</summary>
    [GeneratedRegex(@"^\s(?:lower|higher|greater|less|more|shorter|longer|reduction|increase|decrease|improvement|gain|loss)\b", Options)]
    private static partial Regex ComparedAfterRegex();

    /// <summary>"20 s longer than": a time that is compared.</summary>
    [GeneratedRegex(@"^\s(?:greater|less|more|shorter|longer|faster|slower)\sthan\b", Options)]
    private static partial Regex ThanAfterRegex();

    /// <summary>"a 0.4-point increase".</summary>
    [GeneratedRegex(@"^-[\w/·⋅∙]{1,14}\s(?:\w{4,12}\s)?(?:reduction|increase|decrease|improvement|decline|gain|loss|rise|drop|fall|change)\b", Options)]
    private static partial Regex HyphenedChangeRegex();

    [GeneratedRegex(@"\b(?:scores?|pain|VAS|NRS|ratings?|satisfaction)\b[^;\.\(]{0,100}(?<!\bin\s)$", Options | RegexOptions.RightToLeft)]
    private static partial Regex ScoreRegex();

    /// <summary>"(new drug -1.14, old drug -0.95 mmol/L)": each value behind its arm.</summary>
    [GeneratedRegex("""
        (?:[\(\[]|\b(?:was|were)\s)(?:\s?(?!p\b|n\b)(?:and\s)?(?:[A-Za-z][\w+/-]{1,18},?\s){1,3}[-+]?\d[\d.]{0,6}\s?[\w/%]{0,8}\s?[,;])*
        \s?(?:and\s)?(?!p\b|n\b|at\b|after\b|weeks?\b|months?\b|days?\b|range|from\b|to\b|SD\b|SE\b|IQR\b|CI\b|grade|stage|age\b|version)(?:[A-Za-z][\w+/-]{1,18},?\s){1,3}[-+]?$
        """, Options)]
    private static partial Regex LabelledRegex();

    [GeneratedRegex(@"^\s?(?:[\)\];,/]|vs|v\.?\s|versus|and\s\d|to\s\d|and\s$|per\s)", Options)]
    private static partial Regex ClosesRegex();

    /// <summary>"(7.5 months with the new drug v 7.2": what it is set against follows its arm.</summary>
    [GeneratedRegex(@"^(?:\s[\w+-]{1,18}){1,6}\s(?:vs\.?|v\.?|versus|compared\s(?:with|to))\s$", Options)]
    private static partial Regex PairedLaterRegex();

    [GeneratedRegex(@"(?:\b(?:was|were|is|are|averaged|reached|equalled|being|to|from|than|of)\s(?:only\s|about\s|approximately\s)?|[\w\)]\s{0,2}=\s{0,2}|[a-z\)]:\s)$", Options | RegexOptions.RightToLeft)]
    private static partial Regex StatedRegex();

    [GeneratedRegex("""
        \b(?:increas|decreas|reduc|declin|improv|dropp|fell|fall|rose|ris|lower|gain|lost|chang|shorten|prolong|extend|delay|higher|greater|longer|shorter|less|more|fewer)\w{0,5}
        (?:(?:\s[\w\-/'\(\)]{1,20}){0,14}?\s(?:by|from|to)|(?<=ed|fell|rose|lost))\s(?:an?\s(?:average|mean|median|total)\sof\s|[~≈]\s?|about\s|approximately\s|only\s|up\sto\s)?[-+]?$
        """, Options | RegexOptions.RightToLeft)]
    private static partial Regex ChangedRegex();

    [GeneratedRegex(@"^\s(?:groups|arms|patients|women|men|subjects|children|participants|studies|trials|sites|doses)\b", Options)]
    private static partial Regex CountedRegex();

    [GeneratedRegex(@"^(?:\s\w{1,12})?\s(?:vs\.?|versus|v\.?|compared\s(?:with|to))\s$", Options)]
    private static partial Regex VersusRegex();

    [GeneratedRegex(@"\b(?:scores?|pain|VAS|NRS|scales?|levels?|index|units?|points?|mean|median)\b", Options)]
    private static partial Regex ScaleRegex();

    [GeneratedRegex(@"\b(?:was|were|is|averaged|reached|of)\s(?:\w{4,13}\s)?$|[=:]\s?$|\bdifferences?\s$", Options)]
    private static partial Regex CopulaRegex();

    /// <summary>"PFS was 11 months": what lasts to an event is a result in whole units too.</summary>
    [GeneratedRegex(@"\b(?:survival|PFS|OS|DFS|TTP|time\sto\s[\w\s-]{3,30}|duration\sof\s[\w\s-]{3,30})\s(?:was|were|averaged|reached)\s(?:only\s)?$", Options)]
    private static partial Regex SurvivalRegex();

    [GeneratedRegex(@"^\s(?:after|post|before|prior|following)", Options)]
    private static partial Regex LaterRegex();

    [GeneratedRegex(@"\brang(?:ed|ing|es|e)\s(?:from\s|between\s|of\s)?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex RangedRegex();

    [GeneratedRegex(@"^\s?(?:to|and|-|through)\s?$", Options)]
    private static partial Regex EndsRangeRegex();

    /// <summary>A whole number of minutes or days in brackets is a result where something lasts.</summary>
    [GeneratedRegex(@"\b(?:mean|median|average|times?|duration|length|stay|longer|shorter|faster|earlier|later|delay\w{0,3}|latency|onset)\b", Options)]
    private static partial Regex DurationRegex();

    [GeneratedRegex(@"^\s?(?:C[Il]s?\b|IC\b|C\.I\.|confidence|credib|CrI|prediction|power|limit|(?:upper|lower|one-sided|two-sided)\s(?:limit|bound|confidence|CI))", Options)]
    private static partial Regex ConfidenceWordsRegex();
}
