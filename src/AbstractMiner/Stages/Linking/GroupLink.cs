using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>Which group an estimate is of: "56.6% for ivermectin and 52.2% for thiabendazole". None is the whole population.</summary>
internal static class GroupLink
{
    /// <summary>A name less probable than this is no group where the abstract has others.</summary>
    private const double Improbable = 0.1;

    private static readonly string[] Orders = ["first arm", "second arm", "third arm", "later arm", "no arm"];
    private static readonly string[] Kinds = [.. ArmEvidence.Rules, "other"];
    private static readonly string[] Ways = Enum.GetNames<GroupWay>();

    private static readonly FeatureNames Way = new("way", Ways, Bins.Joints, ["another", "same arm", "this"]);
    private static readonly FeatureNames Surest = new("surest way", Ways, Bins.Joints, ["another", "same arm", "this"]);
    private static readonly FeatureNames WayOf = new("way of statistic", Ways, Stats.Kinds);
    private static readonly FeatureNames Votes = new("ways that say so", FeatureNames.UpTo(4), FeatureNames.UpTo(3));
    private static readonly FeatureNames Kind = new("kind", Kinds, Bins.Sides);
    private static readonly FeatureNames Bracket = new("bracket", Bins.Brackets, Bins.Sides);
    private static readonly FeatureNames Estimates = new("estimates between", FeatureNames.UpTo(3), Bins.Sides, Bins.YesNo);
    private static readonly FeatureNames ArmsBetween = new("other arms between", FeatureNames.UpTo(3), Bins.Sides);
    private static readonly FeatureNames Style = new("groups stand", ["anywhere", "after their numbers", "before their numbers"], Bins.Sides, Bins.YesNo);
    private static readonly FeatureNames Contrast = new("contrast", Stats.Kinds, Orders);
    private static readonly FeatureNames Before = new("word before", Bins.Prepositions, Bins.Sides);
    private static readonly FeatureNames After = new("word after", Bins.Followers, Bins.Sides);
    private static readonly FeatureNames Distance = new("distance", Bins.Distances, Bins.Sides, Bins.YesNo);
    private static readonly FeatureNames Partner = new("as the estimate before", Bins.YesNo, Bins.Joints);
    private static readonly FeatureNames Repeated = new("as the estimate before, same sentence", Bins.YesNo, FeatureNames.UpTo(2), Stats.Kinds);
    private static readonly FeatureNames Probable = new("arm, probability in sixths", FeatureNames.UpTo(5), ["no way speaks", "no way says so", "a way says so"]);
    private static readonly FeatureNames Control = new("arm, control", Bins.YesNo, Stats.Kinds);
    private static readonly FeatureNames Rank = new("arm, of those of the abstract", ["first", "second", "later", "none"], Stats.Kinds);
    private static readonly FeatureNames Elsewhere = new("from elsewhere", Bins.Joints, FeatureNames.UpTo(2));
    private static readonly FeatureNames None = new("none, arms of the sentence", FeatureNames.UpTo(3), FeatureNames.UpTo(3));
    private static readonly FeatureNames NoneWay = new("none against", Ways);
    private static readonly FeatureNames NoneAgain = new("none, after", ["none", "a group", "nothing"], FeatureNames.UpTo(2), Bins.YesNo);
    private static readonly FeatureNames NoneSecond = new("none, second arm of the abstract in sixths", FeatureNames.UpTo(5), FeatureNames.UpTo(2));
    private static readonly FeatureNames NoneRandom = new("none, randomised", Bins.YesNo, FeatureNames.UpTo(2), Bins.Joints);
    private static readonly FeatureNames NoneOf = new("none, statistic", Stats.Kinds, Bins.Joints);

