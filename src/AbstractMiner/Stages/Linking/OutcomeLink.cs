using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>What an estimate is a number of: "the risk of local recurrence was 6.7%", "40 (58%) achieved remission", "and 13% in the placebo group" as before.</summary>
internal static class OutcomeLink
{
    private static readonly string[] Lengths = ["1", "2", "3-4", "5-7", "8+"];

    private static readonly string[] Ways = Enum.GetNames<OutcomeWay>();

    private static readonly FeatureNames Way = new("way", Ways, ["another", "in part", "this"]);
    private static readonly FeatureNames WayOf = new("way of statistic", Ways, Stats.Kinds);
    private static readonly FeatureNames WayIn = new("way in a list", Ways, Bins.Joints);
    private static readonly FeatureNames Votes = new("ways that say so", FeatureNames.UpTo(4), FeatureNames.UpTo(3));
    private static readonly FeatureNames Length = new("words", Lengths);
    private static readonly FeatureNames Distance = new("distance", Bins.Distances, Bins.Sides, Stats.Kinds);
    private static readonly FeatureNames Estimates = new("estimates between", FeatureNames.UpTo(3), Bins.Sides, Bins.Joints);
    private static readonly FeatureNames Verbs = new("verbs between", FeatureNames.UpTo(2), Bins.Sides, Bins.Brackets);
    private static readonly FeatureNames Commas = new("commas between", FeatureNames.UpTo(2), Bins.Sides);
    private static readonly FeatureNames Clause = new("same clause", Bins.YesNo, Bins.Sides);
    private static readonly FeatureNames Before = new("word before", Bins.Prepositions, Bins.Sides);
    private static readonly FeatureNames Measure = new("names a measure", Bins.YesNo, Stats.Kinds);
    private static readonly FeatureNames Person = new("names people or groups", FeatureNames.UpTo(2));
    private static readonly FeatureNames Covered = new("is a group or time", ["no", "group in part", "group", "time in part", "time"], Bins.Sides);
    private static readonly FeatureNames InEndpoints = new("words among the endpoints", FeatureNames.UpTo(2));
    private static readonly FeatureNames InGroup = new("is in a group, probability in sixths", FeatureNames.UpTo(5), Bins.Sides);
    private static readonly FeatureNames InDrug = new("is a drug", ["no", "in part", "yes"]);
    private static readonly FeatureNames Overlapped = new("overlaps the outcome before", Bins.YesNo, Bins.Joints);
    private static readonly FeatureNames Elsewhere = new("from elsewhere", Bins.Joints, FeatureNames.UpTo(3));
    private static readonly FeatureNames Earlier = new("as the sentence before, in words", Bins.YesNo);

