using System.Buffers;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>What the whole abstract says for a stretch of time being one that results are reported at, rather than the length of a course, a rhythm of doses or a wait.</summary>
internal sealed class TimeEvidence
{
    private static readonly string[] Units = ["minutes", "hours", "days", "weeks", "months", "years", "none"];
    private static readonly string[] Rules = ["time.counted", "time.numbered", "time.baseline", "time.named", "time.from"];

    private static readonly WordSet References = WordSet.Of("from than to with versus vs over");

    private static readonly SearchValues<string> EndpointCues = SearchValues.Create(["primary", "outcome", "end point", "endpoint", "efficacy", "assess", "measur", "evaluat", "record"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> FollowCues = SearchValues.Create(["follow"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> CourseCues = SearchValues.Create(["cycle", "every", "daily", "mg", "dose", "regimen", "infusion", "course", "washout", "run-in"], StringComparison.OrdinalIgnoreCase);

    private static readonly FeatureNames InSection = new("section", Bins.Sections, FeatureNames.UpTo(2));
    private static readonly FeatureNames OfUnit = new("unit", Units, Bins.YesNo);
    private static readonly FeatureNames OfRule = new("kind", Rules, Bins.YesNo);
    private static readonly FeatureNames Mentions = new("named", FeatureNames.UpTo(4), FeatureNames.UpTo(3));
    private static readonly FeatureNames Before = new("word before", Bins.Prepositions);
    private static readonly FeatureNames Following = new("word after", ["none", "follow-up", "cycle", "period", "treatment", "mortality", "survival", "interval", "course", "study", "later", "after", "before", "visit", "trial", "therapy", "post", "of"]);
    private static readonly FeatureNames Cues = new("sentence tells of endpoints, of follow-up, of a course", Bins.YesNo, Bins.YesNo, Bins.YesNo);
    private static readonly FeatureNames Longest = new("the longest", Bins.YesNo, FeatureNames.UpTo(3));
    private static readonly FeatureNames Rank = new("rank among the times", FeatureNames.UpTo(3), FeatureNames.UpTo(4));

    private static readonly string[] Followers = ["", "follow", "cycle", "period", "treatment", "mortality", "survival", "interval", "course", "study", "later", "after", "before", "visit", "trial", "therapy", "post", "of"];

    private readonly bool[] _followed = new bool[Followers.Length];
    private readonly bool[] _preceded = new bool[Bins.Prepositions.Length];
    private int _mentions;
    private int _inResults;
    private bool _endpoint;
    private bool _follow;
    private bool _course;

    private TimeEvidence(TimeMention first, int sentence)
    {
        First = first;
        Sentence = sentence;
    }

    public TimeMention First { get; }

    /// <summary>The sentence of the first mention, in the abstract's sentences.</summary>
    public int Sentence { get; }

    /// <summary>All sentences that name it.</summary>
    public List<int> Sentences { get; } = [];

    public double Probability { get; set; }

    /// <summary>The stretches of an abstract in the order of first mention; mentions of as many days are one.</summary>
    public static List<TimeEvidence> Of(AnnotatedAbstract doc, IReadOnlyList<TimeMention> times)
    {
        List<TimeEvidence> stretches = [];
        string text = doc.Text.Text;
        foreach (TimeMention time in times)
        {
            int index = doc.Text.SentenceIndexAt(time.Span.Start);
            TimeEvidence? evidence = stretches.Find(other => IsSame(other.First, time, text));
            if (evidence is null)
            {
                stretches.Add(evidence = new TimeEvidence(time, index));
            }

            evidence._mentions++;
            evidence._preceded[TimeLink.WordBefore(text, time.Span.Start)] = true;
            evidence._followed[Follower(text, time.Span.End)] = true;
            if (index >= 0)
            {
                if (!evidence.Sentences.Contains(index))
                {
                    evidence.Sentences.Add(index);
                }

                Sentence sentence = doc.Text.Sentences[index];
                ReadOnlySpan<char> around = sentence.Span.In(text);
                evidence._inResults += sentence.Section is SectionKind.Results or SectionKind.Conclusions ? 1 : 0;
                evidence._endpoint |= around.ContainsAny(EndpointCues);
                evidence._follow |= around.ContainsAny(FollowCues);
                ReadOnlySpan<char> near = text.AsSpan(Math.Max(sentence.Span.Start, time.Span.Start - 24), Math.Min(sentence.Span.End, time.Span.End + 16) - Math.Max(sentence.Span.Start, time.Span.Start - 24));
                evidence._course |= near.ContainsAny(CourseCues);
            }
        }

        return stretches;
    }

    public static bool IsSame(TimeMention one, TimeMention other, string text) =>
        ReferenceEquals(one, other) || (one.Days is { } days ? days == other.Days : other.Days is null && one.Name == other.Name && one.Span.In(text).Equals(other.Span.In(text), StringComparison.OrdinalIgnoreCase));

    /// <summary>"Change from baseline", "compared with baseline": what a number is measured against and not when, unless its own number follows ("from baseline (8.2)").</summary>
    public static bool IsReference(string text, TimeMention time)
    {
        if (time is not { Days: 0, Rule: "time.baseline" })
        {
            return false;
        }

        ReadOnlySpan<char> after = text.AsSpan(time.Span.End).TrimStart(' ');
        if (after.Length > 0 && (after[0] is '(' or '[' or ':' or '=' || char.IsAsciiDigit(after[0]) || after.StartsWith("of ") || after.StartsWith("value") || after.StartsWith("level") || after.StartsWith("mean")))
        {
            return false;
        }

        ReadOnlySpan<char> before = text.AsSpan(0, time.Span.Start).TrimEnd(' ');
        ReadOnlySpan<char> last = ArmEvidence.LastWord(before);
        return References.Holds(last is "the" ? ArmEvidence.LastWord(before[..^last.Length].TrimEnd(' ')) : ArmEvidence.LastWord(before.TrimEnd('.')));
    }

    /// <summary>What speaks for and against it; it can be read until the next is described.</summary>
    public ArraySegment<Feature> Describe(FeatureLists features, AnnotatedAbstract doc, List<TimeEvidence> all)
    {
        SectionKind section = Sentence < 0 ? SectionKind.Other : doc.Text.Sentences[Sentence].Section;
        int longer = 0;
        int order = 0;
        foreach (TimeEvidence other in all)
        {
            longer += other.First.Days > First.Days ? 1 : 0;
            order += other.First.Days is not null && other.First.Span.Start < First.Span.Start ? 1 : 0;
        }

        int rule = Math.Max(0, Array.IndexOf(Rules, First.Rule));
        features.Clear();
        features.Add(
            InSection[Bins.Section(section), Math.Min(_inResults, 2)],
            OfUnit[UnitOf(First.Days), _inResults > 0 ? 1 : 0],
            OfRule[rule, _inResults > 0 ? 1 : 0],
            Mentions[Math.Min(_mentions, 4), Math.Min(_inResults, 3)],
            Cues[_endpoint ? 1 : 0, _follow ? 1 : 0, _course ? 1 : 0],
            Longest[longer == 0 && First.Days is not null ? 1 : 0, Math.Min(all.Count, 3)],
            Rank[Math.Min(order, 3), Math.Min(all.Count, 4)]);
        for (int i = 1; i < _followed.Length; i++)
        {
            if (_followed[i])
            {
                features.Add(Following[i]);
            }
        }

        for (int i = 0; i < _preceded.Length; i++)
        {
            if (_preceded[i])
            {
                features.Add(Before[i]);
            }
        }

        return features.Take();
    }

    private static int UnitOf(decimal? days) => days switch { null or 0 => 6, < 0.04m => 0, < 1 => 1, < 7 => 2, < 30 => 3, < 365 => 4, _ => 5 };

    private static int Follower(string text, int end)
    {
        ReadOnlySpan<char> after = text.AsSpan(end, Math.Min(40, text.Length - end)).TrimStart(" -,(");
        for (int i = 1; i < Followers.Length; i++)
        {
            if (after.StartsWith(Followers[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return 0;
    }
}
