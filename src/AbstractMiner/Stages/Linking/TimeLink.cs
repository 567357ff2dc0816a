using System.Buffers;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>When an estimate was measured: "at 12 weeks", "from baseline", or the follow-up of the methods.</summary>
internal static class TimeLink
{
    private static readonly string[] Kinds = ["time.counted", "time.numbered", "time.baseline", "time.named", "time.from", "other"];
    private static readonly string[] Sections = ["other", "title", "background", "objective", "methods"];

    private static readonly SearchValues<string> EndpointCues = SearchValues.Create(["primary", "follow", "outcome"], StringComparison.OrdinalIgnoreCase);

    private static readonly FeatureNames Way = new("rule", Enum.GetNames<TimeWay>(), Bins.YesNo);
    private static readonly FeatureNames Kind = new("kind", Kinds, Bins.Sides);
    private static readonly FeatureNames Bracket = new("bracket", Bins.Brackets, Bins.Sides);
    private static readonly FeatureNames Estimates = new("estimates between", FeatureNames.UpTo(3), Bins.Sides, Bins.YesNo);
    private static readonly FeatureNames TimesBetween = new("other times between", FeatureNames.UpTo(2), Bins.Sides);
    private static readonly FeatureNames Partner = new("as the estimate before", Bins.YesNo, Bins.Joints);
    private static readonly FeatureNames Repeated = new("as the estimate before, same sentence", Bins.YesNo, FeatureNames.UpTo(2));
    private static readonly FeatureNames Earlier = new("as the sentence before", Bins.YesNo, FeatureNames.UpTo(2));
    private static readonly FeatureNames Parallel = new("as its place in the list before", Bins.YesNo);
    private static readonly FeatureNames Elsewhere = new("from elsewhere", Sections, FeatureNames.UpTo(2));
    private static readonly FeatureNames ElsewhereOf = new("from elsewhere, statistic", Stats.Kinds, FeatureNames.UpTo(2));
    private static readonly FeatureNames Counted = new("from elsewhere, named", FeatureNames.UpTo(3));
    private static readonly FeatureNames Count = new("from elsewhere, times of the abstract", FeatureNames.UpTo(4));
    private static readonly FeatureNames Longest = new("from elsewhere, the longest", Bins.YesNo);
    private static readonly FeatureNames Endpoint = new("from elsewhere, beside an endpoint", Bins.YesNo);
    private static readonly FeatureNames ElsewhereBefore = new("from elsewhere, word before", Bins.Prepositions);
    private static readonly FeatureNames ElsewhereTopic = new("from elsewhere, outcome", OutcomeTopics.Names, Bins.YesNo);
    private static readonly FeatureNames None = new("none, times of the sentence", FeatureNames.UpTo(3));
    private static readonly FeatureNames NoneWay = new("none against the rule", Enum.GetNames<TimeWay>());
    private static readonly FeatureNames NoneOf = new("none, statistic", Stats.Kinds, FeatureNames.UpTo(2));
    private static readonly FeatureNames NoneTopic = new("none, outcome", OutcomeTopics.Names, FeatureNames.UpTo(2));
    private static readonly FeatureNames NoneTimes = new("none, times of the abstract", FeatureNames.UpTo(4), FeatureNames.UpTo(2));
    private static readonly FeatureNames NoneAgain = new("none, after", ["none", "a time", "nothing"], FeatureNames.UpTo(2));

