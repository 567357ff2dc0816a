using System.Buffers;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>A paragraph that may be an abstract by itself: it has a title, or it runs from the question to the conclusion.</summary>
/// <param name="First">The line where the abstract would begin: the paragraph's own, or that of the title above it.</param>
/// <param name="Titled">It begins with a title, or stands below one.</param>
/// <param name="Whole">It opens like an abstract, tells of a study, and closes like one.</param>
internal sealed record WholeAbstract(TextSpan Span, int First, bool Titled, bool Whole, Language Language)
{
    private const int ShortestParagraph = 300;

    private const int ShortestWhole = 500;

    /// <summary>Null where the paragraph is too short to be one.</summary>
    public static WholeAbstract? Read(string text, TextSpan span, int first, string? title)
    {
        ReadOnlySpan<char> paragraph = span.In(text);
        bool chinese = SentenceSplitter.LanguageOf(paragraph[..Math.Min(paragraph.Length, 200)]) is Language.Chinese;
        if (paragraph.Length < (chinese ? ShortestParagraph / 3 : ShortestParagraph))
        {
            return null;
        }

        bool studied = Any(paragraph, Doings);
        bool opens = Any(paragraph[..(paragraph.Length / 3)], Openings);
        bool closes = Any(paragraph[^(paragraph.Length / 4)..], Closings);
        bool titled = title is not null ? studied && (opens || closes) && FrontMatter.IsTitle(title) : BeginsWithTitle(text, span, chinese);
        bool whole = opens && closes && studied && paragraph.Length >= (chinese ? ShortestWhole / 3 : ShortestWhole);
        return new WholeAbstract(span, first, titled, whole, chinese ? Language.Chinese : Language.English);
    }

    /// <summary>A line above a paragraph that may be its title: some words, no full stop, no institution.</summary>
    public static bool MayBeTitle(ReadOnlySpan<char> line) =>
        line.Length is >= 30 and <= 350 && (!LayoutPass.EndsSentence(line.TrimEnd('?')) && FrontMatter.Matter(line) is null && (!FrontMatter.IsAffiliation(line) || FrontMatter.IsTitle(line)) || FrontMatter.IsStoppedTitle(line));

    private static bool BeginsWithTitle(string text, TextSpan span, bool chinese)
    {
        List<Sentence> sentences = [];
        SentenceSplitter.Split(text, new TextSpan(span.Start, Math.Min(span.End, span.Start + 420)), SectionKind.Other, sentences);
        if (sentences.Count < 2)
        {
            return false;
        }

        ReadOnlySpan<char> first = sentences[0].Span.In(text).TrimEnd(".。 ");
        return chinese ? first.Length is >= 6 and <= 60 && !first.Contains(',') && !first.Contains(';') && text[sentences[0].Span.End - 1] is '。' or '?'
            : first.Length >= 20 && first.Count(' ') >= 3 && !first.ContainsAny(Signs) && FrontMatter.IsTitle(first);
    }

    /// <summary>What no title has, but a sentence that counts: "Of 40 patients, 12 (30%) relapsed".</summary>
    private static readonly SearchValues<char> Signs = SearchValues.Create("%=<>±×≤≥");

    private static bool Any(ReadOnlySpan<char> text, string[] cues)
    {
        foreach (string cue in cues)
        {
            if (text.Contains(cue, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] Openings =
    [
        "aim", "objective", "purpose", "to determine", "to evaluate", "to assess", "to compare", "to investigate", "to examine", "we investigated", "we evaluated", "we examined", "we compared", "we assessed",
        "is associated with", "is a ", "are a ", "unclear", "unknown", "little is known", "remains", "hypothes", "目的",
    ];

    private static readonly string[] Doings = ["patients", "participants", "subjects", "women", "children", "men ", "randomi", "mice", "rats", "cells", "患者", "例", "volunteers", "adults"];

    private static readonly string[] Closings =
    [
        "conclu", "suggest", "in summary", "may ", "should ", "indicate", "effective", "our results", "our findings", "these results", "these findings", "this study", "further", "safe", "appears", "demonstrate", "confirm", "support", "结论",
        "improve", "significant", "no difference",
    ];
}
