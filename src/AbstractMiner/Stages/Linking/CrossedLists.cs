using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>
/// A list of numbers that its sentence crosses with two lists of names, so that it can be read two ways: in "overall and
/// disease-free survival were 91%, 84%, 88% and 79% in the early and late groups" the second number may be of either outcome.
/// Told, whatever the links have chosen. Numbers that are set against each other ("3 vs 4") are of the arms; where both are linked
/// to the same group, at the same time, for the same outcome, one of them is not where it belongs: that is told too.
/// </summary>
internal static partial class CrossedLists
{
    /// <param name="context">With the links that were decided.</param>
    public static List<Flag> In(LinkContext context)
    {
        List<Flag> flags = [];
        foreach (SentenceFrame frame in context.Frames)
        {
            for (int first = 0; first < frame.Estimates.Length; first += frame.EstimateLists[first].Size)
            {
                ListPlace list = frame.EstimateLists[first];
                string? ways = list.Size < 2 ? null
                    : !list.Versus && Crossing(context, frame, first, list.Size) is { } names ? $"{names}: the text does not tell which number is of which."
                    : (list.Versus || (frame.Respectively >= 0 && !IsTold(frame, list.Size))) && Undivided(context, frame, first, list.Size) is { } group ? $"set apart, two of them linked to {group} alike: one of these is of something else."
                    : null;
                if (ways is not null)
                {
                    TextSpan span = frame.Estimates[first].Span.Hull(frame.Estimates[first + list.Size - 1].Span);
                    flags.Add(new Flag(FlagKind.AmbiguousMapping, span, $"{list.Size} numbers, {ways}"));
                }
            }
        }

        return flags;
    }

    /// <summary>Whether a list of as many names stands in the sentence, to which its "respectively" may refer.</summary>
    private static bool IsTold(SentenceFrame frame, int size) =>
        Array.Exists(frame.GroupLists, names => names.Size == size) || Array.Exists(frame.TimeLists, names => names.Size == size) || Array.Exists(frame.OutcomeLists, names => names.Size == size);

    /// <summary>The group that two neighbours of a list are both linked to, with everything else the same as well; null for none.</summary>
    private static string? Undivided(LinkContext context, SentenceFrame frame, int first, int size)
    {
        List<Linked> rows = context.History.FindAll(row => row.Frame == frame && row.Estimate >= first && row.Estimate < first + size);
        for (int i = 1; i < rows.Count; i++)
        {
            (Linked one, Linked other) = (rows[i - 1], rows[i]);
            if (one.Group is { } group && group.Arm == other.Group?.Arm && one.Mention.Statistic == other.Mention.Statistic && IsSame(one.Outcome, other.Outcome) && IsSame(one.Time, other.Time))
            {
                return $"\"{group.Span.Of(frame.Text)}\"";
            }
        }

        return null;

        bool IsSame(Mention? one, Mention? other) => one is null ? other is null : other is not null && one.Span.In(frame.Text).SequenceEqual(other.Span.In(frame.Text));
    }

    /// <summary>The two lists of names that a list of numbers may be read along, in words; null where there is one way to read it.</summary>
    private static string? Crossing(LinkContext context, SentenceFrame frame, int first, int size)
    {
        int last = first + size - 1;
        int arms = Names(frame, first, last, frame.GroupPlaces, frame.GroupLists);
        int times = Math.Max(Names(frame, first, last, frame.TimePlaces, frame.TimeLists), HyphenedTimes(frame, first));
        int outcomes = arms > 1 || times > 1 ? Outcomes(context, frame, last) : 0;
        // Two things that happen may be one outcome ("nausea and vomiting"); two that are measured are not.
        int measured = frame.Estimates[first].Statistic is Statistic.Percent or Statistic.Count ? 0 : outcomes;
        return AreSame(arms, times) || AreCrossed(arms, times) ? $"{arms} arms and {times} times"
            : AreSame(arms, measured) || AreCrossed(arms, outcomes) ? $"{arms} arms and {outcomes} outcomes"
            : AreSame(times, measured) || AreCrossed(times, outcomes) ? $"{times} times and {outcomes} outcomes"
            : null;

        // Beside other numbers each list of names may have numbers of its own.
        bool AreSame(int one, int other) => one == size && other == size && frame.Respectively < 0 && AreAlone(frame, first, last);

        // A list of its own size tells whose the numbers are; so do blocks, where one of the lists alone has as many names.
        bool AreCrossed(int one, int other) => one > 1 && other > 1 && one * other == size && arms != size && times != size && outcomes != size
            && AreAlike(frame, first, last) && (one == other || !HasBlocks(frame, first, last));
    }

