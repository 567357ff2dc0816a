using System.Collections.Frozen;

namespace AbstractMiner.Stages.Linking;

/// <summary>How an outcome and a number are most plainly put together.</summary>
public enum OutcomeWay
{
    /// <summary>As the member before in the list.</summary>
    Partner,

    /// <summary>"CDAI, HBI and dose fell by 62, 3 and 4".</summary>
    ListOrder,

    /// <summary>"(median PFS, 20.2 months)".</summary>
    Label,

    /// <summary>"response rates (11 vs 16%)".</summary>
    BracketHead,

    /// <summary>"a recurrence rate of 5.6%".</summary>
    Of,

    /// <summary>"40 (58%) achieved remission", "29 deaths".</summary>
    Predicate,

    /// <summary>"the cure rate was 72%".</summary>
    Subject,

    /// <summary>As the estimate before.</summary>
    Again,
    Nothing,
}

/// <summary>Guesses the outcome of a number by the commonest ways of writing, the surest first.</summary>
internal static class OutcomeRule
{
    private static readonly FrozenSet<string> Idle = "patients women men children subjects participants individuals group groups arm arms study analysis patient trial cases median mean months weeks years days controls them total number proportion percentage rate incidence frequency hr or ci p".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static (int Outcome, OutcomeWay Way) Guess(SentenceFrame frame, int estimate, Linked? before, bool[] usable)
    {
        Place target = frame.EstimatePlaces[estimate];
        ListPlace list = frame.EstimateLists[estimate];
        int kind = Stats.KindOf(frame.Estimates[estimate].Statistic);
        if (list.Size > 1 && !list.Versus)
        {
            for (int i = 0; i < frame.OutcomeLists.Length; i++)
            {
                if (usable[i] && frame.OutcomeLists[i].Size == list.Size && frame.OutcomeLists[i].Index == list.Index)
                {
                    return (i, OutcomeWay.ListOrder);
                }
            }
        }

        if (list.Index > 0 && before?.Outcome is not null)
        {
            return (-1, OutcomeWay.Partner);
        }

        int last = estimate > 0 ? frame.EstimatePlaces[estimate - 1].Last : -1;
        int next = estimate + 1 < frame.EstimatePlaces.Length ? frame.EstimatePlaces[estimate + 1].First : frame.Words.Count;
        int open = frame.BracketOf(target.First);
        if (open >= 0)
        {
            for (int i = 0; i < usable.Length; i++)
            {
                Place place = frame.OutcomePlaces[i];
                if (usable[i] && place.Last < target.First && place.First > Math.Max(open, last) && target.First - place.Last <= 4 && frame.BracketOf(place.First) == open)
                {
                    return (i, OutcomeWay.Label);
                }
            }

            for (int i = 0; i < usable.Length; i++)
            {
                if (usable[i] && frame.OutcomePlaces[i].Last < open && open - frame.OutcomePlaces[i].Last <= 2 && frame.OutcomePlaces[i].Last > last)
                {
                    return (i, OutcomeWay.BracketHead);
                }
            }
        }

        if (frame.Is(target.First - 1, "of"))
        {
            for (int i = 0; i < usable.Length; i++)
            {
                if (usable[i] && frame.OutcomePlaces[i].Last == target.First - 2)
                {
                    return (i, OutcomeWay.Of);
                }
            }
        }

        bool said = target.First > 0 && frame.Words[target.First - 1].Class is WordClass.Verb;
        if (kind <= 1 && !said)
        {
            for (int i = 0; i < usable.Length; i++)
            {
                Place place = frame.OutcomePlaces[i];
                if (usable[i] && place.First > target.Last && place.First < next && place.First - target.Last <= 9 && frame.BracketOf(place.First) == Outside(frame, target))
                {
                    return (i, OutcomeWay.Predicate);
                }
            }
        }

        int verb = target.First - 1;
        while (verb > last && frame.Words[verb].Class != WordClass.Verb)
        {
            verb--;
        }

        int limit = verb > last ? verb : target.First;
        int best = -1;
        for (int i = 0; i < usable.Length; i++)
        {
            Place place = frame.OutcomePlaces[i];
            if (usable[i] && place.Last < limit && place.Last > last && (best < 0 || place.Last > frame.OutcomePlaces[best].Last))
            {
                best = i;
            }
        }

        return best >= 0 ? (best, OutcomeWay.Subject) : before?.Outcome is not null ? (-1, OutcomeWay.Again) : (-1, OutcomeWay.Nothing);
    }

    /// <summary>Whether a phrase can be an outcome at all: it is more than people, groups, times and units.</summary>
    public static bool IsUsable(SentenceFrame frame, int outcome, int covered)
    {
        if (covered is 2 or 4)
        {
            return false;
        }

        Place place = frame.OutcomePlaces[outcome];
        for (int i = place.First; i <= place.Last; i++)
        {
            if (frame.Words[i].Class == WordClass.Word && !Idle.GetAlternateLookup<ReadOnlySpan<char>>().Contains(frame.Words[i].Span.In(frame.Text)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The bracket around the bracket that holds nothing but the number: "40 (58%) achieved".</summary>
    private static int Outside(SentenceFrame frame, Place target)
    {
        int open = frame.BracketOf(target.First);
        return open >= 0 && open >= target.First - 2 ? frame.BracketOf(open) : open;
    }
}
