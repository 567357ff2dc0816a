using System.Text.RegularExpressions;
using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Bare counts of events or of the people who had them: "13 patients died", "two relapses", "four in the first group against 17".</summary>
internal static partial class Counts
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    public static NumberRule Events { get; } = new("count.events", EventsRegex())
    {
        Finds = ["there were two relapses", "347 events were seen", "29 deaths with the drug", "only three episodes of infection"],
        Ignores = ["two groups", "10 doses", "event 3 of the list"],
    };

    public static NumberRule People { get; } = new("count.people", PeopleRegex())
    {
        Finds = ["13 patients died", "Two patients discontinued the drug", "eight patients' tumours had regressed"],
        Ignores = ["60 patients were randomised", "40 patients received placebo", "two patients per room"],
    };

    public static NumberRule Also { get; } = new("count.also", AlsoRegex())
    {
        Finds = ["5 patients died with the drug and seven with placebo", "3 events in the first group vs 4 in the second"],
        Ignores = ["3 events and 5%"],
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
            string? rule = Events.Fits(after) ? Events.Name : People.Fits(after) && !PopulationRegex().IsMatch(after) ? People.Name : null;
            if (rule is null && counted && Also.Fits(line.Gap(i)) && BelongsRegex().IsMatch(after))
            {
                rule = Also.Name;
            }

            if (rule is not null)
            {
                counted = true;
                readings.Add(new Reading(rule, i, i, 28) { Drafts = [new Draft(i, rule) { Statistic = Statistic.Count, Events = line[i].Quantity, Confidence = 0.8 }] });
            }
        }
    }

    [GeneratedRegex("""
        ^\s(?:(?!and\b|or\b|of\b|in\b|with\b|to\b|were\b|was\b)[\w-]{2,20}\s){0,3}
        (?:deaths?|events?|relapses?|recurrences?|episodes?|complications?|hospitali[sz]ations?|exacerbations?|progressions?|failures?|infections?|responses?|responders?|remissions?|reactions?
          |seizures?|fractures?|falls|withdrawals?|discontinuations?|cancers|tumou?rs|strokes?|infarctions?|pregnancies|births|haemorrhages?|hemorrhages?|toxicities|metastases|misplacements?|attacks|leaks?|perforations?)\b
        """, Options)]
    private static partial Regex EventsRegex();

    [GeneratedRegex("""
        ^\s(?:(?!and\b|or\b|of\b|in\b|to\b)[\w-]{2,20}\s){0,2}
        (?:patients?|subjects?|women|men|children|participants?|infants?|cases?|eyes|individuals?|people|persons?|volunteers?|adults?|mice|rats)\b'?
        """, Options)]
    private static partial Regex PeopleRegex();

    /// <summary>What is said of a population and not of events in it.</summary>
    [GeneratedRegex("""
        \b(?:were|was|are|have\sbeen|had\sbeen|who|that|and)?\s?(?:\w{4,14}ly\s)?
        (?:randomi[sz]ed|allocated|assigned|enrolled|included|recruited|screened|registered|invited|consented|eligible|evaluable|evaluated|assess\w{0,5}|analy[sz]ed|selected|studied|admitted|treated|received?|receiving|given
         |completed|participated|entered|underwent|undergoing|scheduled|followed|available|divided|randomly|accrued|identified|approached|per\b|for\seach|in\seach)
        """, Options)]
    private static partial Regex PopulationRegex();

    [GeneratedRegex(@"^[^\d;\.]{0,80}?(?:\band|\bvs\.?|\bversus|\bcompared\s(?:with|to)|\bthan|\bor|\(|,)\s?(?:only\s)?$", Options)]
    private static partial Regex AlsoRegex();

    [GeneratedRegex(@"^\s?(?:\)|\]|,|;|\.|(?:in|with|for|of|on|among|before|after|had|were|was|showed|from|during|at|events|patients|who|such)\b)", Options)]
    private static partial Regex BelongsRegex();
}