    /// <summary>How many names are in the longest list that ends in "and" and has no numbers in it or between it and the numbers; 0 where there is none.</summary>
    private static int Names(SentenceFrame frame, int first, int last, Place[] places, ListPlace[] lists)
    {
        int longest = 0;
        for (int from = 0; from < lists.Length; from += lists[from].Size)
        {
            int size = lists[from].Size;
            int to = from + size - 1;
            if (size > Math.Max(1, longest) && HasAnd(frame, places[to - 1], places[to])
                && (places != frame.GroupPlaces || AreArms(frame, from, to))
                && frame.ClauseOf(places[from].First) == frame.ClauseOf(frame.EstimatePlaces[first].First)
                && IsBeside(frame, first, last, new Place(places[from].First, places[to].Last)))
            {
                longest = size;
            }
        }

        return longest;
    }

    private static bool IsBeside(SentenceFrame frame, int first, int last, Place names)
    {
        for (int i = 0; i < frame.EstimatePlaces.Length; i++)
        {
            Place other = frame.EstimatePlaces[i];
            bool inside = other.First > names.First && other.Last < names.Last;
            bool between = i < first ? other.First > names.First : i > last && other.Last < names.Last;
            if (inside || between)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreArms(SentenceFrame frame, int from, int to)
    {
        HashSet<int> arms = [];
        for (int i = from; i <= to; i++)
        {
            if (frame.ArmOrder[i] < 0 || !arms.Add(frame.ArmOrder[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasAnd(SentenceFrame frame, Place from, Place to)
    {
        for (int i = from.Last + 1; i < to.First; i++)
        {
            if (frame.Is(i, "and") || frame.Is(i, "or"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many times are strung together before the numbers: "the 2- and 5-year rates".</summary>
    private static int HyphenedTimes(SentenceFrame frame, int first)
    {
        ReadOnlySpan<char> before = frame.Text.AsSpan(frame.Sentence.Span.Start, frame.Estimates[first].Span.Start - frame.Sentence.Span.Start);
        foreach (ValueMatch match in HyphenedRegex().EnumerateMatches(before))
        {
            return before.Slice(match.Index, match.Length).Count('-');
        }

        return 0;
    }

    /// <summary>How many outcomes are strung together in the one that the last number is linked to ("pain and itching scores") or end in it ("overall and disease-free survival").</summary>
    private static int Outcomes(LinkContext context, SentenceFrame frame, int last)
    {
        OutcomeMention? outcome = context.History.Find(linked => linked.Frame == frame && linked.Estimate == last)?.Outcome;
        if (outcome is null || !frame.Sentence.Span.Covers(outcome.Span))
        {
            return 0;
        }

        TextSpan span = outcome.Span;
        int strung = AndRegex().Count(span.In(frame.Text)) + 1;
        int place = frame.PlaceOf(span).First;
        if (strung == 1 && frame.Is(place - 1, "and") && place > 1 && (frame.Words[place - 2].Class is WordClass.Word || frame.Is(place - 2, "overall")))
        {
            (strung, span) = (2, frame.Words[place - 2].Span.Hull(span));
        }

        // "the first and second group", "the 2-year and 3-year survival": no outcomes are strung there.
        return frame.Groups.Any(group => group.Span.Overlaps(span)) || frame.Times.Any(time => time.Span.Overlaps(span)) ? 0 : strung;
    }

    private static bool AreAlone(SentenceFrame frame, int first, int last)
    {
        int clause = frame.ClauseOf(frame.EstimatePlaces[first].First);
        for (int i = 0; i < frame.EstimatePlaces.Length; i++)
        {
            if ((i < first || i > last) && frame.ClauseOf(frame.EstimatePlaces[i].First) == clause)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreAlike(SentenceFrame frame, int first, int last)
    {
        for (int i = first + 1; i <= last; i++)
        {
            if (frame.Estimates[i].Statistic != frame.Estimates[first].Statistic)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An "and" before the last one groups the numbers.</summary>
    private static bool HasBlocks(SentenceFrame frame, int first, int last)
    {
        for (int i = first; i < last - 1; i++)
        {
            if (HasAnd(frame, frame.EstimatePlaces[i], frame.EstimatePlaces[i + 1]))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\b\d{1,2}-(?:(?:,\s?|,?\s(?:and|or)\s)\d{1,2}-){1,5}\s?(?:year|month|week|day|hour)s?\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex HyphenedRegex();

    [GeneratedRegex(@"\sand\s", RegexOptions.CultureInvariant)]
    private static partial Regex AndRegex();
}
