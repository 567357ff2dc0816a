using System.Buffers;
using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>What a decision chooses among: a mention, or null for "none", with the features that speak for it; they can be read until the next decision.</summary>
public readonly record struct LinkOption(Mention? Mention, ArraySegment<Feature> Features);

/// <summary>An estimate and what was decided for it.</summary>
public sealed record Linked(SentenceFrame Frame, int Estimate, OutcomeMention? Outcome, GroupMention? Group, TimeMention? Time)
{
    public EstimateMention Mention => Frame.Estimates[Estimate];
}

/// <summary>An abstract as the links see it: its sentences with numbers, its arms, its times, and what is decided so far.</summary>
public sealed class LinkContext
{
    private const int MostArms = 6;
    private const int MostTimes = 6;

    private static readonly SearchValues<string> EndpointCues = SearchValues.Create(["outcome", "endpoint", "end point", "measured", "assess", "evaluat"], StringComparison.OrdinalIgnoreCase);

    /// <param name="models">Of which those of arms and landmarks tell what results are reported of, and when.</param>
    public LinkContext(AnnotatedAbstract doc, LinkModels models)
    {
        Doc = doc;
        Words = models.Words;
        ImmutableArray<EstimateMention> estimates = doc.Of<EstimateMention>();
        ImmutableArray<GroupMention> groups = doc.Of<GroupMention>();
        ImmutableArray<TimeMention> times = doc.Of<TimeMention>();
        ImmutableArray<OutcomeMention> outcomes = doc.Of<OutcomeMention>();
        ImmutableArray<PValueMention> pValues = [.. doc.Of<PValueMention>().Where(p => !p.IsThreshold)];
        Groups = groups;
        ImmutableArray<SentenceFrame>.Builder frames = ImmutableArray.CreateBuilder<SentenceFrame>();
        ImmutableArray<Sentence> sentences = doc.Text.Sentences;
        for (int i = 0; i < sentences.Length; i++)
        {
            TextSpan span = sentences[i].Span;
            ImmutableArray<EstimateMention> inside = Inside(estimates, span);
            ImmutableArray<PValueMention> tested = Inside(pValues, span);
            if (sentences[i].Language != Language.English || (inside.IsEmpty && tested.IsEmpty))
            {
                continue;
            }

            ImmutableArray<GroupMention> named = Inside(groups, span);
            frames.Add(new SentenceFrame(doc.Text.Text, sentences[i], i, doc.Tokens[i], inside, named, Apart(Inside(times, span), inside, named), Inside(outcomes, span), tested, Words));
        }

        Frames = frames.ToImmutable();
        Arms = ArmEvidence.Of(doc, groups, Frames, Words);
        foreach ((GroupMention first, ArraySegment<Feature> features) in ArmFeatures())
        {
            Arms[first.Arm!.Value].Probability = models.Arm.Probability(features);
        }

        DocArms = [.. Arms.Values.Where(arm => arm.Probability >= 0.5).OrderByDescending(arm => arm.Probability).Take(MostArms).Select(arm => arm.First).OrderBy(arm => arm.Span.Start)];
        SecondArm = Arms.Values.Select(arm => arm.Probability).OrderDescending().ElementAtOrDefault(1);
        IsRandomised = doc.Text.Text.Contains("andomi", StringComparison.Ordinal) || doc.Text.Text.Contains("RCT", StringComparison.Ordinal);
        FirstTested = DocArms.Find(arm => !Arms[arm.Arm!.Value].IsControl) ?? DocArms.FirstOrDefault();
        foreach (SentenceFrame frame in Frames)
        {
            frame.Order(Arms);
        }

        Stretches = TimeEvidence.Of(doc, times);
        foreach (TimeEvidence stretch in Stretches)
        {
            stretch.Probability = models.Landmark.Probability(stretch.Describe(Features, doc, Stretches));
        }

        Landmarks = [.. Stretches.Where(stretch => stretch.First.Days > 0 && stretch.Probability >= 0.15).OrderByDescending(stretch => stretch.Probability).ThenBy(stretch => stretch.First.Span.Start).Take(MostTimes)];
        Landmark = Landmarks.IsEmpty ? null : Landmarks[0].First;
        for (int i = 0; i < sentences.Length; i++)
        {
            if (sentences[i].Section is not (SectionKind.Results or SectionKind.Conclusions) && sentences[i].Span.In(doc.Text.Text).ContainsAny(EndpointCues))
            {
                AddWords(doc.Tokens[i]);
            }
        }
    }

    public AnnotatedAbstract Doc { get; }

    /// <summary>The features of the options of the decision at hand.</summary>
    internal FeatureLists Features { get; } = new();

    /// <summary>The words that the models know.</summary>
    public LinkWords Words { get; }

    public ImmutableArray<SentenceFrame> Frames { get; }

    public ImmutableArray<GroupMention> Groups { get; }

