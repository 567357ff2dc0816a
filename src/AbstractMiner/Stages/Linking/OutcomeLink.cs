using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>What an estimate is a number of: "the risk of local recurrence was 6.7%", "40 (58%) achieved remission", "and 13% in the placebo group" as before.</summary>
internal static class OutcomeLink
{
    private static readonly WordSet Measures = WordSet.Of("rate rates score scores incidence prevalence level levels survival mortality time duration risk proportion frequency percentage number concentration concentrations response length ratio index volume dose pressure change reduction increase decrease improvement length area probability costs cost hazard events event symptoms side effects toxicity toxicities outcome use");
    private static readonly WordSet People = WordSet.Of("patients women men children subjects participants group groups arm arms individuals study analysis trial cases controls baseline months weeks years days placebo p n ci hr or respectively difference differences");
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
    private static readonly FeatureNames Overlapped = new("overlaps the outcome before", Bins.YesNo, Bins.Joints);
    private static readonly FeatureNames Elsewhere = new("from elsewhere", Bins.Joints, FeatureNames.UpTo(3));
    private static readonly FeatureNames Earlier = new("as the sentence before, in words", Bins.YesNo);

    public static List<LinkOption> Options(LinkContext context, SentenceFrame frame, int estimate)
    {
        List<LinkOption> options = new(frame.Outcomes.Length + 2);
        int kind = Stats.KindOf(frame.Estimates[estimate].Statistic);
        int joint = Bins.Joint(frame.EstimateLists[estimate]);
        Linked? before = context.Last is { } last && last.Frame == frame ? last : null;
        Linked? sentenceBefore = context.LastBefore(frame);
        int[] covered = new int[frame.Outcomes.Length];
        for (int i = 0; i < covered.Length; i++)
        {
            covered[i] = CoveredBy(frame, frame.Outcomes[i].Span);
        }

        OutcomeVotes votes = new(context, frame, estimate, before, covered);
        Place target = frame.EstimatePlaces[estimate];
        for (int i = 0; i < frame.Outcomes.Length; i++)
        {
            if (frame.OutcomePlaces[i].Last >= target.First && frame.OutcomePlaces[i].First <= target.Last)
            {
                continue;
            }

            List<Feature> features = Here(context, frame, estimate, i, kind, joint, covered[i]);
            Shared(features, frame.Outcomes[i]);
            if (sentenceBefore?.Outcome is { } earlier)
            {
                features.Add(Earlier[earlier.Span.In(frame.Text).Equals(frame.Outcomes[i].Span.In(frame.Text), StringComparison.OrdinalIgnoreCase) ? 1 : 0]);
            }

            options.Add(new LinkOption(frame.Outcomes[i], features));
        }

        for (int way = 0; way < OutcomeVotes.Ways; way++)
        {
            AddElsewhere(votes[(OutcomeWay)way]);
        }

        return options;

        void AddElsewhere(OutcomeMention? outcome)
        {
            if (outcome is not null && !options.Exists(option => ReferenceEquals(option.Mention, outcome)))
            {
                List<Feature> features = [Elsewhere[joint, Math.Min(PhrasesBefore(frame, estimate), 3)]];
                Shared(features, outcome);
                options.Add(new LinkOption(outcome, features));
            }
        }

        void Shared(List<Feature> features, OutcomeMention outcome)
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

    private static List<Feature> Here(LinkContext context, SentenceFrame frame, int estimate, int index, int kind, int joint, int covered)
    {
        Place place = frame.OutcomePlaces[index];
        Relation relation = frame.Relate(place, estimate);
        int side = (int)relation.Side;
        (int measures, int people, int inEndpoints) = (0, 0, 0);
        for (int i = place.First; i <= place.Last; i++)
        {
            ReadOnlySpan<char> word = frame.Words[i].Span.In(frame.Text);
            measures |= Measures.Holds(word) ? 1 : 0;
            people += People.Holds(word) ? 1 : 0;
            inEndpoints += context.EndpointWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) ? 1 : 0;
        }

        int words = place.Last - place.First + 1;
        return
        [
            Distance[Bins.Distance(relation.Distance), side, kind],
            Estimates[Math.Min(relation.EstimatesBetween, 3), side, joint],
            Verbs[Math.Min(relation.VerbsBetween, 2), side, (int)relation.Bracket],
            Commas[Math.Min(relation.CommasBetween, 2), side],
            Clause[relation.SameClause ? 1 : 0, side],
            Before[Bins.Before(frame, place.First), side],
            Length[words switch { 1 => 0, 2 => 1, <= 4 => 2, <= 7 => 3, _ => 4 }],
            Measure[measures, kind],
            Person[people == 0 ? 0 : people < words ? 1 : 2],
            Covered[covered, side],
            InEndpoints[Math.Min(inEndpoints, 2)],
        ];
    }

    /// <summary>0: neither; 1, 2: a group in part or whole; 3, 4: a time.</summary>
    private static int CoveredBy(SentenceFrame frame, TextSpan span)
    {
        for (int i = 0; i < frame.Groups.Length; i++)
        {
            GroupMention group = frame.Groups[i];
            if (frame.ArmOrder[i] >= 0 && group.Span.Overlaps(span))
            {
                return group.Span.Length * 3 >= span.Length * 2 ? 2 : 1;
            }
        }

        foreach (TimeMention time in frame.Times)
        {
            if (time.Span.Overlaps(span))
            {
                return time.Span.Length * 3 >= span.Length * 2 ? 4 : 3;
            }
        }

        return 0;
    }

    private static int PhrasesBefore(SentenceFrame frame, int estimate)
    {
        int count = 0;
        for (int i = 0; i < frame.OutcomePlaces.Length && frame.OutcomePlaces[i].First < frame.EstimatePlaces[estimate].First; i++)
        {
            count += frame.Outcomes[i].Rule == "outcome.phrase" && CoveredBy(frame, frame.Outcomes[i].Span) is 0 or 1 or 3 ? 1 : 0;
        }

        return count;
    }
}
