using System.Collections.Frozen;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>What an estimate is a number of: "the risk of local recurrence was 6.7%", "40 (58%) achieved remission", "and 13% in the placebo group" as before.</summary>
internal static class OutcomeLink
{
    private static readonly FrozenSet<string> Measures = Set("rate rates score scores incidence prevalence level levels survival mortality time duration risk proportion frequency percentage number concentration concentrations response length ratio index volume dose pressure change reduction increase decrease improvement length area probability costs cost hazard events event symptoms side effects toxicity toxicities outcome use");
    private static readonly FrozenSet<string> People = Set("patients women men children subjects participants group groups arm arms individuals study analysis trial cases controls baseline months weeks years days placebo p n ci hr or respectively difference differences");
    private static readonly string[] Lengths = ["1", "2", "3-4", "5-7", "8+"];
    private static readonly string[] Rules = ["phrase", "joined"];
    private static readonly string[] Aligned = ["no list", "aligned", "misaligned"];

    private static readonly FeatureNames Rule = new("kind", Rules, Bins.Sides);
    private static readonly FeatureNames Bracket = new("bracket", Bins.Brackets, Bins.Sides, Stats.Kinds);
    private static readonly FeatureNames Distance = new("distance", Bins.Distances, Bins.Sides, Stats.Kinds);
    private static readonly FeatureNames Estimates = new("estimates between", FeatureNames.UpTo(3), Bins.Sides, Bins.Joints);
    private static readonly FeatureNames Phrases = new("phrases between", FeatureNames.UpTo(4), Bins.Sides, Bins.Brackets);
    private static readonly FeatureNames Verbs = new("verbs between", FeatureNames.UpTo(2), Bins.Sides, Bins.Brackets);
    private static readonly FeatureNames Commas = new("commas between", FeatureNames.UpTo(2), Bins.Sides);
    private static readonly FeatureNames Clause = new("same clause", Bins.YesNo, Bins.Sides);
    private static readonly FeatureNames Before = new("word before", Bins.Prepositions, Bins.Sides);
    private static readonly FeatureNames After = new("word after", Bins.Followers, Bins.Sides);
    private static readonly FeatureNames AfterBracket = new("word after, bracket", Bins.Followers, Bins.Brackets);
    private static readonly FeatureNames Length = new("words", Lengths, Rules);
    private static readonly FeatureNames Measure = new("names a measure", Bins.YesNo, Stats.Kinds);
    private static readonly FeatureNames Person = new("names people or groups", FeatureNames.UpTo(2));
    private static readonly FeatureNames Covered = new("is a group or time", ["no", "group in part", "group", "time in part", "time"], Bins.Sides);
    private static readonly FeatureNames InTitle = new("words in the title", FeatureNames.UpTo(2));
    private static readonly FeatureNames InEndpoints = new("words among the endpoints", FeatureNames.UpTo(2));
    private static readonly FeatureNames Opens = new("opens the sentence", Bins.YesNo);
    private static readonly FeatureNames FirstVerb = new("before the first verb", Bins.YesNo, Bins.Sides, Stats.Kinds);
    private static readonly FeatureNames Alignment = new("lists", Aligned, Bins.YesNo);
    private static readonly FeatureNames Partner = new("as the estimate before", Bins.YesNo, Bins.Joints);
    private static readonly FeatureNames Repeated = new("as the estimate before, same sentence", Bins.YesNo, ["no phrase between", "phrases between"], Bins.YesNo);
    private static readonly FeatureNames Overlapped = new("overlaps the outcome before", Bins.YesNo, Bins.Joints);
    private static readonly FeatureNames Elsewhere = new("from elsewhere", Bins.Joints, FeatureNames.UpTo(3));
    private static readonly FeatureNames ElsewhereOf = new("from elsewhere, statistic", Stats.Kinds);
    private static readonly FeatureNames Earlier = new("as the sentence before, in words", Bins.YesNo);
    private static readonly FeatureNames SharePhrase = new("after a share", ["directly", "after people", "after a verb", "after both"], Stats.Kinds);

