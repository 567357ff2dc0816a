using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Linking;

/// <summary>Which group an estimate is of: "56.6% for ivermectin and 52.2% for thiabendazole". None is the whole population.</summary>
internal static class GroupLink
{
    private static readonly string[] Orders = ["first arm", "second arm", "third arm", "later arm", "no arm"];
    private static readonly string[] Kinds = ["group.headed", "group.letter", "group.people", "group.having", "group.treated", "group.plain", "group.phrase", "group.against", "group.label", "group.drug", "group.recurring", "group.dose", "other"];

    private static readonly FeatureNames Way = new("rule", Enum.GetNames<GroupWay>(), ["no", "same arm", "yes"]);
    private static readonly FeatureNames Kind = new("kind", Kinds, Bins.Sides);
    private static readonly FeatureNames Bracket = new("bracket", Bins.Brackets, Bins.Sides);
    private static readonly FeatureNames Estimates = new("estimates between", FeatureNames.UpTo(3), Bins.Sides, Bins.YesNo);
    private static readonly FeatureNames ArmsBetween = new("other arms between", FeatureNames.UpTo(3), Bins.Sides);
    private static readonly FeatureNames Style = new("groups stand", ["anywhere", "after their numbers", "before their numbers"], Bins.Sides, Bins.YesNo);
    private static readonly FeatureNames Contrast = new("contrast", Stats.Kinds, Orders);
    private static readonly FeatureNames Partner = new("as the estimate before", Bins.YesNo, Bins.Joints);
    private static readonly FeatureNames Repeated = new("as the estimate before, same sentence", Bins.YesNo, FeatureNames.UpTo(2), Stats.Kinds);
    private static readonly FeatureNames Parallel = new("as its place in the list before", Bins.YesNo, Bins.YesNo);
    private static readonly FeatureNames Elsewhere = new("from elsewhere", Bins.Joints, FeatureNames.UpTo(2));
    private static readonly FeatureNames None = new("none, arms of the sentence", FeatureNames.UpTo(3));
    private static readonly FeatureNames NoneWay = new("none against the rule", Enum.GetNames<GroupWay>());
    private static readonly FeatureNames NoneAgain = new("none, after", ["none", "a group", "nothing"], FeatureNames.UpTo(2));

    public static List<LinkOption> Options(LinkContext context, SentenceFrame frame, int estimate)
    {
        List<LinkOption> options = new(frame.Groups.Length + 4);
        int kind = Stats.KindOf(frame.Estimates[estimate].Statistic);
        int joint = Bins.Joint(frame.EstimateLists[estimate]);
        int arms = Math.Min(frame.Arms, 3);
        Linked? before = context.Last is { } last && last.Frame == frame ? last : null;
        Linked? sentenceBefore = context.LastBefore(frame);
        Linked? parallel = context.Parallel(frame, estimate);

        (GroupMention? guess, GroupWay way) = GroupRule.Guess(context, frame, estimate, before, parallel);
        for (int i = 0; i < frame.Groups.Length; i++)
        {
            List<string> features = Here(frame, estimate, i, kind);
            Shared(features, frame.Groups[i]);
            options.Add(new LinkOption(frame.Groups[i], features));
        }

        void AddElsewhere(GroupMention? group)
        {
            if (group is not null && !options.Exists(option => ReferenceEquals(option.Mention, group)))
            {
                List<string> features = [Elsewhere[joint, Math.Min(arms, 2)]];
                Shared(features, group);
                options.Add(new LinkOption(group, features));
            }
        }

        AddElsewhere(before?.Group);
        AddElsewhere(sentenceBefore?.Group);
        AddElsewhere(parallel?.Group);
        AddElsewhere(guess);
        if (arms < 2)
        {
            foreach (GroupMention arm in context.DocArms)
            {
                AddElsewhere(arm);
            }
        }

        int after = context.Last is null ? 2 : context.Last.Group is null ? 0 : 1;
        options.Add(new LinkOption(null,
        [
            NoneWay[(int)way],
            None[arms],
            NoneAgain[after, Math.Min(arms, 2)],
            .. parallel is null ? (ReadOnlySpan<string>)[] : [Parallel[parallel.Group is null ? 1 : 0, 1]],
        ]));

        return options;

        void Shared(List<string> features, GroupMention group)
        {
            features.Add(Way[(int)way, ReferenceEquals(guess, group) ? 2 : guess is not null && guess.Arm == group.Arm ? 1 : 0]);
            if (before is not null)
            {
                int same = before.Group?.Arm == group.Arm ? 1 : 0;
                ListPlace mine = frame.EstimateLists[estimate];
                ListPlace theirs = frame.EstimateLists[before.Estimate];
                if (mine.List == theirs.List)
                {
                    features.Add(Partner[same, joint]);
                }
                else
                {
                    features.Add(Repeated[same, Math.Min(arms, 2), kind]);
                }
            }

            if (parallel is not null)
            {
                features.Add(Parallel[parallel.Group?.Arm == group.Arm ? 1 : 0, 0]);
            }
        }
    }

    private static List<string> Here(SentenceFrame frame, int estimate, int index, int kind)
    {
        GroupMention group = frame.Groups[index];
        Place place = frame.GroupPlaces[index];
        Relation relation = frame.Relate(place, estimate);
        int side = (int)relation.Side;
        int respectively = frame.Respectively > place.Last || frame.Respectively > frame.EstimatePlaces[estimate].Last ? 1 : 0;
        int order = frame.ArmOrder[index] < 0 ? 4 : Math.Min(frame.ArmOrder[index], 3);
        int between = Between(frame, estimate, index);
        int adjacent = relation.EstimatesBetween == 0 && between == 0 && order < 4 ? 1 : 0;
        return
        [
            Kind[Math.Max(0, Array.IndexOf(Kinds, group.Rule) is var known and >= 0 ? known : Kinds.Length - 1), side],
            Bracket[(int)relation.Bracket, side],
            Estimates[Math.Min(relation.EstimatesBetween, 3), side, respectively],
            ArmsBetween[Math.Min(between, 3), side],
            Contrast[kind, order],
            Style[frame.GroupStyle, side, adjacent],
        ];
    }

    /// <summary>How many mentions of other arms stand between a group and an estimate.</summary>
    private static int Between(SentenceFrame frame, int estimate, int index)
    {
        Place place = frame.GroupPlaces[index];
        Place target = frame.EstimatePlaces[estimate];
        int between = 0;
        for (int i = 0; i < frame.GroupPlaces.Length; i++)
        {
            Place other = frame.GroupPlaces[i];
            bool inside = (other.First > place.Last && other.Last < target.First) || (other.First > target.Last && other.Last < place.First);
            between += inside && frame.ArmOrder[i] != frame.ArmOrder[index] ? 1 : 0;
        }

        return between;
    }
}
