using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Abbreviations that the text itself defines: "major clinical response (MCR)", by the algorithm of Schwartz and Hearst
/// (Pacific Symposium on Biocomputing 2003): the letters of the short form are sought from right to left in the words before it.
/// </summary>
public sealed partial class AbbreviationTagger(AbbreviationTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Letters and digits of the longest short form.</summary>
        public int LongestShortForm { get; init; } = 10;
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(AbbreviationMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        if (!text.Contains('(', StringComparison.Ordinal))
        {
            return doc;
        }

        List<AbbreviationMention> found = [];
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Language == Language.English)
            {
                found.AddRange(Bracketed.In(text, sentence.Span).Where(mention => mention.Span.Length <= options.LongestShortForm && mention.LongForm.Start >= sentence.Span.Start));
            }
        }

        return found.Count == 0 ? doc : doc.With(found);
    }

    public static Pattern<AbbreviationMention> Bracketed { get; } = new("abbreviation.bracketed", BracketedRegex(), ReadBracketed)
    {
        Needs = text => text.Contains('('),
        Finds = ["a major clinical response (MCR)", "tumour necrosis factor (TNF) fell", "the short form 36 (SF-36; range 0-100)", "body mass indices (BMIs)"],
        Ignores = ["twelve patients (12%)", "the mean fell (SD 3.1)", "in both arms (Table 2)", "the disease (ABC)"],
    };

    private static AbbreviationMention? ReadBracketed(Match match)
    {
        Group shortForm = match.Groups["short"];
        Group before = match.Groups["before"];
        ReadOnlySpan<char> letters = shortForm.ValueSpan;
        if (letters.Length > 2 && letters[^1] == 's' && char.IsUpper(letters[^2]))
        {
            letters = letters[..^1];
        }

        if (!letters.ContainsAnyInRange('A', 'Z') && letters.Length > 4)
        {
            return null;
        }

        int start = LongFormStart(before.ValueSpan, letters);
        if (start < 0 || before.Length - start <= letters.Length)
        {
            return null;
        }

        return new AbbreviationMention(shortForm.Span(), "abbreviation.bracketed", 0.96, new TextSpan(before.Index + start, before.Index + before.Length));
    }

    /// <summary>Where the shortest long form of a short form begins in the words before it, or -1.</summary>
    private static int LongFormStart(ReadOnlySpan<char> before, ReadOnlySpan<char> letters)
    {
        int most = Math.Min(CountLetters(letters) + 5, CountLetters(letters) * 2);
        int at = before.Length - 1;
        for (int i = letters.Length - 1; i >= 0; i--)
        {
            if (!char.IsLetterOrDigit(letters[i]))
            {
                continue;
            }

            char wanted = char.ToLowerInvariant(letters[i]);
            while (at >= 0 && (char.ToLowerInvariant(before[at]) != wanted || (i == 0 && at > 0 && char.IsLetterOrDigit(before[at - 1]))))
            {
                at--;
            }

            if (at < 0)
            {
                return -1;
            }

            at--;
        }

        int start = at + 1;
        return before[start..].Count(' ') < most ? start : -1;
    }

    private static int CountLetters(ReadOnlySpan<char> letters)
    {
        int count = 0;
        foreach (char c in letters)
        {
            count += char.IsLetterOrDigit(c) ? 1 : 0;
        }

        return count;
    }

    // The words before a bracket that opens with one short word: not a number, not a word with a value after it.
    [GeneratedRegex("""
        \ [(\[]
        (?<=(?<before>[^()\[\];:]{2,100})\ .)   # sought from the bracket leftwards: brackets are rarer than words
        (?<short>\p{L}[\p{L}\d/+-]{1,9})
        (?=[)\];,])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex BracketedRegex();
}
