using System.Buffers;
using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>What a decision chooses among: a mention, or null for "none", with the features that speak for it.</summary>
public readonly record struct LinkOption(Mention? Mention, List<string> Features);

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

    public LinkContext(AnnotatedAbstract doc)
    {
        Doc = doc;
        ImmutableArray<EstimateMention> estimates = [.. doc.Of<EstimateMention>()];
        ImmutableArray<GroupMention> groups = [.. doc.Of<GroupMention>()];
        ImmutableArray<TimeMention> times = [.. doc.Of<TimeMention>()];
        ImmutableArray<OutcomeMention> outcomes = [.. doc.Of<OutcomeMention>()];
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
            ImmutableArray<TimeMention> around = [.. Inside(times, span).Where(time => !inside.Any(estimate => SentenceFrame.Extent(estimate).Overlaps(time.Span)) && !named.Any(group => group.Confidence > 0.65 && group.Span.Covers(time.Span)))];
            frames.Add(new SentenceFrame(doc.Text.Text, sentences[i], i, inside, named, around, Inside(outcomes, span), tested));
        }

        Frames = frames.ToImmutable();
        CountArms(groups, sentences);
        CountTimes(times, sentences);
        TitleWords = WordsOf(doc.Text.Sections.FirstOrDefault(section => section.Kind == SectionKind.Title)?.Span ?? FirstSentence(sentences));
        EndpointWords = [];
        foreach (Sentence sentence in sentences)
        {
            if (sentence.Section is not (SectionKind.Results or SectionKind.Conclusions) && sentence.Span.In(doc.Text.Text).ContainsAny(EndpointCues))
            {
                EndpointWords.UnionWith(WordsOf(sentence.Span));
            }
        }
    }

    public AnnotatedAbstract Doc { get; }

    public ImmutableArray<SentenceFrame> Frames { get; }

    public ImmutableArray<GroupMention> Groups { get; }

    /// <summary>How often each arm is named.</summary>
    public Dictionary<int, int> ArmCounts { get; } = [];

    /// <summary>The first mention of each arm that is named more than once, outside the results where it can be.</summary>
    public List<GroupMention> DocArms { get; } = [];

    /// <summary>The times of the title, the objective and the methods, one a duration.</summary>
    public List<(TimeMention Time, int Sentence)> DocTimes { get; } = [];

    /// <summary>How often each number of days is named.</summary>
    public Dictionary<decimal, int> DayCounts { get; } = [];

    public HashSet<string> TitleWords { get; }

    /// <summary>The words of the sentences that tell what was measured.</summary>
    public HashSet<string> EndpointWords { get; }

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

    public HashSet<string> WordsOf(TextSpan span)
    {
        HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
        foreach (Token token in Tokens.In(Doc.Text.Text, span))
        {
            if (token.Class == WordClass.Word && token.Span.Length > 2)
            {
                words.Add(Doc.Text.Slice(token.Span));
            }
        }

        return words;
    }

    private static TextSpan FirstSentence(ImmutableArray<Sentence> sentences) => sentences.IsEmpty ? new TextSpan(0, 0) : sentences[0].Span;

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

    private void CountArms(ImmutableArray<GroupMention> groups, ImmutableArray<Sentence> sentences)
    {
        foreach (GroupMention group in groups)
        {
            if (group.Arm is { } arm)
            {
                ArmCounts[arm] = ArmCounts.GetValueOrDefault(arm) + 1;
            }
        }

        HashSet<int> seen = [];
        foreach (GroupMention group in groups)
        {
            if (DocArms.Count < MostArms && group.Arm is { } arm && ArmCounts[arm] > 1 && group.Confidence >= 0.8 && seen.Add(arm))
            {
                DocArms.Add(group);
            }
        }
    }

    private void CountTimes(ImmutableArray<TimeMention> times, ImmutableArray<Sentence> sentences)
    {
        HashSet<decimal> seen = [];
        foreach (TimeMention time in times)
        {
            if (time.Days is not { } days || days <= 0)
            {
                continue;
            }

            DayCounts[days] = DayCounts.GetValueOrDefault(days) + 1;
            int sentence = Doc.Text.SentenceIndexAt(time.Span.Start);
            bool results = sentence >= 0 && sentences[sentence].Section is SectionKind.Results or SectionKind.Conclusions;
            if (!results && sentence >= 0 && DocTimes.Count < MostTimes && seen.Add(days))
            {
                DocTimes.Add((time, sentence));
            }
        }
    }
}