    /// <summary>What speaks for each arm.</summary>
    internal Dictionary<int, ArmEvidence> Arms { get; }

    /// <summary>The arms of the abstract, each by its first mention.</summary>
    public List<GroupMention> DocArms { get; }

    /// <summary>How probable the second arm is: where it is not, the abstract compares no groups.</summary>
    public double SecondArm { get; }

    public bool IsRandomised { get; }

    /// <summary>The first arm that is no control.</summary>
    public GroupMention? FirstTested { get; }

    /// <summary>The stretches of time that the abstract names, with how probably results are reported at each.</summary>
    internal List<TimeEvidence> Stretches { get; }

    /// <summary>The probable ones.</summary>
    internal ImmutableArray<TimeEvidence> Landmarks { get; }

    /// <summary>The most probable one.</summary>
    public TimeMention? Landmark { get; }

    /// <summary>The words of the sentences that tell what was measured.</summary>
    public HashSet<string> EndpointWords { get; } = new(StringComparer.OrdinalIgnoreCase);

    private (SentenceFrame? Frame, OutcomeFacts[] Facts) _outcomes = (null, []);

    private (SentenceFrame? Frame, Dictionary<OutcomeMention, int[]> Of) _told = (null, []);

    /// <summary>What each outcome of a sentence is; one number of it asks after the other.</summary>
    internal OutcomeFacts[] OutcomesOf(SentenceFrame frame)
    {
        if (_outcomes.Frame != frame)
        {
            _outcomes = (frame, OutcomeFacts.Of(this, frame));
        }

        return _outcomes.Facts;
    }

    /// <summary>What is decided so far, in order.</summary>
    public List<Linked> History { get; } = [];

    public Linked? Last => History.Count > 0 ? History[^1] : null;

    /// <summary>The latest decision before this sentence.</summary>
    public Linked? LastBefore(SentenceFrame frame)
    {
        for (int i = History.Count - 1; i >= 0; i--)
        {
            if (History[i].Frame != frame)
            {
                return History[i];
            }
        }

        return null;
    }

    /// <summary>The groups in the order that "respectively" refers to, or of the numbers of the latest sentence before this one, if there are just so many.</summary>
    public List<GroupMention>? NamedBefore(SentenceFrame frame, int count)
    {
        if (frame.Respectively >= 0 && ListedBefore(frame, count) is { } listed)
        {
            return listed;
        }

        SentenceFrame? before = LastBefore(frame)?.Frame;
        List<GroupMention> named = [.. History.Where(row => row.Frame == before && row.Group is not null).Select(row => row.Group!).DistinctBy(group => group.Arm)];
        return before is not null && named.Count == count ? named : null;
    }

    /// <summary>The arms that the latest sentence with a "respectively" of its own and just so many arms names; also one that reports no number.</summary>
    private List<GroupMention>? ListedBefore(SentenceFrame frame, int count)
    {
        for (int i = frame.Index - 1; i >= 0; i--)
        {
            TextSpan earlier = Doc.Text.Sentences[i].Span;
            if (earlier.In(Doc.Text.Text).Contains("respectively", StringComparison.Ordinal))
            {
                List<GroupMention> listed = [.. Inside(Groups, earlier).Where(group => RankOf(group.Arm ?? -1) >= 0).DistinctBy(group => group.Arm)];
                if (listed.Count == count)
                {
                    return listed;
                }
            }
        }

        return null;
    }

    /// <summary>What was decided for the member of the latest earlier list that stands where this estimate stands in its own list of the same size.</summary>
    public Linked? Parallel(SentenceFrame frame, int estimate)
    {
        ListPlace list = frame.EstimateLists[estimate];
        for (int i = History.Count - 1; i >= 0 && list.Size > 1; i--)
        {
            ListPlace other = History[i].Frame.EstimateLists[History[i].Estimate];
            if (other.Size == list.Size && other.Index == list.Index && !(History[i].Frame == frame && other.List == list.List))
            {
                return History[i];
            }
        }

        return null;
    }

    /// <summary>The mention of an arm that a reader of the sentence has in mind: the last one up to it, else the next.</summary>
    public GroupMention Latest(GroupMention arm, SentenceFrame frame)
    {
        GroupMention latest = arm;
        foreach (GroupMention group in Groups)
        {
            if (group.Arm == arm.Arm && (group.Span.Start < frame.Sentence.Span.End || latest.Span.Start >= frame.Sentence.Span.End))
            {
                latest = group.Span.Start < frame.Sentence.Span.End || group.Span.Start < latest.Span.Start ? group : latest;
            }
        }

        return latest;
    }