    public static List<LinkOption> Options(LinkContext context, SentenceFrame frame, int estimate, OutcomeMention? outcome)
    {
        List<LinkOption> options = new(frame.Times.Length + 6);
        int kind = Stats.KindOf(frame.Estimates[estimate].Statistic);
        int joint = Bins.Joint(frame.EstimateLists[estimate]);
        int times = Math.Min(frame.Times.Length, 3);
        int topic = OutcomeTopics.Of(outcome is null ? "" : outcome.Span.In(frame.Text));
        Linked? before = context.Last is { } last && last.Frame == frame ? last : null;
        Linked? sentenceBefore = context.LastBefore(frame);
        Linked? parallel = context.Parallel(frame, estimate);

        decimal longest = 0;
        foreach ((TimeMention time, _) in context.DocTimes)
        {
            longest = Math.Max(longest, time.Days ?? 0);
        }

        (TimeMention? guess, TimeWay way) = TimeRule.Guess(frame, estimate, before);
        for (int i = 0; i < frame.Times.Length; i++)
        {
            List<string> features = Here(frame, estimate, i);
            Shared(features, frame.Times[i]);
            options.Add(new LinkOption(frame.Times[i], features));
        }

        AddElsewhere(before?.Time, -1);
        AddElsewhere(sentenceBefore?.Time, -1);
        AddElsewhere(parallel?.Time, -1);
        foreach ((TimeMention time, int sentence) in context.DocTimes)
        {
            AddElsewhere(time, sentence);
        }

        options.Add(new LinkOption(null,
        [
            NoneWay[(int)way],
            None[times],
            NoneOf[kind, Math.Min(times, 2)],
            NoneTopic[topic, Math.Min(times, 2)],
            NoneTimes[Math.Min(context.DocTimes.Count, 4), Math.Min(times, 2)],
            NoneAgain[context.Last is null ? 2 : context.Last.Time is null ? 0 : 1, Math.Min(times, 2)],
        ]));
        return options;

        void AddElsewhere(TimeMention? time, int sentence)
        {
            if (time is null || options.Exists(option => ReferenceEquals(option.Mention, time)))
            {
                return;
            }

            SectionKind section = context.Doc.Text.SentenceAt(time.Span.Start)?.Section ?? SectionKind.Other;
            List<string> features =
            [
                Elsewhere[section switch { SectionKind.Title => 1, SectionKind.Background => 2, SectionKind.Objective => 3, SectionKind.Methods => 4, _ => 0 }, Math.Min(times, 2)],
                ElsewhereOf[kind, Math.Min(times, 2)],
                Counted[Math.Min(time.Days is { } days ? context.DayCounts.GetValueOrDefault(days) : 0, 3)],
                ElsewhereTopic[topic, time.Days is null ? 0 : 1],
            ];
            if (sentence >= 0)
            {
                features.Add(Count[Math.Min(context.DocTimes.Count, 4)]);
                features.Add(Longest[time.Days == longest ? 1 : 0]);
                ReadOnlySpan<char> around = context.Doc.Text.Sentences[sentence].Span.In(frame.Text);
                features.Add(Endpoint[around.ContainsAny(EndpointCues) ? 1 : 0]);
                features.Add(ElsewhereBefore[WordBefore(frame.Text, time.Span.Start)]);
            }

            Shared(features, time);
            options.Add(new LinkOption(time, features));
        }

        void Shared(List<string> features, TimeMention time)
        {
            features.Add(Way[(int)way, ReferenceEquals(guess, time) ? 1 : 0]);
            if (before is not null)
            {
                int same = Same(before.Time, time) ? 1 : 0;
                if (frame.EstimateLists[estimate].List == frame.EstimateLists[before.Estimate].List)
                {
                    features.Add(Partner[same, joint]);
                }
                else
                {
                    features.Add(Repeated[same, Math.Min(times, 2)]);
                }
            }

            if (sentenceBefore is not null)
            {
                features.Add(Earlier[Same(sentenceBefore.Time, time) ? 1 : 0, Math.Min(times, 2)]);
            }

            if (parallel is not null)
            {
                features.Add(Parallel[Same(parallel.Time, time) ? 1 : 0]);
            }
        }
    }

    private static bool Same(TimeMention? one, TimeMention other) => one is not null && (ReferenceEquals(one, other) || (one.Days is { } days && days == other.Days));

    private static List<string> Here(SentenceFrame frame, int estimate, int index)
    {
        TimeMention time = frame.Times[index];
        Place place = frame.TimePlaces[index];
        Relation relation = frame.Relate(place, estimate);
        int side = (int)relation.Side;
        int kind = Array.IndexOf(Kinds, time.Rule) is var known and >= 0 ? known : Kinds.Length - 1;
        int respectively = frame.Respectively > place.Last || frame.Respectively > frame.EstimatePlaces[estimate].Last ? 1 : 0;
        int between = 0;
        for (int i = 0; i < frame.TimePlaces.Length; i++)
        {
            Place other = frame.TimePlaces[i];
            Place target = frame.EstimatePlaces[estimate];
            between += (other.First > place.Last && other.Last < target.First) || (other.First > target.Last && other.Last < place.First) ? 1 : 0;
        }

        return
        [
            Kind[kind, side],
            Bracket[(int)relation.Bracket, side],
            Estimates[Math.Min(relation.EstimatesBetween, 3), side, respectively],
            TimesBetween[Math.Min(between, 2), side],
        ];
    }

    private static int WordBefore(string text, int position)
    {
        int end = position;
        while (end > 0 && text[end - 1] == ' ')
        {
            end--;
        }

        int start = end;
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        ReadOnlySpan<char> word = text.AsSpan(start, end - start);
        for (int i = 1; i < 15; i++)
        {
            if (word.Equals(Bins.Prepositions[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return 0;
    }
}
