using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Phrases that may say what a number is a number of: in "the risk of local recurrence at 10 years was 6.7%" the phrases
/// "risk", "local recurrence" and "risk of local recurrence". The linker chooses among them.
/// </summary>
public sealed class OutcomeTagger(OutcomeTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Words of the longest phrase.</summary>
        public int LongestPhrase { get; init; } = 12;

        /// <summary>How many phrases a preposition may join.</summary>
        public int MostJoined { get; init; } = 3;
    }

    private static readonly WordSet Joints = WordSet.Of("of in to for on with from");

    public IReadOnlyList<Type> Needs => [typeof(EstimateMention), typeof(TimeMention)];

    public IReadOnlyList<Type> Adds => [typeof(OutcomeMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        TextSpan[] numbers = [.. doc.Of<EstimateMention>().Select(estimate => estimate.Span), .. doc.Of<PValueMention>().Where(p => !p.IsThreshold).Select(p => p.Span)];
        if (numbers.Length == 0)
        {
            return doc;
        }

        Array.Sort(numbers);
        TextSpan[] times = [.. doc.Of<TimeMention>().Where(time => time.Days > 0).Select(time => time.Span)];
        List<OutcomeMention> found = [];
        int next = 0;
        for (int i = 0; i < doc.Text.Sentences.Length; i++)
        {
            Sentence sentence = doc.Text.Sentences[i];
            while (next < numbers.Length && numbers[next].Start < sentence.Span.Start)
            {
                next++;
            }

            if (next < numbers.Length && sentence.Span.Contains(numbers[next].Start) && sentence.Language == Language.English)
            {
                Phrases(doc.Text.Text, doc.Tokens[i], times, found);
            }
        }

        return doc.With(found);
    }

    private void Phrases(string text, List<Token> tokens, TextSpan[] times, List<OutcomeMention> found)
    {
        List<(int Start, int End)> chunks = [];
        for (int i = 0; i < tokens.Count; i++)
        {
            // "At 6 months SLEDAI fell": the words of a time are none of an outcome's.
            if (tokens[i].Class != WordClass.Word || Array.Exists(times, time => time.Covers(tokens[i].Span)))
            {
                continue;
            }

            int end = i + 1;
            while (end < tokens.Count && end - i < options.LongestPhrase && (tokens[end].IsName || (tokens[end].Class == WordClass.Sign && IsInner(text[tokens[end].Span.Start]) && end + 1 < tokens.Count && tokens[end + 1].IsName)))
            {
                end++;
            }

            while (end > i + 1 && tokens[end - 1].Class == WordClass.Number && end < tokens.Count && tokens[end].Class != WordClass.Stop)
            {
                end--; // "mortality 12" is the outcome and its number
            }

            chunks.Add((i, end));
            i = end - 1;
        }

        for (int first = 0; first < chunks.Count; first++)
        {
            Add(tokens, chunks[first].Start, chunks[first].End, "outcome.phrase");
            int last = first;
            while (last + 1 < chunks.Count && last - first < options.MostJoined && JoinedTo(text, tokens, chunks[last].End, chunks[last + 1].Start)
                && chunks[last + 1].End - chunks[first].Start <= options.LongestPhrase)
            {
                last++;
                Add(tokens, chunks[first].Start, chunks[last].End, "outcome.joined");
            }
        }

        void Add(List<Token> all, int from, int to, string rule) =>
            found.Add(new OutcomeMention(new TextSpan(WithGluedBracket(text, all[from].Span.Start), all[to - 1].Span.End), rule, 0.5, null));
    }

    /// <summary>Where a name begins that a bracket stands in: "25(OH)D".</summary>
    private static int WithGluedBracket(string text, int start)
    {
        int open = start > 1 && text[start - 1] == ')' ? text.LastIndexOf('(', start - 1, Math.Min(start, LongestGlued)) : -1;
        int first = open;
        while (first > 0 && char.IsLetterOrDigit(text[first - 1]))
        {
            first--;
        }

        return open >= 0 && first < open ? first : start;
    }

    private const int LongestGlued = 12;

    /// <summary>"of", "of the": one preposition and at most a determiner.</summary>
    private static bool JoinedTo(string text, List<Token> tokens, int from, int to) =>
        to - from is 1 or 2 && tokens[from].Class == WordClass.Preposition && Joints.Holds(tokens[from].Span.In(text))
        && (to - from == 1 || tokens[from + 1].Class == WordClass.Determiner);

    private static bool IsInner(char c) => c is '-' or '/' or '+' or '<' or '>' or '≥' or '≤' or '\'' or '"';
}
