using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Linking;

/// <summary>How a time and a number are most plainly put together.</summary>
public enum TimeWay
{
    /// <summary>"9, 8 and 6 at 1, 3 and 6 months".</summary>
    ListOrder,

    /// <summary>"at 3 (7.4) and 6 months (6.3)".</summary>
    BracketHead,

    /// <summary>"24.7% before and 10.4% after".</summary>
    After,

    /// <summary>"baseline 3.8".</summary>
    Label,

    /// <summary>The only time of the clause.</summary>
    Clause,

    /// <summary>The only time of the sentence.</summary>
    Sentence,

    /// <summary>The nearest before the number.</summary>
    Nearest,

    /// <summary>As the estimate before in its list.</summary>
    Again,
    Nothing,
}

/// <summary>Guesses the time of a number by the commonest ways of writing, the surest first.</summary>
internal static class TimeRule
{
    public static (TimeMention? Time, TimeWay Way) Guess(SentenceFrame frame, int estimate, Linked? before)
    {
        Place target = frame.EstimatePlaces[estimate];
        ListPlace list = frame.EstimateLists[estimate];
        int next = estimate + 1 < frame.EstimatePlaces.Length ? frame.EstimatePlaces[estimate + 1].First : frame.Words.Count;
        int last = estimate > 0 ? frame.EstimatePlaces[estimate - 1].Last : -1;
        if (list.Size > 1)
        {
            TimeMention? earlier = null;
            for (int i = 0; i < frame.TimeLists.Length; i++)
            {
                if (frame.TimeLists[i].Size == list.Size && frame.TimeLists[i].Index == list.Index)
                {
                    if (frame.TimePlaces[i].First > target.Last)
                    {
                        return (frame.Times[i], TimeWay.ListOrder);
                    }

                    earlier = frame.Times[i];
                }
            }

            if (earlier is not null)
            {
                return (earlier, TimeWay.ListOrder);
            }
        }

        int open = frame.BracketOf(target.First);
        for (int i = frame.TimePlaces.Length - 1; i >= 0; i--)
        {
            Place place = frame.TimePlaces[i];
            if (place.Last < target.First && place.Last > last)
            {
                if (open >= 0 && open > place.Last && open - place.Last <= 2)
                {
                    return (frame.Times[i], TimeWay.BracketHead);
                }

                if (target.First - place.Last <= 2)
                {
                    return (frame.Times[i], TimeWay.Label);
                }

                break;
            }
        }

        for (int i = 0; i < frame.TimePlaces.Length; i++)
        {
            if (frame.TimePlaces[i].First > target.Last && frame.TimePlaces[i].First < next && frame.TimePlaces[i].First - target.Last <= 6)
            {
                return (frame.Times[i], TimeWay.After);
            }
        }

        int inClause = -1;
        int nearest = -1;
        int count = 0;
        for (int i = 0; i < frame.TimePlaces.Length; i++)
        {
            if (frame.ClauseOf(frame.TimePlaces[i].First) == frame.ClauseOf(target.First))
            {
                inClause = i;
                count++;
            }

            nearest = frame.TimePlaces[i].Last < target.First ? i : nearest;
        }

        return count == 1 ? (frame.Times[inClause], TimeWay.Clause)
            : frame.Times.Length == 1 ? (frame.Times[0], TimeWay.Sentence)
            : nearest >= 0 ? (frame.Times[nearest], TimeWay.Nearest)
            : before?.Time is { } again ? (again, TimeWay.Again)
            : (null, TimeWay.Nothing);
    }
}
