using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Stages.Estimates;

namespace AbstractMiner.Stages.Linking;

/// <summary>When an estimate was measured: "at 12 weeks", "from baseline", or the follow-up of the methods.</summary>
internal static class TimeLink
{
    private static readonly string[] Kinds = ["time.counted", "time.numbered", "time.baseline", "time.named", "time.from", "other"];
    private static readonly string[] Sorts = ["baseline", "counted", "named"];
    private static readonly string[] Phases = ["none", "after", "before", "baseline", "pre", "post", "follow", "end", "during", "entry", "completion", "discharge", "period", "phase", "interim"];
    private static readonly string[] Ways = Enum.GetNames<TimeWay>();

    private static readonly FeatureNames Way = new("way", Ways, ["another", "same time", "this"]);
    private static readonly FeatureNames WayOf = new("way of statistic", Ways, Stats.Kinds);
    private static readonly FeatureNames Votes = new("ways that say so", FeatureNames.UpTo(4), FeatureNames.UpTo(3));
    private static readonly FeatureNames Kind = new("kind", Kinds, Bins.Sides);
    private static readonly FeatureNames Bracket = new("bracket", Bins.Brackets, Bins.Sides);
    private static readonly FeatureNames Estimates = new("estimates between", FeatureNames.UpTo(3), Bins.Sides, Bins.YesNo);
    private static readonly FeatureNames TimesBetween = new("other times between", FeatureNames.UpTo(2), Bins.Sides);
    private static readonly FeatureNames Before = new("word before", Bins.Prepositions, Bins.Sides);
    private static readonly FeatureNames Partner = new("as the estimate before", Bins.YesNo, Bins.Joints);
    private static readonly FeatureNames Repeated = new("as the estimate before, same sentence", Bins.YesNo, FeatureNames.UpTo(2));
    private static readonly FeatureNames Elsewhere = new("from elsewhere", Bins.Joints, FeatureNames.UpTo(2));
    private static readonly FeatureNames ElsewhereOf = new("from elsewhere, statistic", Stats.Kinds, FeatureNames.UpTo(2));
    private static readonly FeatureNames ElsewhereTopic = new("from elsewhere, outcome", OutcomeTopics.Names, Bins.YesNo);
    private static readonly FeatureNames Probable = new("landmark, probability in sixths", FeatureNames.UpTo(5), ["here", "elsewhere"], FeatureNames.UpTo(2));
    private static readonly FeatureNames Turn = new("from one to another", ["alone", "from", "to"], Sorts, FeatureNames.UpTo(2));
    private static readonly FeatureNames FirstNamed = new("from elsewhere, named", ["before", "after"], Bins.Sections, FeatureNames.UpTo(3));
    private static readonly FeatureNames Phase = new("phase", Phases, Stats.Kinds);
    private static readonly FeatureNames PhaseAfter = new("phase, word after", Phases, Bins.Followers);
    private static readonly FeatureNames Attribute = new("word after", Bins.Followers, Bins.YesNo, Sorts);
    private static readonly FeatureNames Baseline = new("baseline, word before", Bins.Prepositions, Stats.Kinds);
    private static readonly FeatureNames InOutcome = new("in an outcome", ["no", "its own", "another"], Sorts);
    private static readonly FeatureNames ElsewhereHere = new("from elsewhere, times of the sentence", ["none counted", "one", "more"], FeatureNames.UpTo(2), Bins.YesNo);
    private static readonly FeatureNames NoneHere = new("none, times of the sentence by kind", ["none counted", "one", "more"], FeatureNames.UpTo(2), Bins.YesNo);
    private static readonly FeatureNames Told = new("told of the outcome", FeatureNames.UpTo(2), ["less than another", "as another", "most"], FeatureNames.UpTo(1));
    private static readonly FeatureNames NoneTold = new("none, a time told of the outcome", FeatureNames.UpTo(2), FeatureNames.UpTo(2));
    private static readonly FeatureNames NoneTurn = new("none, from one to another", ["alone", "from", "to"], FeatureNames.UpTo(2));
    private static readonly FeatureNames NoneUnit = new("none, a stretch of time", Bins.YesNo, Stats.Kinds);
    private static readonly FeatureNames NoneSecond = new("none, second landmark in sixths", FeatureNames.UpTo(5), FeatureNames.UpTo(2));
    private static readonly FeatureNames None = new("none, times of the sentence", FeatureNames.UpTo(3), Bins.YesNo);
    private static readonly FeatureNames NoneWay = new("none against", Ways);
    private static readonly FeatureNames NoneOf = new("none, statistic", Stats.Kinds, FeatureNames.UpTo(2));
    private static readonly FeatureNames NoneTopic = new("none, outcome", OutcomeTopics.Names, FeatureNames.UpTo(2));
    private static readonly FeatureNames NoneLandmark = new("none, best landmark in sixths", FeatureNames.UpTo(5), FeatureNames.UpTo(2));
    private static readonly FeatureNames NoneAgain = new("none, after", ["none", "a time", "nothing"], FeatureNames.UpTo(2));

