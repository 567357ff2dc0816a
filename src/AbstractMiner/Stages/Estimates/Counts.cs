using System.Text.RegularExpressions;
using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Bare counts of events or of the people who had them: "13 patients died", "two relapses", "four in the first group against 17".</summary>
internal static partial class Counts
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static bool IsNextWord(ReadOnlySpan<char> after) => after is [var space, ..] && char.IsWhiteSpace(space);

    public static NumberRule Events { get; } = new("count.events", EventsRegex())
    {
        Needs = IsNextWord,
        Finds = ["there were two relapses", "347 events were seen", "29 deaths with the drug", "only three episodes of infection"],
        Ignores = ["two groups", "10 doses", "event 3 of the list"],
    };

    public static NumberRule People { get; } = new("count.people", PeopleRegex())
    {
        Needs = IsNextWord,
        Finds = ["13 patients died", "Two patients discontinued the drug", "eight patients' tumours had regressed"],
        Ignores = ["60 patients were randomised", "40 patients received placebo", "two patients per room"],
    };

    public static NumberRule Also { get; } = new("count.also", AlsoRegex())
    {
        Finds = ["5 patients died with the drug and seven with placebo", "3 events in the first group vs 4 in the second"],
        Ignores = ["3 events and 5%"],
    };

    public static NumberRule NumberOf { get; } = new("count.number-of", NumberOfRegex())
    {
        Finds = ["the number of patients with bone metastases was 35 in the control group", "new cancers: 60 with the drug and 48 without"],
        Ignores = ["the number of doses was 35", "patients: age 60"],
    };

    public static NumberRule Versus { get; } = new("count.versus", VersusRegex())
    {
        Finds = ["fewer developed a rash: 9 in the treated group versus 21 in the control group", "fewer cancers (36 vs 65; HR 0.5)", "no difference in deaths (69 versus 70)"],
        Ignores = ["pain was lower (3 vs 5, P = .02)", "deaths (36% vs 65%)"],
    };

    public static NumberRule Part { get; } = new("count.part", PartRegex())
    {
        Finds = ["Three subjects were withdrawn (one before and two after surgery)", "With 779 deaths (166 in the first group and 613 in the other)"],
        Ignores = ["Three subjects died (two doses of 4)"],
    };

    public static NumberRule OfThem { get; } = new("count.of-them", OfThemRegex())
    {
        Finds = ["Of 618 women, 48 developed necrosis", "Among the 40 patients, five relapsed"],
        Ignores = ["Of 103 patients, 97 completed the study", "Of 6 weeks, 4 were used"],
    };

    public static NumberRule Elliptic { get; } = new("count.elliptic", EllipticRegex())
    {
        Finds = ["In the first group only three had a rash", "of the others, one developed a rash and two died"],
        Ignores = ["group 2 had a relapse", "three had been treated", "the other 20 had a baseline visit"],
    };

    public static NumberRule InArm { get; } = new("count.in-arm", InArmRegex())
    {
        Finds = ["56 patients assigned to the new drug died", "nine women in the control group developed a fistula"],
        Ignores = ["56 patients assigned to the drug completed it", "30 women in the control group were treated"],
    };

    public static void Find(NumberLine line, List<Reading> readings)
    {
        bool counted = false;
        for (int i = 0; i < line.Count; i++)
        {
            if (!line[i].IsCount || line[i].Bound != Comparison.Equal)
            {
                continue;
            }

            ReadOnlySpan<char> after = line.After(i, 110);
            string? rule = RuleOf(line, i, after);
            if (rule is null && i > 0 && line[i - 1].IsCount && OfThem.Fits(line.Gap(i)) && !EnrolledRegex().IsMatch(line.Gap(i)) && OfRegex().IsMatch(line.Before(i - 1, 16)) && !FlowRegex().IsMatch(after))
            {
                readings.Add(new Reading(OfThem.Name, i - 1, i, 50) { Drafts = [new Draft(i, OfThem.Name) { Statistic = Statistic.Count, Events = line[i].Quantity, Total = line[i - 1].Quantity }] });
                continue;
            }

            if (rule is null && i + 1 < line.Count && line[i + 1].IsCount && PairOpensRegex().IsMatch(line.Gap(i)) && VersusRegex().IsMatch(line.Gap(i + 1)) && PairClosesRegex().IsMatch(line.Gap(i + 2)) && (line[i].InWords || line[i + 1].InWords || CountableRegex().IsMatch(line.Before(i, 90))))
            {
                foreach (int at in (ReadOnlySpan<int>)[i, i + 1])
                {
                    readings.Add(new Reading(Versus.Name, at, at, 34) { Drafts = [new Draft(at, Versus.Name) { Statistic = Statistic.Count, Events = line[at].Quantity, Confidence = 0.75 }] });
                }

                counted = true;
                continue;
            }

            if (rule is null && Elliptic.Fits(after) && !MeasureBeforeRegex().IsMatch(line.Before(i, 16)))
            {
                rule = Elliptic.Name;
            }

            if (rule is null && VersusArmRegex().IsMatch(after) && CountableRegex().IsMatch(line.Before(i, 120)))
            {
                rule = Versus.Name;
            }

            if (rule is null && counted && Also.Fits(line.Gap(i)) && BelongsRegex().IsMatch(after))
            {
                rule = Also.Name;
            }

            bool counts = rule is not null && !PopulationBeforeRegex().IsMatch(line.Before(i, 60));
            if (counts || rule == Events.Name)
            {
                FindParts(line, i, readings);
            }

            // "27 relapses in the first group and 106 in the second": no number of subjects.
            int strength = rule == InArm.Name || (rule == Also.Name && i > 0 && Events.Fits(line.Gap(i))) ? 48 : 28;
            if (counts)
            {
                counted = true;
                for (int j = i; j > 0 && line[j - 1].IsCount && line[j - 1].Bound == Comparison.Equal && JointRegex().IsMatch(line.Gap(j)) && !NoResults.Ordinal.Fits(line.Before(j - 1, 40)); j--)
                {
                    readings.Add(new Reading(Also.Name, j - 1, j - 1, 28) { Drafts = [new Draft(j - 1, Also.Name) { Statistic = Statistic.Count, Events = line[j - 1].Quantity, Confidence = 0.8 }] });
                }

                if (i > 0 && line[i - 1].IsCount && AgainstRegex().IsMatch(line.Gap(i)))
                {
                    readings.Add(new Reading(Also.Name, i - 1, i - 1, 28) { Drafts = [new Draft(i - 1, Also.Name) { Statistic = Statistic.Count, Events = line[i - 1].Quantity, Confidence = 0.8 }] });
                }

                readings.Add(new Reading(rule!, i, i, strength) { Drafts = [new Draft(i, rule!) { Statistic = Statistic.Count, Events = line[i].Quantity, Total = TotalBehind(line, i), Confidence = 0.8 }] });
            }
        }
    }

    /// <summary>The rule by which the words round a number make it a count; null for none.</summary>
    private static string? RuleOf(NumberLine line, int i, ReadOnlySpan<char> after) =>
        NumberOf.Fits(line.Before(i, 100)) ? NumberOf.Name
        : InArm.Fits(after) ? InArm.Name
        : Events.Fits(after) ? Events.Name
        : People.Fits(after) && !PopulationRegex().IsMatch(after) ? People.Name
        : null;

    /// <summary>"140 events were observed in 158 evaluable patients".</summary>
    private static Quantity? TotalBehind(NumberLine line, int i) =>
        i + 1 < line.Count && line[i + 1].IsCount && line[i + 1].Number.Value >= line[i].Number.Value && BehindRegex().IsMatch(line.Gap(i + 1)) && Shares.PeopleRegex().IsMatch(line.After(i + 1, 40))
            ? line[i + 1].Quantity : null;

    /// <summary>The parts of a count in brackets behind it, told by their sum: "3 withdrew (one before and two after surgery)".</summary>
    private static void FindParts(NumberLine line, int whole, List<Reading> readings)
    {
        decimal sum = 0;
        for (int i = whole + 1; i < line.Count && line[i].IsCount; i++)
        {
            ReadOnlySpan<char> gap = line.Gap(i);
            if (i == whole + 1 ? !gap.ContainsAny("([:;-") : gap.ContainsAny(")]."))
            {
                return;
            }

            sum += line[i].Number.Value;
            if (sum == line[whole].Number.Value && i > whole + 1)
            {
                for (int part = whole + 1; part <= i; part++)
                {
                    readings.Add(new Reading(Part.Name, part, part, 46) { Drafts = [new Draft(part, Part.Name) { Statistic = Statistic.Count, Events = line[part].Quantity, Confidence = 0.9 }] });
                }

                return;
            }
        }
    }

    [GeneratedRegex("""
        ^\s(?:(?!and\b|or\b|of\b|in\s|with\b|to\b|were\b|was\b|vs\b|versus\b|planned\b|for\b|eligible\b|evaluable\b|\d)[\w-]{1,30}\s){0,3}
        (?:deaths?|events?|relapses?|recurrences?|episodes?|complications?|hospitali[sz]ations?|exacerbations?|progressions?|failures?|infections?|responses?|responders?|remissions?|reactions?
          |seizures?|fractures?|falls|withdrawals?|discontinuations?|(?:cancers?|tumou?rs?)(?!\s(?:patients?|survivors?|cent|clinics?|registr))|strokes?|infarctions?|pregnancies|births|haemorrhages?|hemorrhages?|toxicities|metastases|misplacements?|attacks|leaks?|perforations?
          |thrombos[ie]s|embolisms?|isch(?:a)?emias?|seromas?|h(?:a)?ematomas?|stabili[sz]ations?|improvers|carcinomas?|arrhythmias?|ulcers?|abscess(?:es)?|(?-i:CRs?|PRs?|SD|PD)|(?:partial|complete)\sresponses?)\b
        """, Options)]
    private static partial Regex EventsRegex();

    [GeneratedRegex("""
        ^\s(?:(?!and\b|or\b|of\b|in\b|to\b|vs\b|versus\b|\d)[\w-]{2,30}\s){0,2}
        (?:patients?|subjects?|women|men|children|participants?|infants?|cases?|eyes|individuals?|people|persons?|volunteers?|adults?|mice|rats)\b(?!-|\s(?:years?|cycles?)\b)'?
        """, Options)]
    private static partial Regex PeopleRegex();

    /// <summary>What is said of a population and not of events in it.</summary>
    [GeneratedRegex("""
        \b(?:were|was|are|have\sbeen|had\sbeen|who|that|and)?\s?(?:\w{4,14}ly\s)?
        (?:randomi[sz]ed|allocated|assigned|enrolled|included|recruited|screened|registered|invited|consented|eligible|evaluable|evaluated|assess\w{0,5}|analy[sz]ed|selected|studied|admitted|(?<!-)treated|received?|receiving|given
         |began|started|initiated|consumed|ingested|performed|wore|presented\sto|referr\w{2,4}|attended|volunteered|administered|exposed|scheduled|completed|participated|entered|underwent|undergoing|scheduled|followed|available|divided|randomly|accrued|identified|approached|per\b|for\seach|in\seach)
        """, Options)]
    private static partial Regex PopulationRegex();

    [GeneratedRegex(@"^(?:\s[\w-]{2,20}){1,6}\s(?:in|among|of|out\sof)\s(?:the\s|all\s|these\s)?$", Options)]
    private static partial Regex BehindRegex();

    [GeneratedRegex("""
        \bnumbers?\sof\s(?:patients|women|men|subjects|children|participants|cases|events|deaths|relapses|recurrences)\b(?:\s[\w\-/]{1,20}){0,10}\s(?:was|were)\s(?:only\s)?$
        | \b(?:events|deaths|cancers|recurrences|relapses|fractures|infections|complications|cases):\s$
        """, Options)]
    private static partial Regex NumberOfRegex();

    [GeneratedRegex(@"^\s?(?:,|,?\sand|or|,?\s(?:vs\.?|versus))\s$|^\s[\w-]{2,20}\s(?:and|vs\.?|versus)\s$", Options)]
    private static partial Regex JointRegex();

    [GeneratedRegex(@"[\(\[]\s?$", Options)]
    private static partial Regex PairOpensRegex();

    [GeneratedRegex(@"^(?:\s[\w-]{2,20})?\s(?:vs\.?|versus|v\.?|compared\s(?:with|to))\s$", Options)]
    private static partial Regex VersusRegex();

    [GeneratedRegex(@"^\sin\sthe\s(?:[\w+-]{1,18}\s){1,4}(?:group|arm)\s(?:vs\.?|versus|compared\s(?:with|to))\s\d{1,4}\sin\s", Options)]
    private static partial Regex VersusArmRegex();

    [GeneratedRegex(@"^(?:\s[\w-]{2,20})?\s?[\);,\]]|^\s(?:[\w-]{2,14}\s)?(?:events|patients|deaths|cases)\b", Options)]
    private static partial Regex PairClosesRegex();

    [GeneratedRegex(@"\b(?:deaths?|died|events?|cancers?|tumou?rs|patients|women|men|subjects|cases|number|recurrences?|relapses?|infections?|fractures?|episodes?|complications?|metastas[ei]s|strokes?|failures?|discontinu\w{2,6}|withdr\w{2,5}|hospitali[sz]ations?|thrombo\w{3,9}|embolism|syndrome|medication|required|needed|developed|occurred)\b[^;\.\d]{0,60}$", Options | RegexOptions.RightToLeft)]
    private static partial Regex CountableRegex();

    [GeneratedRegex(@"\(", Options)]
    private static partial Regex PartRegex();

    [GeneratedRegex(@"^\s(?:[\w-]{2,20}\s){0,3}(?:patients|subjects|women|men|children|participants|infants|cases|eyes|individuals|people|lesions|persons|volunteers|adults|pregnancies)(?:\s[\w-]{2,20}){0,6},\s(?:only\s)?$", Options)]
    private static partial Regex OfThemRegex();

    [GeneratedRegex(@"\b(?:enrol|random|includ|recruit|screen|assign|allocat)", Options)]
    private static partial Regex EnrolledRegex();

    [GeneratedRegex(@"\b(?:of|among|in)\s(?:the\s|these\s|all\s)?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex OfRegex();

    [GeneratedRegex(@"^\s(?:\([^\)]{1,12}\)\s)?(?:[\w-]{2,20}\s){0,3}?(?:completed|randomi|enrol|included|assigned|allocated|received|eligible|evalu|analy|screened|recruited|consented|participated|lost|agreed|were\s(?:women|men|male|female))", Options)]
    private static partial Regex FlowRegex();

    [GeneratedRegex("""
        \b(?:investigated|studied|included|including|enrolled|recruited|randomi[sz]ed|assigned|compris\w{2,3}|consist\w{0,3}\sof|population\sof|set\sof|cohort\sof|samples?\sof|sub(?:set|group|population)\sof|groups?\sof
          |data\s(?:from|on|for)|selected|evaluated|analy[sz]ed|n\s?=|considering|restricted\sto|between|into|compared|treated|received?|each\sof|follow-?up\sof|given\sto|assigned\sto|conducted\s(?:on|in|with)|performed\s(?:on|in)|carried\sout\s(?:on|in)|trial\sof|study\sof)\s(?:the\s|a\stotal\sof\s|only\s|all\s)?$
        | (?:^|[\.,;:]\s)(?:of|among|in)\s$ | /\s?$ | \b(?:the|these|those|all|both|each|per|or|every|other)\s$
        """, Options | RegexOptions.RightToLeft)]
    private static partial Regex PopulationBeforeRegex();

    /// <summary>Who had the event is told by the verb alone.</summary>
    [GeneratedRegex("""
        ^\s(?:(?:had|experienced|developed|suffered|showed|reported|required)\s(?!been\b|a\sbaseline|received\b|undergone\b|completed\b|no\b|not\b)|(?:died|relapsed|progressed|discontinued|withdrew|recurred)\b)
        """, Options)]
    private static partial Regex EllipticRegex();

    /// <summary>"women older than 50 had", "a total of 400 had".</summary>
    [GeneratedRegex(@"\b(?:than|aged?|over|under|above|below|total\sof|at|by|to)\s$", Options | RegexOptions.RightToLeft)]
    private static partial Regex MeasureBeforeRegex();

    /// <summary>The people of an arm, and what befell them.</summary>
    [GeneratedRegex("""
        ^(?![^\.;]{0,110}\bat\s(?:study\s)?(?:entry|baseline|diagnosis)\b)\s(?:patients?|subjects?|women|men|children|participants?|infants?)\s(?:(?:assigned|allocated|randomi[sz]ed|receiving|treated|who\sreceived)\b|(?:in|on)\s(?:the|each|both)\s(?!cohort|study|trial|whole)[\w-]{1,20}\s?)[^\.;,\d]{0,70}?(?:\sand\s\d{1,4}\sto\s[^\.;,\d]{2,50}?)?
        \s(?:died|relapsed|progressed|developed|experienced|suffered|discontinued|withdrew|had\sa\s(?!baseline))\b
        """, Options)]
    private static partial Regex InArmRegex();

    [GeneratedRegex(@"^\s(?:in|with|for|of|on|after|from)\s[^\d;\.]{2,60}\b(?:compared\s(?:to|with)|versus|vs\.?|and|against)\s(?:only\s)?$", Options)]
    private static partial Regex AgainstRegex();

    [GeneratedRegex(@"^[^\d;\.]{0,110}?(?:\band|\bvs\.?|\bversus|\bcompared\s(?:with|to)|\bthan|\bor|\(|,)\s?(?:only\s)?$", Options)]
    private static partial Regex AlsoRegex();

    [GeneratedRegex(@"^\s?(?:\)|\]|,|;|\.|(?:in|with|for|of|on|among|before|after|had|were|was|showed|from|during|at|events|patients|who|such)\b)", Options)]
    private static partial Regex BelongsRegex();
}
