using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>
/// On which row a p-value stands: the intervention's or first-named of a contrast, the contrast's own ratio or difference where
/// it prints one, the later of a before and after. None where no number is printed for what it tests.
/// </summary>
internal static class PLink
{
    private static readonly string[] Roles = ["neutral", "control", "baseline", "contrast"];
    private static readonly string[] Positions = ["only", "first", "middle", "last"];

    private static readonly FeatureNames Way = new("rule", Enum.GetNames<PWay>(), Bins.YesNo);
    private static readonly FeatureNames Sided = new("side", Bins.Sides, Bins.Brackets);
    private static readonly FeatureNames ClusterHas = new("the cluster has", ["nothing more", "a contrast", "a baseline", "a control"], Roles, Positions);
    private static readonly FeatureNames Statistics = new("statistic", Stats.Kinds, Bins.Sides);
    private static readonly FeatureNames Taken = new("has a p-value already", Bins.YesNo);
    private static readonly FeatureNames Reaches = new("the number is", ["of its own", "behind it", "before the last p-value", "before the last p-value, with others between"], Bins.YesNo);
    private static readonly FeatureNames Elsewhere = new("sentence before", FeatureNames.UpTo(3), Roles);
    private static readonly FeatureNames None = new("none", FeatureNames.UpTo(3), FeatureNames.UpTo(2));
    private static readonly FeatureNames NoneBracket = new("none, p in bracket", Bins.YesNo, ["no estimate in it", "an estimate in it"]);

    /// <param name="linked">The estimates of the sentence with their links, in order; those of the sentence before where it has none.</param>
    /// <param name="taken">For each, whether an earlier p-value stands on it.</param>
    public static List<LinkOption> Options(LinkContext context, SentenceFrame frame, int p, IReadOnlyList<Linked> linked, bool[] taken)
    {
        List<LinkOption> options = new(linked.Count + 1);
        FeatureLists features = context.Features;
        features.Clear();
        Place place = frame.PPlaces[p];
        (int clusterStart, int clusterEnd) = ClusterOf(frame, p);
        bool contrast = false;
        bool baseline = false;
        bool control = false;
        for (int i = clusterStart; i < clusterEnd && i < linked.Count; i++)
        {
            int role = RoleOf(linked, i, clusterStart, clusterEnd);
            contrast |= role == 3;
            baseline |= role == 2;
            control |= role == 1;
        }

        int has = contrast ? 1 : baseline ? 2 : control ? 3 : 0;
        (int guess, PWay way) = PRule.Guess(frame, p, linked, taken);
        int bracketed = frame.BracketOf(place.First) >= 0 ? 1 : 0;
        bool shares = false;
        for (int i = 0; i < linked.Count; i++)
        {
            Linked row = linked[i];
            int role = RoleOf(linked, i, clusterStart, clusterEnd);
            if (row.Frame != frame)
            {
                features.Add(Elsewhere[Math.Min(linked.Count - 1 - i, 3), role]);
            }
            else
            {
                Place target = frame.EstimatePlaces[row.Estimate];
                Side side = target.Last < place.First ? Side.Before : Side.After;
                int ours = frame.BracketOf(target.First);
                int theirs = frame.BracketOf(place.First);
                BracketRelation bracket = ours == theirs ? BracketRelation.Same : theirs == target.Last + 1 ? BracketRelation.Head : ours < 0 ? BracketRelation.MentionInside : theirs < 0 ? BracketRelation.EstimateInside : BracketRelation.Apart;
                shares |= bracket == BracketRelation.Same;
                bool inside = row.Estimate >= clusterStart && row.Estimate < clusterEnd;
                int size = clusterEnd - clusterStart;
                int position = size == 1 ? 0 : row.Estimate == clusterStart ? 1 : row.Estimate == clusterEnd - 1 ? 3 : 2;
                features.Add(
                    Sided[(int)side, (int)bracket],
                    Statistics[Stats.KindOf(row.Mention.Statistic), (int)side],
                    Taken[taken[i] ? 1 : 0]);
                features.Add(Reaches[inside ? 0 : row.Estimate >= clusterEnd ? 1 : size == 0 ? 2 : 3, taken[i] ? 1 : 0]);
                if (inside)
                {
                    features.Add(ClusterHas[has, role, position]);
                }
            }

            features.Add(Way[(int)way, i == guess ? 1 : 0]);
            options.Add(new LinkOption(row.Mention, features.Take()));
        }

        features.Add(
            None[Math.Min(frame.Estimates.Length, 3), bracketed],
            Way[(int)way, guess < 0 ? 1 : 0],
            NoneBracket[bracketed, shares ? 1 : 0]);
        options.Add(new LinkOption(null, features.Take()));
        return options;
    }

    /// <summary>The estimates between the p-value before and this one.</summary>
    public static (int Start, int End) ClusterOf(SentenceFrame frame, int p)
    {
        int from = p > 0 ? frame.PPlaces[p - 1].Last : -1;
        int start = 0;
        while (start < frame.EstimatePlaces.Length && frame.EstimatePlaces[start].First <= from)
        {
            start++;
        }

        int end = start;
        while (end < frame.EstimatePlaces.Length && frame.EstimatePlaces[end].First < frame.PPlaces[p].First)
        {
            end++;
        }

        return (start, end);
    }

    /// <summary>Which of a list of p-values without estimates between them this one is.</summary>
    public static (int Order, int All) Run(SentenceFrame frame, int p)
    {
        int first = p;
        while (first > 0 && ClusterOf(frame, first) is var (start, end) && start == end)
        {
            first--;
        }

        int last = p;
        while (last + 1 < frame.PPlaces.Length && ClusterOf(frame, last + 1) is var (start, end) && start == end)
        {
            last++;
        }

        return (p - first, last - first + 1);
    }

    /// <summary>"P &lt; 0.001 for all comparisons", "P ≤ 0.03 in both".</summary>
    public static bool HoldsForAll(SentenceFrame frame, int p)
    {
        int after = frame.PPlaces[p].Last + 1;
        return frame.PValues[p].ForAll || ((frame.Is(after, "for") || frame.Is(after, "in")) && (frame.Is(after + 1, "all") || frame.Is(after + 1, "both") || frame.Is(after + 1, "each")));
    }

    public static bool IsBaseline(Linked row) => row.Time is { Days: 0 };

    public static bool IsControl(Linked row) => row.Group is { } group && ControlWords.In(group.Span.In(row.Frame.Text));

    /// <summary>Whether a row tells the two sides of a contrast in one number: of differences that stand side by side, "(-6.3 versus +2.1 kg)", each is the change of a group.</summary>
    public static bool IsContrast(IReadOnlyList<Linked> rows, int row, int start, int end)
    {
        Statistic statistic = rows[row].Mention.Statistic;
        if (statistic == Statistic.MeanDifference)
        {
            for (int i = start; i < end && i < rows.Count; i++)
            {
                if (i != row && rows[i].Mention.Statistic == statistic)
                {
                    return false;
                }
            }
        }

        return Stats.IsContrast(statistic);
    }

    private static int RoleOf(IReadOnlyList<Linked> rows, int row, int start, int end) =>
        IsContrast(rows, row, start, end) ? 3 : IsBaseline(rows[row]) ? 2 : IsControl(rows[row]) ? 1 : 0;
}