    /// <summary>The number that a change began with: the place of "from" among the turns.</summary>
    private const int TurnFrom = 1;

    /// <returns>The times to choose from, and what speaks for none.</returns>
    public static (List<LinkOption> Named, LinkOption None) Options(LinkContext context, SentenceFrame frame, int estimate, OutcomeMention? outcome)
    {
        List<LinkOption> options = new(frame.Times.Length + 6);
        FeatureLists features = context.Features;
        features.Clear();
        int kind = Stats.KindOf(frame.Estimates[estimate].Statistic);
        int joint = Bins.Joint(frame.EstimateLists[estimate]);
        int times = Math.Min(frame.Times.Length, 3);
        int topic = OutcomeTopics.Of(outcome is null ? "" : outcome.Span.In(frame.Text));
        int turn = TurnOf(frame, estimate);
        bool began = turn == TurnFrom && GoesOn(frame, estimate);
        int counted = CountOf(frame, sort: 1, most: 2);
        int vague = CountOf(frame, sort: 2, most: 2);
        int baseline = CountOf(frame, sort: 0, most: 1);
        Linked? before = context.Last is { } last && last.Frame == frame ? last : null;
        int[] told = context.Told(frame, outcome);
        int most = told.Length == 0 ? 0 : told.Max();
        TimeVotes votes = new(context, frame, estimate, before, context.LastBefore(frame), context.Parallel(frame, estimate));
        for (int i = 0; i < frame.Times.Length; i++)
        {
            TimeMention here = frame.Times[i];
            if ((votes.Respective is { } own && !ReferenceEquals(own, here)) || (began && here.Days > 0 && !IsRightBehind(frame, estimate, i)))
            {
                continue;
            }

            Here(features, frame, estimate, i, kind);
            bool inOwn = outcome is not null && outcome.Span.Covers(here.Span);
            features.Add(InOutcome[inOwn ? 1 : frame.Outcomes.Any(other => other.Span.Covers(here.Span)) ? 2 : 0, SortOf(here)]);
            Shared(here, 0);
            options.Add(new LinkOption(here, features.Take()));
        }

        for (int way = 0; way < TimeVotes.Ways; way++)
        {
            AddElsewhere(votes[(TimeWay)way]);
        }

        foreach (TimeEvidence landmark in context.Landmarks)
        {
            AddElsewhere(landmark.First);
        }

        features.Add(
            None[times, before is null ? 0 : 1],
            NoneHere[counted, vague, baseline],
            NoneOf[kind, Math.Min(times, 2)],
            NoneTopic[topic, Math.Min(times, 2)],
            NoneLandmark[context.Landmarks.IsEmpty ? 0 : (int)(context.Landmarks.Max(landmark => landmark.Probability) * 5.999), Math.Min(times, 2)],
            NoneTold[Math.Min(most, 2), Math.Min(times, 2)],
            NoneTurn[turn, Math.Min(times, 2)],
            NoneUnit[UnitReader.IsTime(frame.Estimates[estimate].Unit) ? 1 : 0, kind],
            NoneSecond[context.Landmarks.Length < 2 ? 0 : (int)(context.Landmarks[1].Probability * 5.999), Math.Min(times, 2)],
            NoneAgain[context.Last is null ? 2 : context.Last.Time is null ? 0 : 1, Math.Min(times, 2)]);
        for (int way = 0; way < TimeVotes.Ways; way++)
        {
            if (votes[(TimeWay)way] is not null)
            {
                features.Add(NoneWay[way]);
            }
        }

        return (options, new LinkOption(null, features.Take()));

        void AddElsewhere(TimeMention? time)
        {
            if (time is null || votes.Respective is not null || (began && time.Days > 0) || IsIn(options, time, frame.Text))
            {
                return;
            }

            int at = context.Doc.Text.SentenceIndexAt(time.Span.Start);
            features.Add(
                ElsewhereHere[counted, vague, baseline],
                Elsewhere[joint, Math.Min(times, 2)],
                ElsewhereOf[kind, Math.Min(times, 2)],
                ElsewhereTopic[topic, time.Days is null ? 0 : 1],
                FirstNamed[at < frame.Index ? 0 : 1, at < 0 ? 6 : Bins.Section(context.Doc.Text.Sentences[at].Section), Math.Min(Math.Abs(at - frame.Index), 3)]);
            Shared(time, 1);
            options.Add(new LinkOption(time, features.Take()));
        }

        void Shared(TimeMention time, int elsewhere)
        {
            int agreed = 0;
            int spoken = 0;
            for (int way = 0; way < TimeVotes.Ways; way++)
            {
                if (votes[(TimeWay)way] is { } pick)
                {
                    bool same = TimeEvidence.IsSame(pick, time, frame.Text);
                    features.Add(Way[way, ReferenceEquals(pick, time) ? 2 : same ? 1 : 0]);
                    spoken++;
                    if (same)
                    {
                        agreed++;
                        features.Add(WayOf[way, kind]);
                    }
                }
            }

            int known = context.StretchOf(time);
            if (known >= 0)
            {
                features.Add(Told[Math.Min(told[known], 2), told[known] < most ? 0 : told.Count(other => other == most) > 1 ? 1 : 2, elsewhere]);
            }

            features.Add(Turn[turn, SortOf(time), elsewhere]);
            features.Add(Votes[Math.Min(agreed, 4), Math.Min(spoken, 3)]);
            features.Add(Probable[known < 0 ? 0 : (int)(context.Stretches[known].Probability * 5.999), elsewhere, Math.Min(times, 2)]);
            if (before is not null)
            {
                int same = before.Time is not null && TimeEvidence.IsSame(before.Time, time, frame.Text) ? 1 : 0;
                if (frame.EstimateLists[estimate].List == frame.EstimateLists[before.Estimate].List)
                {
                    features.Add(Partner[same, joint]);
                }
                else
                {
                    features.Add(Repeated[same, Math.Min(times, 2)]);
                }
            }
        }
    }