    /// <summary>The place of an arm among those of the abstract, or -1.</summary>
    public int RankOf(int arm)
    {
        for (int i = 0; i < DocArms.Count; i++)
        {
            if (DocArms[i].Arm == arm)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The arm of the abstract that another is compared with: rather one of other words ("liraglutide 1.8 mg" is no other than "liraglutide"), rather a control if that is none.</summary>
    public GroupMention? Opposite(GroupMention group) => Opposite(group, DocArms);

    /// <summary>The same among some groups; null where all are the arm itself.</summary>
    internal GroupMention? Opposite(GroupMention group, IEnumerable<GroupMention> among)
    {
        string text = Doc.Text.Text;
        bool control = ControlWords.In(group.Span.In(text));
        GroupMention? best = null;
        int most = -1;
        foreach (GroupMention other in among)
        {
            int merit = other.Arm == group.Arm ? -1 : (GroupKey.ShareWord(group.Span.In(text), other.Span.In(text)) ? 0 : 2) + (ControlWords.In(other.Span.In(text)) != control ? 1 : 0);
            if (merit > most)
            {
                (best, most) = (other, merit);
            }
        }

        return best;
    }

    /// <summary>What the model of arms sees of each name, by its first mention.</summary>
    public IEnumerable<(GroupMention First, ArraySegment<Feature> Features)> ArmFeatures()
    {
        int sized = Arms.Values.Count(arm => arm.Sized);
        return Arms.Values.Select(arm => (arm.First, arm.Describe(Features, Doc, sized - (arm.Sized ? 1 : 0))));
    }

    /// <summary>What the model of landmarks sees of each stretch of time, by its first mention.</summary>
    public IEnumerable<(TimeMention First, ArraySegment<Feature> Features)> TimeFeatures() =>
        Stretches.Select(stretch => (stretch.First, stretch.Describe(Features, Doc, Stretches)));

    /// <summary>For each stretch of time, how many words of an outcome stand in the sentence, other than this one, that shares the most with it of those that name the time.</summary>
    public int[] Told(SentenceFrame frame, OutcomeMention? outcome)
    {
        int[] told = new int[Stretches.Count];
        if (outcome is null || told.Length == 0)
        {
            return told;
        }

        if (_told.Frame != frame)
        {
            _told = (frame, new(ReferenceEqualityComparer.Instance));
        }

        if (!_told.Of.TryAdd(outcome, told))
        {
            return _told.Of[outcome];
        }

        List<Token> words = Tokens.In(Doc.Text.Text, outcome.Span);
        for (int i = 0; i < told.Length; i++)
        {
            foreach (int sentence in Stretches[i].Sentences)
            {
                int shared = 0;
                for (int k = 0; k < words.Count && sentence != frame.Index; k++)
                {
                    shared += words[k].Class == WordClass.Word && words[k].Span.Length > 2 && Holds(Doc.Text.Sentences[sentence].Span.In(Doc.Capitals), words[k].Span.In(Doc.Capitals)) ? 1 : 0;
                }

                told[i] = Math.Max(told[i], shared);
            }
        }

        return told;

        static bool Holds(ReadOnlySpan<char> sentence, ReadOnlySpan<char> word)
        {
            while (sentence.IndexOf(word) is var at and >= 0)
            {
                int end = at + word.Length;
                if ((at == 0 || !char.IsLetterOrDigit(sentence[at - 1])) && (end == sentence.Length || !char.IsLetterOrDigit(sentence[end])))
                {
                    return true;
                }

                sentence = sentence[end..];
            }

            return false;
        }
    }

    /// <summary>The place of the stretch of a time, or -1.</summary>
    public int StretchOf(TimeMention time)
    {
        for (int i = 0; i < Stretches.Count; i++)
        {
            if (TimeEvidence.IsSame(Stretches[i].First, time, Doc.Text.Text))
            {
                return i;
            }
        }

        return -1;
    }

    private void AddWords(List<Token> tokens)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words = EndpointWords.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (Token token in tokens)
        {
            if (token.Class == WordClass.Word && token.Span.Length > 2)
            {
                words.Add(token.Span.In(Doc.Text.Text));
            }
        }
    }

    /// <summary>The times that are no part of a number or of a group's name, and that nothing is measured against.</summary>
    private ImmutableArray<TimeMention> Apart(ImmutableArray<TimeMention> times, ImmutableArray<EstimateMention> estimates, ImmutableArray<GroupMention> groups) => times.IsEmpty ? times :
    [
        .. times.Where(time => !estimates.Any(estimate => SentenceFrame.Extent(estimate).Overlaps(time.Span))
            && !groups.Any(group => group.Confidence > 0.65 && group.Span.Covers(time.Span)) && !TimeEvidence.IsReference(Doc.Text.Text, time)),
    ];

    private static ImmutableArray<T> Inside<T>(ImmutableArray<T> mentions, TextSpan span)
        where T : Mention
    {
        int low = 0;
        int high = mentions.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = mentions[middle].Span.Start < span.Start ? (middle + 1, high) : (low, middle);
        }

        int end = low;
        while (end < mentions.Length && mentions[end].Span.Start < span.End)
        {
            end++;
        }

        return mentions[low..end];
    }
}