    public static List<LinkOption> Options(LinkContext context, SentenceFrame frame, int estimate)
    {
        List<LinkOption> options = new(frame.Outcomes.Length + 2);
        int kind = Stats.KindOf(frame.Estimates[estimate].Statistic);
        int joint = Bins.Joint(frame.EstimateLists[estimate]);
        Linked? before = context.Last is { } last && last.Frame == frame ? last : null;
        Linked? sentenceBefore = context.LastBefore(frame);
        int firstVerb = frame.Words.FindIndex(token => token.Class == WordClass.Verb);

        for (int i = 0; i < frame.Outcomes.Length; i++)
        {
            Place place = frame.OutcomePlaces[i];
            Place target = frame.EstimatePlaces[estimate];
            if (place.Last >= target.First && place.First <= target.Last)
            {
                continue;
            }

            List<string> features = Here(context, frame, estimate, i, kind, joint, firstVerb);
            if (before?.Outcome is { } outcome)
            {
                int same = ReferenceEquals(outcome, frame.Outcomes[i]) ? 1 : 0;
                bool list = frame.EstimateLists[estimate].List == frame.EstimateLists[before.Estimate].List;
                features.Add(list ? Partner[same, joint] : Repeated[same, PhrasesSince(frame, before.Estimate, estimate) ? 1 : 0, SameBracket(frame, before.Estimate, estimate) ? 1 : 0]);
                features.Add(Overlapped[outcome.Span.Overlaps(frame.Outcomes[i].Span) ? 1 : 0, joint]);
            }

            if (sentenceBefore?.Outcome is { } earlier)
            {
                features.Add(Earlier[earlier.Span.In(frame.Text).Equals(frame.Outcomes[i].Span.In(frame.Text), StringComparison.OrdinalIgnoreCase) ? 1 : 0]);
            }

            options.Add(new LinkOption(frame.Outcomes[i], features));
        }

        AddElsewhere(before?.Outcome);
        AddElsewhere(sentenceBefore?.Outcome);
        return options;

        void AddElsewhere(OutcomeMention? outcome)
        {
            if (outcome is not null && !options.Exists(option => ReferenceEquals(option.Mention, outcome)))
            {
                List<string> features = [Elsewhere[joint, Math.Min(PhrasesBefore(frame, estimate), 3)], ElsewhereOf[kind]];
                if (before?.Outcome is { } previous)
                {
                    bool list = frame.EstimateLists[estimate].List == frame.EstimateLists[before.Estimate].List;
                    int same = ReferenceEquals(previous, outcome) ? 1 : 0;
                    features.Add(list ? Partner[same, joint] : Repeated[same, PhrasesSince(frame, before.Estimate, estimate) ? 1 : 0, SameBracket(frame, before.Estimate, estimate) ? 1 : 0]);
                }

                options.Add(new LinkOption(outcome, features));
            }
        }
    }