    private static bool IsIn(List<LinkOption> options, TimeMention time, string text)
    {
        foreach (LinkOption option in options)
        {
            if (TimeEvidence.IsSame((TimeMention)option.Mention!, time, text))
            {
                return true;
            }
        }

        return false;
    }

    private static int CountOf(SentenceFrame frame, int sort, int most)
    {
        int count = 0;
        foreach (TimeMention time in frame.Times)
        {
            count += SortOf(time) == sort && count < most ? 1 : 0;
        }

        return count;
    }

    /// <summary>The place among baseline, a counted time and a named one.</summary>
    private static int SortOf(TimeMention time) => time.Days is 0 ? 0 : time.Days > 0 ? 1 : 2;

    private static int PhaseOf(ReadOnlySpan<char> name)
    {
        for (int i = Phases.Length - 1; i > 0; i--)
        {
            if (name.Contains(Phases[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return 0;
    }

    private static void Here(FeatureLists features, SentenceFrame frame, int estimate, int index, int statistic)
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

        int preposition = WordBefore(frame.Text, time.Span.Start);
        int after = Bins.After(frame, place.Last);
        features.Add(
            Attribute[after, preposition == 0 ? 0 : 1, SortOf(time)],
            Kind[kind, side],
            Bracket[(int)relation.Bracket, side],
            Estimates[Math.Min(relation.EstimatesBetween, 3), side, respectively],
            TimesBetween[Math.Min(between, 2), side],
            Before[preposition, side]);
        if (time.Days is not > 0)
        {
            int phase = PhaseOf(time.Span.In(frame.Text));
            features.Add(Phase[phase, statistic]);
            features.Add(PhaseAfter[phase, after]);
        }

        if (time.Days is 0)
        {
            features.Add(Baseline[preposition, statistic]);
        }
    }

    /// <summary>0: alone; 1: the number before a change ("from 8.2"); 2: the number after it ("from 8.2 to 7.3").</summary>
    private static int TurnOf(SentenceFrame frame, int estimate)
    {
        int before = frame.EstimatePlaces[estimate].First - 1;
        return frame.Is(before, "from") ? TurnFrom : frame.Is(before, "to") && estimate > 0 && TurnOf(frame, estimate - 1) == TurnFrom ? 2 : 0;
    }

    /// <summary>Whether an estimate behind "from" is where the change of one group began: not "from 12% with placebo to 24% with the drug".</summary>
    private static bool GoesOn(SentenceFrame frame, int estimate) =>
        estimate + 1 < frame.EstimatePlaces.Length && frame.Is(frame.EstimatePlaces[estimate + 1].First - 1, "to")
        && !Array.Exists(frame.GroupPlaces, group => group.First > frame.EstimatePlaces[estimate].Last && group.First < frame.EstimatePlaces[estimate + 1].First);

    /// <summary>Whether a time stands between an estimate and the next: "from 14.2 at week 4 to 6.4". A change "from 14.2 to 6.4 at week 12" began at another.</summary>
    private static bool IsRightBehind(SentenceFrame frame, int estimate, int time) =>
        frame.TimePlaces[time].First > frame.EstimatePlaces[estimate].Last
        && (estimate + 1 == frame.EstimatePlaces.Length || frame.TimePlaces[time].First < frame.EstimatePlaces[estimate + 1].First);

    public static int WordBefore(string text, int position)
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

        return Bins.PrepositionOf(text.AsSpan(start, end - start));
    }
}
