
namespace AbstractMiner.Stages.Linking;

/// <summary>How a p-value and the row that it stands on are most plainly put together.</summary>
public enum PWay
{
    /// <summary>"P = 0.47 and 0.31, respectively".</summary>
    ListOrder,

    /// <summary>"(HR 1.47; P = 0.002)".</summary>
    Contrast,

    /// <summary>"from 26 to 23.9 mmHg, P &lt; 0.01": the later one.</summary>
    AfterRow,

    /// <summary>"(control 38.6% vs monitoring 32.6%; P > 0.05)": the one that is no control.</summary>
    Intervention,

    /// <summary>"(41% v 63%; P &lt;.001)": the first-named.</summary>
    FirstNamed,

    /// <summary>The one number before it.</summary>
    Only,

    /// <summary>"remained higher (p&lt;0.05) for A (1635)": the next.</summary>
    Next,
    Nothing,
}

/// <summary>Guesses the row of a p-value by the guideline: the contrast's own number, the later of a before and after, else the intervention's or first-named.</summary>
internal static class PRule
{
    public static (int Row, PWay Way) Guess(SentenceFrame frame, int p, IReadOnlyList<Linked> linked, bool[] taken)
    {
        if (linked.Count == 0 || linked[0].Frame != frame)
        {
            return (-1, PWay.Nothing);
        }

        (int start, int end) = PLink.ClusterOf(frame, p);
        (int order, int all) = PLink.Run(frame, p);
        if (all > 1)
        {
            (int first, int last) = PLink.ClusterOf(frame, p - order);
            for (int i = last - 1; i >= first; i--)
            {
                if (frame.EstimateLists[i].Size == all && frame.EstimateLists[i].Index == order && !(order == 0 && taken[i]))
                {
                    int list = frame.EstimateLists[i].List;
                    while (i > 0 && EarlierOfSize(frame, i, all, order, first) is var earlier and >= 0)
                    {
                        i = earlier; // the first-named of several lists
                    }

                    return (i, PWay.ListOrder);
                }
            }
        }

        int open = frame.BracketOf(frame.PPlaces[p].First);
        if (open >= 0)
        {
            int inside = end;
            while (inside > start && frame.BracketOf(frame.EstimatePlaces[inside - 1].First) == open)
            {
                inside--;
            }

            // "in A (14%) than in B (10%; p < 0.05)": the bracket of the second holds the test of both.
            start = inside < end && !(inside == end - 1 && inside > start && IsCompared(frame, inside)) ? inside : start;
        }

        if (start == end)
        {
            bool next = all == 1 && end < linked.Count && !taken[end] && frame.EstimatePlaces[end].First - frame.PPlaces[p].Last < 14
                && !(p + 1 < frame.PPlaces.Length && frame.PPlaces[p + 1].First < frame.EstimatePlaces[end].First) && (p == 0 || start == 0);
            return next ? (end, PWay.Next) : (-1, PWay.Nothing);
        }

        for (int i = end - 1; i >= start; i--)
        {
            if (PLink.IsContrast(linked, i, start, end))
            {
                return (i, PWay.Contrast);
            }
        }

        // The trailing numbers of one kind and one outcome are what is compared.
        int from = end - 1;
        while (from > start && linked[from - 1].Mention.Statistic == linked[from].Mention.Statistic && SameOutcome(linked[from - 1], linked[from]))
        {
            from--;
        }

        if (from == end - 1)
        {
            return (from, PWay.Only);
        }

        if ((PLink.IsBaseline(linked[from]) && !PLink.IsBaseline(linked[end - 1])) || frame.Is(frame.EstimatePlaces[from].First - 1, "from"))
        {
            return (end - 1, PWay.AfterRow);
        }

        if (PLink.IsControl(linked[from]))
        {
            for (int i = from + 1; i < end; i++)
            {
                if (!PLink.IsControl(linked[i]))
                {
                    return (i, PWay.Intervention);
                }
            }
        }

        return (from, PWay.FirstNamed);
    }

    /// <summary>Whether an estimate is set against the one before, and both are of one kind.</summary>
    private static bool IsCompared(SentenceFrame frame, int estimate) =>
        frame.Estimates[estimate - 1].Statistic == frame.Estimates[estimate].Statistic && frame.IsAgainst(frame.EstimatePlaces[estimate - 1].Last + 1, frame.EstimatePlaces[estimate].First);

    private static int EarlierOfSize(SentenceFrame frame, int from, int size, int index, int first)
    {
        for (int i = from - 1; i >= first; i--)
        {
            if (frame.EstimateLists[i].List != frame.EstimateLists[from].List && frame.EstimateLists[i].Size == size && frame.EstimateLists[i].Index == index)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool SameOutcome(Linked one, Linked other) =>
        one.Outcome is null || other.Outcome is null || one.Outcome.Span.Overlaps(other.Outcome.Span)
        || one.Outcome.Span.In(one.Frame.Text).Equals(other.Outcome.Span.In(other.Frame.Text), StringComparison.OrdinalIgnoreCase)
        || (one.Frame == other.Frame && one.Frame.EstimateLists[one.Estimate].List == other.Frame.EstimateLists[other.Estimate].List && one.Frame.EstimateLists[one.Estimate].Versus);
}
