using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Estimates;

/// <summary>
/// Numbers in a row that share what is written once: the percent sign behind the last ("11 vs. 16%"), the unit ("2.8 vs 4.2
/// months"), the statistic before the first. A member that no rule has read is read by its neighbours.
/// </summary>
internal static partial class Series
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    public static NumberRule Member { get; } = new("series.member", IsJoint)
    {
        Finds = ["response rates were 11 vs. 16%", "72, 53 and 70% in the three arms", "plasma level was 0.2 and 1.1 ng/mL"],
        Ignores = ["in 5 studies of 10%", "grade 3 or 4"],
    };

    private static readonly WordSet Joints = new("and", "or", "to", "vs", "vs.", "v", "versus", "compared with", "compared to", "as compared with", "as compared to", "against");

    /// <summary>Whether what stands between two numbers makes them members of a list or a pair: a comma, "and", "vs".</summary>
    private static bool IsJoint(ReadOnlySpan<char> gap)
    {
        ReadOnlySpan<char> joint = gap.Trim();
        return joint is [',' or '/' or ';' or '-'] || Joints.Holds(joint.TrimStart(',').TrimStart().TrimEnd(','));
    }

    /// <summary>The readings with those added that a row implies.</summary>
    public static List<Reading> Complete(NumberLine line, List<Reading> readings)
    {
        Reading?[] owner = new Reading?[line.Count];
        foreach (Reading reading in readings)
        {
            Array.Fill(owner, reading, reading.First, reading.Last - reading.First + 1);
        }

        List<Reading> added = [];
        bool replaced = false;
        void Add(int at, Draft draft)
        {
            Reading reading = new(Member.Name, at, at, 0) { Drafts = [draft] };
            replaced |= owner[at] is not null;
            owner[at] = reading;
            added.Add(reading);
        }

        // From right to left: what stands behind the last belongs to those before it.
        for (int i = line.Count - 2; i >= 0; i--)
        {
            if (Member.Fits(line.Gap(i + 1)) && IsBare(line, i) && !line[i].InWords && !(line[i].IsCount && NoResults.Ordinal.Fits(line.Before(i, 24))) && ValueOf(owner[i + 1], i + 1) is { } next)
            {
                bool percent = line[next.At].Percent || next.SharesPercent;
                if (!IsOpen(owner[i]) && !(percent && owner[i]?.Rule == Values.Named.Name && (VersusRegex().IsMatch(line.Gap(i + 1)) || line[i].Number.Decimals > 0)))
                {
                    continue;
                }

                if (owner[i] is not null && (!percent || next.Spread is not null))
                {
                    continue;
                }

                bool unit = line[next.At].Unit is not null || next.Unit is not null;
                if (percent && line[next.At].Spread(next) || (!percent && !unit && line[i].Number.Decimals == 0))
                {
                    continue;
                }

                Add(i, new Draft(i, Member.Name) { SharesPercent = percent, Unit = percent ? null : next.Unit ?? (unit ? line.UnitOf(next.At).ToString() : null), Confidence = 0.85 });
            }
        }

        // From left to right: the statistic stands at the first, and each further value in the same construction.
        Draft? last = null;
        for (int i = 0; i < line.Count; i++)
        {
            if (ValueOf(owner[i], i) is { } value)
            {
                last = value.Statistic == Statistic.Count ? null : value;
            }
            else if (last is not null && (owner[i] is null || IsMeasureLike(line, owner[i], last, i)) && Continues(line, last, i))
            {
                Draft draft = new(i, Member.Name) { SharesPercent = line[last.At].Percent || last.SharesPercent, Unit = UnitFor(line, last, i), Confidence = 0.8 };
                Add(i, draft);
                last = draft;
            }
        }

        return added.Count == 0 ? readings
            : !replaced ? [.. readings.Concat(added).OrderBy(reading => reading.First)]
            : [.. readings.Where(reading => owner[reading.First] == reading).Concat(added).OrderBy(reading => reading.First)];
    }

    /// <summary>Whether a number has no reading, or one from its brackets or verb alone, which a percent sign behind the row outweighs.</summary>
    private static bool IsOpen(Reading? reading) =>
        reading is null || reading.Rule == Values.Bracketed.Name || reading.Rule == Values.Stated.Name;

    private static bool IsBare(NumberLine line, int i) => !line[i].Percent && line[i].Unit is null && !line[i].Hyphened && line[i].Bound == Comparison.Equal;

    /// <summary>"2.1 years with the first, 2.0 years with the second": read as a time or dose at first, it has the unit of the value before.</summary>
    private static bool IsMeasureLike(NumberLine line, Reading? reading, Draft last, int i)
    {
        if (reading is not { Rule: var rule, Last: var end, First: var first } || !(rule == NoResults.Time.Name || rule == NoResults.Dose.Name) || line[end].Unit is null || (first != end && line[i].Number.Decimals == 0))
        {
            return false;
        }

        return line.UnitOf(end).SequenceEqual(UnitOf(line, last))
            || (rule == NoResults.Time.Name && UnitOf(line, last).IsEmpty && !line[last.At].Percent && !last.SharesPercent && (Member.Fits(line.Gap(i)) || (line[i].Number.Decimals > 0 && line[i].Number.Decimals == line[last.At].Number.Decimals)));
    }

    private static bool Continues(NumberLine line, Draft last, int i)
    {
        if (line[i].InWords || line[i].Percent || line[i].Hyphened || line[i].Bound != Comparison.Equal)
        {
            return false;
        }

        bool unit = line[i].Unit is not null;
        if ((line[last.At].Percent || last.SharesPercent) && (unit || !Member.Fits(line.Gap(i))))
        {
            return false;
        }

        int start = line[last.At].Reach.End;
        int length = line[i].Reach.Start - start;
        if (unit ? !UnitOf(line, last).IsEmpty && !line.UnitOf(i).SequenceEqual(UnitOf(line, last))
            : line[i].Number.Decimals == 0 && line[last.At].Number.Decimals > 0 && !(line.After(last.At, 4).SequenceEqual(line.After(i, 4)) && ArmFollowsRegex().IsMatch(line.After(i, 6))))
        {
            return false;
        }

        return length is > 0 and < 110 && (Member.Fits(line.Gap(i)) || PairRegex().IsMatch(line.Text.AsSpan(start, length)))
            && (unit || line[i].Number.Decimals > 0 || MemberEndRegex().IsMatch(line.After(i, 12)));
    }

    private static ReadOnlySpan<char> UnitOf(NumberLine line, Draft draft) => draft.Unit is { } unit ? unit : line.UnitOf(draft.At);

    private static string? UnitFor(NumberLine line, Draft last, int i) =>
        line[last.At].Percent || last.SharesPercent ? null : line[i].Unit is not null ? line.UnitOf(i).ToString() : UnitOf(line, last) is { IsEmpty: false } unit ? unit.ToString() : null;

    private static bool Spread(this Numeral numeral, Draft draft) => draft.Spread is not null && numeral.Percent;

    /// <summary>What a number is a value of: at the ends of a reading its first.</summary>
    private static Draft? ValueOf(Reading? reading, int at)
    {
        for (int i = 0; i < reading?.Drafts.Count; i++)
        {
            if (reading.Drafts[i].At == at || reading.Last == at || reading.First == at)
            {
                return reading.Drafts[i];
            }
        }

        return null;
    }

    /// <summary>"a rate of 33 versus 27%": a name before the first does not outweigh the sign behind what it is set against.</summary>
    [GeneratedRegex(@"^\s(?:vs\.?|versus|v)\s$", Options)]
    private static partial Regex VersusRegex();

    /// <summary>"4.5 in the first arm and 5 in the second": a whole number beside one with a fraction, in the same words.</summary>
    [GeneratedRegex(@"^\s(?:in|with|for)\s", Options)]
    private static partial Regex ArmFollowsRegex();

    /// <summary>"11.7 days in the first group vs 14.4 in the other": a few words of a group between, and no word of time before the number.</summary>
    [GeneratedRegex(@"^[\)\]]?(?:\s(?:[\w\-/\(\)\+]|\.\d){1,20}){0,9}?(?:\s\([^\(\)]{1,40}\))?(?:[,;]|\s(?:vs\.?|v|versus|and|compared\s(?:with|to)|than|against))(?:\s(?!after\b|at\b|within\b|during\b|over\b|from\b|p\b|n\b)[\w\-/\(\)\+]{1,20},?){0,7}?[\s\(\[]{1,2}[~≈]?$", Options)]
    private static partial Regex PairRegex();

    [GeneratedRegex(@"^\s?(?:[\)\];,\.]|(?:for|in|with|vs|versus|among|at)\b|$)", Options)]
    private static partial Regex MemberEndRegex();
}