    private static List<string> Here(LinkContext context, SentenceFrame frame, int estimate, int index, int kind, int joint, int firstVerb)
    {
        OutcomeMention outcome = frame.Outcomes[index];
        Place place = frame.OutcomePlaces[index];
        Place target = frame.EstimatePlaces[estimate];
        Relation relation = frame.Relate(place, estimate);
        int side = (int)relation.Side;
        int bracket = (int)relation.Bracket;
        int rule = outcome.Rule == "outcome.joined" ? 1 : 0;
        ListPlace mine = frame.EstimateLists[estimate];
        ListPlace list = frame.OutcomeLists[index];
        int respectively = frame.Respectively > place.Last || frame.Respectively > target.Last ? 1 : 0;
        int aligned = mine.Size < 2 || mine.Size != list.Size ? 0 : mine.Index == list.Index ? 1 : 2;
        int words = place.Last - place.First + 1;
        (int measures, int people, int inTitle, int inEndpoints) = (0, 0, 0, 0);
        for (int i = place.First; i <= place.Last; i++)
        {
            ReadOnlySpan<char> word = frame.Words[i].Span.In(frame.Text);
            measures |= Measures.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) ? 1 : 0;
            people += People.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) ? 1 : 0;
            inTitle += context.TitleWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) ? 1 : 0;
            inEndpoints += context.EndpointWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) ? 1 : 0;
        }

        List<string> features =
        [
            Rule[rule, side],
            Bracket[bracket, side, kind],
            Distance[Bins.Distance(relation.Distance), side, kind],
            Estimates[Math.Min(relation.EstimatesBetween, 3), side, joint],
            Phrases[Math.Min(PhrasesBetween(frame, place, target), 4), side, bracket],
            Verbs[Math.Min(relation.VerbsBetween, 2), side, bracket],
            Commas[Math.Min(relation.CommasBetween, 2), side],
            Clause[relation.SameClause ? 1 : 0, side],
            Before[Bins.Before(frame, place.First), side],
            After[Bins.After(frame, place.Last), side],
            AfterBracket[Bins.After(frame, place.Last), bracket],
            Length[words switch { 1 => 0, 2 => 1, <= 4 => 2, <= 7 => 3, _ => 4 }, rule],
            Measure[measures, kind],
            Person[people == 0 ? 0 : people < words ? 1 : 2],
            Covered[CoveredBy(frame, outcome.Span), side],
            InTitle[Math.Min(inTitle, 2)],
            InEndpoints[Math.Min(inEndpoints, 2)],
            Opens[place.First <= 1 ? 1 : 0],
            FirstVerb[place.Last < firstVerb ? 1 : 0, side, kind],
            Alignment[aligned, respectively],
        ];
        if (side == (int)Side.After && relation.EstimatesBetween == 0)
        {
            bool peopled = false;
            for (int i = target.Last + 1; i < place.First; i++)
            {
                peopled |= frame.Is(i, "patients") || frame.Is(i, "women") || frame.Is(i, "subjects") || frame.Is(i, "participants") || frame.Is(i, "patient") || frame.Is(i, "men") || frame.Is(i, "children");
            }

            features.Add(SharePhrase[(peopled ? 1 : 0) + (relation.VerbsBetween > 0 ? 2 : 0), kind]);
        }

        return features;
    }

    /// <summary>0: neither; 1, 2: a group in part or whole; 3, 4: a time.</summary>
    private static int CoveredBy(SentenceFrame frame, TextSpan span)
    {
        foreach (GroupMention group in frame.Groups)
        {
            if (group.Span.Overlaps(span) && group.Rule is not ("group.phrase" or "group.against" or "group.people" or "group.having"))
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

    private static int PhrasesBetween(SentenceFrame frame, Place phrase, Place target)
    {
        int between = 0;
        for (int i = 0; i < frame.OutcomePlaces.Length; i++)
        {
            Place other = frame.OutcomePlaces[i];
            bool single = frame.Outcomes[i].Rule == "outcome.phrase";
            between += single && ((other.First > phrase.Last && other.Last < target.First) || (other.First > target.Last && other.Last < phrase.First)) ? 1 : 0;
        }

        return between;
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

    /// <summary>Whether a phrase that names no group or time stands between two estimates.</summary>
    private static bool PhrasesSince(SentenceFrame frame, int earlier, int later)
    {
        for (int i = 0; i < frame.OutcomePlaces.Length; i++)
        {
            Place place = frame.OutcomePlaces[i];
            if (place.First > frame.EstimatePlaces[earlier].Last && place.Last < frame.EstimatePlaces[later].First && CoveredBy(frame, frame.Outcomes[i].Span) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SameBracket(SentenceFrame frame, int one, int other) => frame.BracketOf(frame.EstimatePlaces[one].First) == frame.BracketOf(frame.EstimatePlaces[other].First);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
