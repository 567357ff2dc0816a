namespace AbstractMiner.Ingest;

/// <summary>Tells a paragraph that runs from the question to the conclusion from one that is a part of an abstract.</summary>
internal static class WholeAbstract
{
    private const int ShortestAbstract = 500;

    public static bool IsOne(ReadOnlySpan<char> paragraph)
    {
        if (paragraph.Length < ShortestAbstract)
        {
            return false;
        }

        ReadOnlySpan<char> start = paragraph[..(paragraph.Length / 3)];
        ReadOnlySpan<char> end = paragraph[^(paragraph.Length / 4)..];
        int title = paragraph.IndexOf(". ");
        bool titled = title is > 20 and < 300 && FrontMatter.IsTitle(paragraph[..title]);
        bool opens = titled || Any(start, Openings);
        bool closes = Any(end, Closings);
        return opens && closes && Any(paragraph, Doings);
    }

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
        "conclu", "suggest", "in summary", "may be ", "may ", "should ", "indicate", "effective", "our results", "our findings", "these results", "these findings", "this study", "further", "safe", "appears", "demonstrate", "confirm", "support", "结论",
        "improve", "significant", "no difference",
    ];
}