    public static List<LinkOption> Options(LinkContext context, SentenceFrame frame, int estimate)
    {
        List<LinkOption> options = new(frame.Outcomes.Length + 2);
        FeatureLists features = context.Features;
        features.Clear();
        int kind = Stats.KindOf(frame.Estimates[estimate].Statistic);
        int joint = Bins.Joint(frame.EstimateLists[estimate]);
        Linked? before = context.Last is { } last && last.Frame == frame ? last : null;
        Linked? sentenceBefore = context.LastBefore(frame);
        OutcomeFacts[] facts = context.OutcomesOf(frame);
        OutcomeVotes votes = new(context, frame, estimate, before, facts);
        Place target = frame.EstimatePlaces[estimate];
        for (int i = 0; i < frame.Outcomes.Length; i++)
        {
            if (frame.OutcomePlaces[i].Last >= target.First && frame.OutcomePlaces[i].First <= target.Last)
            {
                continue;
            }

            Here(features, context.Words, frame, estimate, i, kind, joint, facts[i]);
            Shared(frame.Outcomes[i]);
            if (sentenceBefore?.Outcome is { } earlier)
            {
                features.Add(Earlier[earlier.Span.In(frame.Text).Equals(frame.Outcomes[i].Span.In(frame.Text), StringComparison.OrdinalIgnoreCase) ? 1 : 0]);
            }

            options.Add(new LinkOption(frame.Outcomes[i], features.Take()));
        }

        for (int way = 0; way < OutcomeVotes.Ways; way++)
        {
            AddElsewhere(votes[(OutcomeWay)way]);
        }

        return options;

        void AddElsewhere(OutcomeMention? outcome)
        {
            if (outcome is not null && !IsIn(options, outcome))
            {
                features.Add(Elsewhere[joint, Math.Min(PhrasesBefore(frame, estimate, facts), 3)]);
                Shared(outcome);
                options.Add(new LinkOption(outcome, features.Take()));
            }
        }

        void Shared(OutcomeMention outcome)
        {
            int agreed = 0;
            int spoken = 0;
            for (int way = 0; way < OutcomeVotes.Ways; way++)
            {
                if (votes[(OutcomeWay)way] is { } pick)
                {
                    bool same = ReferenceEquals(pick, outcome);
                    features.Add(Way[way, same ? 2 : pick.Span.Overlaps(outcome.Span) ? 1 : 0]);
                    spoken++;
                    if (same)
                    {
                        agreed++;
                        features.Add(WayOf[way, kind]);
                        features.Add(WayIn[way, joint]);
                    }
                }
            }

            features.Add(Votes[Math.Min(agreed, 4), Math.Min(spoken, 3)]);
            if (before?.Outcome is { } previous)
            {
                features.Add(Overlapped[previous.Span.Overlaps(outcome.Span) ? 1 : 0, joint]);
            }
        }
    }

    private static bool IsIn(List<LinkOption> options, OutcomeMention outcome)
    {
        foreach (LinkOption option in options)
        {
            if (ReferenceEquals(option.Mention, outcome))
            {
                return true;
            }
        }

        return false;
    }

    private static void Here(FeatureLists features, LinkWords known, SentenceFrame frame, int estimate, int index, int kind, int joint, OutcomeFacts facts)
    {
        Place place = frame.OutcomePlaces[index];
        Relation relation = frame.Relate(place, estimate);
        int side = (int)relation.Side;
        features.Add(
            Distance[Bins.Distance(relation.Distance), side, kind],
            Estimates[Math.Min(relation.EstimatesBetween, 3), side, joint],
            Verbs[Math.Min(relation.VerbsBetween, 2), side, (int)relation.Bracket],
            Commas[Math.Min(relation.CommasBetween, 2), side],
            Clause[relation.SameClause ? 1 : 0, side],
            Before[facts.Before, side],
            Length[facts.Words switch { 1 => 0, 2 => 1, <= 4 => 2, <= 7 => 3, _ => 4 }],
            Measure[facts.IsMeasure ? 1 : 0, kind],
            Person[facts.People == 0 ? 0 : facts.People < facts.Words ? 1 : 2],
            Covered[facts.Covered, side],
            InEndpoints[Math.Min(facts.InEndpoints, 2)],
            InGroup[facts.Group, side],
            InDrug[facts.Drug]);
        for (int i = place.First; i <= place.Last; i++)
        {
            known.Add(features, WordRole.InOutcome, frame.KnownAt(i));
        }

        known.Add(features, WordRole.FirstOfOutcome, frame.KnownAt(place.First));
        known.Add(features, WordRole.LastOfOutcome, frame.KnownAt(place.Last));
        known.Add(features, WordRole.BeforeOutcome, frame.KnownAt(place.First - 1), side);
        known.Add(features, WordRole.AfterOutcome, frame.KnownAt(place.Last + 1), side);
    }

    private static int PhrasesBefore(SentenceFrame frame, int estimate, OutcomeFacts[] facts)
    {
        int count = 0;
        for (int i = 0; i < frame.OutcomePlaces.Length && frame.OutcomePlaces[i].First < frame.EstimatePlaces[estimate].First; i++)
        {
            count += frame.Outcomes[i].Rule == "outcome.phrase" && facts[i].Covered is 0 or 1 or 3 ? 1 : 0;
        }

        return count;
    }
}
