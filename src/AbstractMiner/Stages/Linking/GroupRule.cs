using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Linking;

/// <summary>How a group and a number are most plainly put together; the model learns how far each way can be trusted.</summary>
public enum GroupWay
{
    /// <summary>"72, 53 and 70% in A, B and C".</summary>
    ListOrder,

    /// <summary>"56.6% for ivermectin".</summary>
    After,

    /// <summary>"the visual group (3.4)".</summary>
    BracketHead,

    /// <summary>"(letrozole, 26%; tamoxifen, 22%)".</summary>
    Label,

    /// <summary>"lower in A than in B (10.9% vs 20.5%)".</summary>
    Versus,

    /// <summary>The second of a pair beside the only group that is named: the other arm.</summary>
    OtherArm,

    /// <summary>The first group that a contrast names.</summary>
    Contrast,

    /// <summary>The one group named before the number.</summary>
    Subject,

    /// <summary>The order of the list before.</summary>
    Parallel,

    /// <summary>No group in sight, but the two arms of the abstract.</summary>
    ArmsOfAbstract,

    /// <summary>As the estimate before.</summary>
    Again,
    Nobody,
}

/// <summary>Guesses the group of a number by the commonest ways of writing, the surest first.</summary>
internal static class GroupRule
{
    public static (GroupMention? Group, GroupWay Way) Guess(LinkContext context, SentenceFrame frame, int estimate, Linked? before, Linked? parallel)
    {
        Place target = frame.EstimatePlaces[estimate];
        ListPlace list = frame.EstimateLists[estimate];
        int arms = frame.Arms;
        bool contrast = Stats.IsContrast(frame.Estimates[estimate].Statistic) || IsComparative(frame, target);
        if (list.Size > 1 && InList(frame, target, list) is { } ordered)
        {
            return (ordered, GroupWay.ListOrder);
        }

        if (!(contrast && arms > 1))
        {
            int next = estimate + 1 < frame.EstimatePlaces.Length ? frame.EstimatePlaces[estimate + 1].First : frame.Words.Count;
            int last = estimate > 0 ? frame.EstimatePlaces[estimate - 1].Last : -1;
            for (int i = 0; i < frame.GroupPlaces.Length; i++)
            {
                Place place = frame.GroupPlaces[i];
                if (frame.ArmOrder[i] < 0)
                {
                    continue;
                }

                int prep = Bins.Before(frame, place.First);
                if (place.First > target.Last && place.Last < next && prep is >= 1 and <= 6 && Gap(frame, target.Last + 1, place.First) <= 3 && frame.ClauseOf(place.First) == frame.ClauseOf(target.Last))
                {
                    return (frame.Groups[i], GroupWay.After);
                }
            }

            for (int i = frame.GroupPlaces.Length - 1; i >= 0; i--)
            {
                Place place = frame.GroupPlaces[i];
                if (frame.ArmOrder[i] < 0 || place.Last >= target.First || place.Last < last)
                {
                    continue;
                }

                int open = frame.BracketOf(target.First);
                if (open >= 0 && open > place.Last && open - place.Last <= 2 && list.Size == 1)
                {
                    return (frame.Groups[i], GroupWay.BracketHead);
                }

                if (open >= 0 && frame.BracketOf(place.First) == open && target.First - place.Last <= 4)
                {
                    return (frame.Groups[i], GroupWay.Label);
                }

                break;
            }
        }

        if (list is { Versus: true, Size: 2 } && arms >= 2 && !contrast)
        {
            return (ArmAt(frame, list.Index), GroupWay.Versus);
        }

        if (contrast && arms > 0)
        {
            for (int i = 0; i < frame.GroupPlaces.Length; i++)
            {
                if (frame.ArmOrder[i] >= 0 && Bins.Before(frame, frame.GroupPlaces[i].First) is not (7 or 8))
                {
                    return (frame.Groups[i], GroupWay.Contrast);
                }
            }

            return context.DocArms.Find(arm => arm.Arm != ArmAt(frame, 0)!.Arm) is { } tested ? (tested, GroupWay.Contrast) : (ArmAt(frame, 0), GroupWay.Contrast);
        }

        if (list is { Size: 2 } && arms == 1 && list.Index == 1)
        {
            int only = ArmAt(frame, 0)!.Arm ?? -1;
            return context.DocArms.Find(arm => arm.Arm != only) is { } other ? (other, GroupWay.OtherArm) : (null, GroupWay.Nobody);
        }

        for (int i = frame.GroupPlaces.Length - 1; i >= 0; i--)
        {
            if (frame.ArmOrder[i] >= 0 && frame.GroupPlaces[i].Last < target.First)
            {
                return (frame.Groups[i], GroupWay.Subject);
            }
        }

        if (arms == 0 && list.Size > 1 && parallel?.Group is { } same)
        {
            return (same, GroupWay.Parallel);
        }

        if (arms == 0 && list is { Versus: true, Size: 2 } && context.DocArms.Count >= 2)
        {
            return (context.DocArms[list.Index], GroupWay.ArmsOfAbstract);
        }

        if (arms == 0 && contrast && context.DocArms.Count > 1)
        {
            return (context.DocArms[0], GroupWay.ArmsOfAbstract);
        }

        if (arms == 0 && before?.Group is { } again)
        {
            return (again, GroupWay.Again);
        }

        return arms > 0 ? (ArmAt(frame, 0), GroupWay.Subject) : (null, GroupWay.Nobody);
    }

    /// <summary>"40% lower than", "28% higher".</summary>
    private static bool IsComparative(SentenceFrame frame, Place target)
    {
        for (int i = target.Last + 1; i < Math.Min(target.Last + 4, frame.Words.Count); i++)
        {
            if (frame.Is(i, "lower") || frame.Is(i, "higher") || frame.Is(i, "less") || frame.Is(i, "fewer") || frame.Is(i, "greater") || frame.Is(i, "more"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The member at the estimate's place in a list of groups of the same size, the nearest that follows or else the nearest before.</summary>
    private static GroupMention? InList(SentenceFrame frame, Place target, ListPlace list)
    {
        GroupMention? before = null;
        for (int i = 0; i < frame.GroupLists.Length; i++)
        {
            if (frame.GroupLists[i].Size == list.Size && frame.GroupLists[i].Index == list.Index && frame.ArmOrder[i] >= 0)
            {
                if (frame.GroupPlaces[i].First > target.Last)
                {
                    return frame.Groups[i];
                }

                before = frame.Groups[i];
            }
        }

        return before;
    }

    private static GroupMention? ArmAt(SentenceFrame frame, int order)
    {
        int at = Array.IndexOf(frame.ArmOrder, order);
        return at < 0 ? null : frame.Groups[at];
    }

    /// <summary>The words between a number and its group, brackets, units and signs apart.</summary>
    private static int Gap(SentenceFrame frame, int from, int to)
    {
        int words = 0;
        for (int i = from; i < to; i++)
        {
            if (frame.Words[i].Class == WordClass.Open && frame.BracketOf(i) == frame.BracketOf(from))
            {
                while (i < to && !(frame.Words[i].Class == WordClass.Close && frame.BracketOf(i) == frame.BracketOf(from)))
                {
                    i++;
                }

                continue;
            }

            words += frame.Words[i].Class is WordClass.Word or WordClass.Preposition or WordClass.Verb or WordClass.Adverb or WordClass.Conjunction ? 1 : 0;
        }

        return words;
    }
}
