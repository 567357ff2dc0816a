using System.Text.RegularExpressions;
using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Estimates;

/// <summary>
/// Numbers in a row that share what is written once: the percent sign behind the last ("11 vs. 16%"), the unit ("2.8 vs 4.2
/// months"), the statistic before the first. A member that no rule has read is read by its neighbours.
/// </summary>
internal static partial class Series
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    public static NumberRule Member { get; } = new("series.member", JointRegex())
    {
        Finds = ["response rates were 11 vs. 16%", "72, 53 and 70% in the three arms", "plasma level was 0.2 and 1.1 ng/mL"],
        Ignores = ["in 5 studies of 10%", "grade 3 or 4"],
    };

    /// <summary>The readings with those added that a row implies.</summary>
    public static List<Reading> Complete(NumberLine line, List<Reading> readings)
    {
        Reading?[] owner = new Reading?[line.Count];
        foreach (Reading reading in readings)
        {
            Array.Fill(owner, reading, reading.First, reading.Last - reading.First + 1);
        }

        List<Reading> added = [];
        void Add(int at, Draft draft)
        {
            Reading reading = new(Member.Name, at, at, 0) { Drafts = [draft] };
            owner[at] = reading;
            added.Add(reading);
        }

        // From right to left: what stands behind the last belongs to those before it.
        for (int i = line.Count - 2; i >= 0; i--)
        {
            if (owner[i] is null && Member.Fits(line.Gap(i + 1)) && IsBare(line, i) && !line[i].InWords && ValueOf(owner[i + 1], i + 1) is { } next)
            {
                bool percent = line[next.At].Percent || next.SharesPercent;
                bool unit = line[next.At].Unit is not null || next.Unit is not null;
                if (percent && line[next.At].Spread(next) || (!percent && !unit && line[i].Number.Decimals == 0))
                {
                    continue;
                }

                Add(i, new Draft(i, Member.Name) { SharesPercent = percent, Unit = percent ? null : next.Unit ?? (unit ? line.UnitOf(next.At).ToString() : null), Confidence = 0.85 });
            }
        }

        // From left to right: a second value of a pair whose unit and statistic stand at the first.
        for (int i = 1; i < line.Count; i++)
        {
            if (owner[i] is null && Pair(line, i) && (IsBare(line, i) || SameUnit(line, i)) && !line[i].InWords && ValueOf(owner[i - 1], i - 1) is { Statistic: not Statistic.Count, Rule: not "count.people" } last
                && (line[i].Number.Decimals > 0 || line[i - 1].Number.Decimals == 0))
            {
                Add(i, new Draft(i, Member.Name)
                {
                    SharesPercent = line[last.At].Percent || last.SharesPercent,
                    Unit = last.Unit ?? (line[last.At].Unit is null ? null : line.UnitOf(last.At).ToString()),
                    Confidence = 0.8,
                });
            }
        }

        return added.Count == 0 ? readings : [.. readings.Concat(added).OrderBy(reading => reading.First)];
    }

    private static bool IsBare(NumberLine line, int i) => !line[i].Percent && line[i].Unit is null && !line[i].Hyphened && line[i].Bound == Comparison.Equal;

    private static bool SameUnit(NumberLine line, int i) => line[i] is { Unit: not null, Bound: Comparison.Equal } && (line[i - 1].Unit is null || line.UnitOf(i).SequenceEqual(line.UnitOf(i - 1)));

    private static bool Spread(this Numeral numeral, Draft draft) => draft.Spread is not null && numeral.Percent;

    private static Draft? ValueOf(Reading? reading, int at) => reading?.Drafts.FirstOrDefault(draft => draft.At == at || reading.Last == at || reading.First == at);

    private static bool Pair(NumberLine line, int i) => Member.Fits(line.Gap(i)) || PairRegex().IsMatch(line.Gap(i));

    [GeneratedRegex(@"^\s?(?:,|/|;|-|,?\s?(?:and|or|to|vs\.?|v|versus|compared\s(?:with|to)|as\scompared\s(?:with|to)|against),?|,\s?(?:and|or))\s?$", Options)]
    private static partial Regex JointRegex();

    /// <summary>"11.7 days in the first group vs 14.4 in the other": a few words of a group between.</summary>
    [GeneratedRegex(@"^(?:\s[\w\-/\(\)]{1,20}){0,6}[,;]?\s(?:vs\.?|v|versus|and|compared\s(?:with|to)|than|against)\s$", Options)]
    private static partial Regex PairRegex();
}