    /// <returns>The groups to choose from, and what speaks for none.</returns>
    public static (List<LinkOption> Named, LinkOption None) Options(LinkContext context, SentenceFrame frame, int estimate)
    {
        List<LinkOption> options = new(frame.Groups.Length + 6);
        FeatureLists features = context.Features;
        features.Clear();
        int kind = Stats.KindOf(frame.Estimates[estimate].Statistic);
        int joint = Bins.Joint(frame.EstimateLists[estimate]);
        int arms = Math.Min(frame.Arms, 3);
        Linked? before = context.Last is { } last && last.Frame == frame ? last : null;
        Linked? sentenceBefore = context.LastBefore(frame);
        GroupVotes votes = new(context, frame, estimate, before, sentenceBefore, context.Parallel(frame, estimate));
        for (int i = 0; i < frame.Groups.Length; i++)
        {
            if ((frame.Groups[i].Arm is { } arm && context.Arms[arm].Probability < Improbable && context.DocArms.Count > 0) || IsAgainst(frame.Groups[i]))
            {
                continue;
            }

            Here(features, frame, estimate, i, kind);
            Shared(frame.Groups[i]);
            options.Add(new LinkOption(frame.Groups[i], features.Take()));
        }

        for (int way = 0; way < GroupVotes.Ways; way++)
        {
            if (votes[(GroupWay)way] is { } pick)
            {
                AddElsewhere(pick);
            }
        }

        foreach (GroupMention arm in context.DocArms)
        {
            AddElsewhere(arm);
        }

        // "31.2 and 27.8 months, respectively" with no group in the sentence: the order is the one told last.
        if (frame.Arms == 0 && frame.Respectively >= 0 && votes[GroupWay.AsBefore] is { } told && options.Exists(option => ((GroupMention)option.Mention!).Arm == told.Arm))
        {
            options.RemoveAll(option => ((GroupMention)option.Mention!).Arm != told.Arm);
        }

        features.Add(None[arms, Math.Min(context.DocArms.Count, 3)], NoneAgain[before is null ? 2 : before.Group is null ? 0 : 1, Math.Min(arms, 2), sentenceBefore is null || sentenceBefore.Group is null ? 0 : 1], NoneOf[kind, joint], NoneSecond[(int)(context.SecondArm * 5.999), Math.Min(arms, 2)], NoneRandom[context.IsRandomised ? 1 : 0, Math.Min(arms, 2), joint]);
        for (int way = 0; way < GroupVotes.Ways; way++)
        {
            if (votes[(GroupWay)way] is not null)
            {
                features.Add(NoneWay[way]);
            }
        }

        return (options, new LinkOption(null, features.Take()));

        // "simple resection (versus wide resection, OR 0.38)": a ratio is of what stands before the word, not of what it is set against.
        bool IsAgainst(GroupMention group)
        {
            bool against = false;
            for (int i = 0; i < frame.Groups.Length && kind == Stats.Ratio; i++)
            {
                if (frame.Groups[i].Arm == group.Arm)
                {
                    against = Bins.Before(frame, frame.GroupPlaces[i].First) is Bins.Than or Bins.Versus;
                    if (!against)
                    {
                        break;
                    }
                }
            }

            return against;
        }

        void AddElsewhere(GroupMention arm)
        {
            GroupMention group = context.Latest(arm, frame);
            if (!IsIn(options, group) && !IsAgainst(group))
            {
                features.Add(Elsewhere[joint, Math.Min(arms, 2)]);
                Shared(group);
                options.Add(new LinkOption(group, features.Take()));
            }
        }

        void Shared(GroupMention group)
        {
            int agreed = 0;
            int spoken = 0;
            bool first = true;
            for (int way = 0; way < GroupVotes.Ways; way++)
            {
                if (votes[(GroupWay)way] is { } pick)
                {
                    bool same = pick.Arm == group.Arm;
                    int agreement = ReferenceEquals(pick, group) ? 2 : same ? 1 : 0;
                    features.Add(Way[way, joint, agreement]);
                    if (first)
                    {
                        features.Add(Surest[way, joint, agreement]);
                        first = false;
                    }

                    spoken++;
                    if (same)
                    {
                        agreed++;
                        features.Add(WayOf[way, kind]);
                    }
                }
            }

            features.Add(Votes[Math.Min(agreed, 4), Math.Min(spoken, 3)]);
            if (group.Arm is { } arm && context.Arms.TryGetValue(arm, out ArmEvidence? evidence))
            {
                int probable = (int)(evidence.Probability * 5.999);
                features.Add(Probable[probable, spoken == 0 ? 0 : agreed == 0 ? 1 : 2]);
                features.Add(Control[evidence.IsControl ? 1 : 0, kind]);
                int rank = context.RankOf(arm);
                features.Add(Rank[rank < 0 ? 3 : Math.Min(rank, 2), kind]);
            }

            if (before is not null)
            {
                int same = before.Group?.Arm == group.Arm ? 1 : 0;
                if (frame.EstimateLists[estimate].List == frame.EstimateLists[before.Estimate].List)
                {
                    features.Add(Partner[same, joint]);
                }
                else
                {
                    features.Add(Repeated[same, Math.Min(arms, 2), kind]);
                }
            }
        }
    }

    private static bool IsIn(List<LinkOption> options, GroupMention group)
    {
        foreach (LinkOption option in options)
        {
            if (((GroupMention)option.Mention!).Arm == group.Arm)
            {
                return true;
            }
        }

        return false;
    }

    private static void Here(FeatureLists features, SentenceFrame frame, int estimate, int index, int kind)
    {
        GroupMention group = frame.Groups[index];
        Place place = frame.GroupPlaces[index];
        Relation relation = frame.Relate(place, estimate);
        int side = (int)relation.Side;
        int respectively = frame.Respectively > place.Last || frame.Respectively > frame.EstimatePlaces[estimate].Last ? 1 : 0;
        int order = frame.ArmOrder[index] < 0 ? 4 : Math.Min(frame.ArmOrder[index], 3);
        int between = Between(frame, estimate, index);
        int adjacent = relation.EstimatesBetween == 0 && between == 0 && order < 4 ? 1 : 0;
        int named = Array.IndexOf(Kinds, group.Rule) is var known and >= 0 ? known : Kinds.Length - 1;
        features.Add(
            Kind[named, side],
            Bracket[(int)relation.Bracket, side],
            Estimates[Math.Min(relation.EstimatesBetween, 3), side, respectively],
            ArmsBetween[Math.Min(between, 3), side],
            Contrast[kind, order],
            Style[frame.GroupStyle, side, adjacent],
            Before[Bins.Before(frame, place.First), side],
            After[Bins.After(frame, place.Last), side],
            Distance[Bins.Distance(relation.Distance), side, relation.SameClause ? 1 : 0]);
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
