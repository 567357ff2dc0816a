using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>What the Chinese stages ask of a text before they read it.</summary>
internal static class ChineseText
{
    /// <summary>The sentences in Chinese in which the authors report; an English abstract costs one look at its sentences.</summary>
    public static IEnumerable<Sentence> ChineseSentences(this AnnotatedAbstract doc)
    {
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Language == Language.Chinese && IsReport(sentence.Section))
            {
                yield return sentence;
            }
        }
    }

    /// <summary>
    /// The Chinese sentences that tell what was found; where no section says so, those from the word 结果 on, or all but the
    /// title of a text that tells of subjects or tests: an essay on a disease quotes the findings of others.
    /// </summary>
    public static List<Sentence> ReportingSentences(this AnnotatedAbstract doc)
    {
        List<Sentence> reporting = [];
        List<Sentence> plain = [];
        bool reported = false;
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            if (sentence.Section is SectionKind.Results or SectionKind.Conclusions or SectionKind.Table)
            {
                reporting.Add(sentence);
                reported = true;
            }
            else if (sentence.Section == SectionKind.Other && sentence.Span.Start > 0)
            {
                reported |= doc.Text.Text.AsSpan(sentence.Span.Start, Math.Min(4, sentence.Span.Length)).Contains("结果", StringComparison.Ordinal);
                (reported ? reporting : plain).Add(sentence);
            }
        }

        return reported ? reporting : !doc.Of<SampleSizeMention>().IsEmpty || !doc.Of<PValueMention>().IsEmpty ? plain : [];
    }

    public static bool HasChinese(this AnnotatedAbstract doc)
    {
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Language == Language.Chinese)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether two spans are neighbours in a list: "56.7%和28.4%", "(12.4±1.8)、(18.3±0.9)".</summary>
    public static bool IsListGap(ReadOnlySpan<char> gap)
    {
        gap = gap.Trim(" ()[];」");
        return gap is "、" or "," or "和" or "及" or "与" or "或" or "vs" or "VS" or "Vs" or "vs." or "比" or "、和" or "以及" or "," or ";" or "";
    }

    public static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';

    /// <summary>Whether a text begins with one of the words, or says a longer one near its beginning.</summary>
    public static bool BeginsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.StartsWith(word) || (text.Length > word.Length && text[..Math.Min(text.Length, 24)].Contains(word, StringComparison.Ordinal) && word.Length > 1))
            {
                return true;
            }
        }

        return false;
    }

    public static bool ContainsAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public static bool EndsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.EndsWith(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The place after the last mark before a place.</summary>
    public static int ClauseStart(string text, int from, int at)
    {
        while (at > from && !IsDelimiter(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    public static bool IsDelimiter(char c) => c is ',' or ';' or '。' or '、' or '(' or ')' or ':' or '[' or ']' or '\n';

    /// <summary>Matches of a regex that lie inside a span; lookbehinds see what stands before it.</summary>
    public static IEnumerable<Match> EnumerateFrom(this Regex regex, string text, TextSpan within)
    {
        for (Match match = regex.Match(text, within.Start); match.Success && match.Index + match.Length <= within.End; match = match.NextMatch())
        {
            yield return match;
        }
    }

    private static bool IsReport(SectionKind kind) => kind is not (SectionKind.Authors or SectionKind.Affiliations or SectionKind.Identifier
        or SectionKind.Funding or SectionKind.Keywords or SectionKind.Disclosure or SectionKind.Matter or SectionKind.Registration or SectionKind.Body);
}
