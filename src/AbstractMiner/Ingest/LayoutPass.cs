using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Undoes the page: joins hard-wrapped lines, words broken by a hyphen and sentences broken by a column, drops running
/// headers, page numbers and lines of tabs. What remains of line feeds: one between lines that the source set apart, two
/// where it left a blank line.
/// </summary>
internal static class LayoutPass
{
    /// <summary>Of a heading that a line end cuts, the longest part that is looked at.</summary>
    private const int LongestCut = 60;

    /// <summary>A longer word would rather be cut than leave so much of a line empty.</summary>
    private const int LongestWord = 12;

    public static NormalisedText? Apply(string text)
    {
        if (!text.AsSpan().ContainsAny('\n', '\f'))
        {
            return null;
        }

        List<PrintedLine> lines = Printed(text);
        int[] width = WrapWidth.Of(text, lines);
        Rewriting output = new(text);
        int end = 0;
        for (int i = 0; i < lines.Count; i++)
        {
            TextSpan gap = new(end, lines[i].Span.Start);
            if (i == 0)
            {
                Write(output, text, gap, "");
            }
            else
            {
                Join(output, text, lines[i - 1].Span, lines[i], gap, width[i]);
            }

            end = lines[i].Span.End;
        }

        Write(output, text, new TextSpan(end, text.Length), "");
        return output.Finish();
    }

    /// <summary>The lines that hold text, without the spaces round them. A line of nothing but spaces and tabs is blank.</summary>
    private static List<PrintedLine> Printed(string text)
    {
        List<TextSpan> lines = [];
        List<int> pages = [];
        for (int start = 0; start <= text.Length;)
        {
            int length = text.AsSpan(start).IndexOfAny('\n', '\f');
            int end = length < 0 ? text.Length : start + length;
            int from = start;
            int to = end;
            bool blank = text.AsSpan(start, end - start).Trim(" \t").IsEmpty;
            while (from < to && text[from] is ' ')
            {
                from++;
            }

            while (to > from && text[to - 1] is ' ')
            {
                to--;
            }

            lines.Add(blank ? new TextSpan(start, start) : new TextSpan(from, to));
            if (end < text.Length && text[end] is '\f')
            {
                pages.Add(lines.Count);
            }

            start = end + 1;
        }

        bool[] furniture = PageFurniture.Find(text, lines, pages);
        List<PrintedLine> printed = [];
        bool afterBlank = false;
        bool afterPage = false;
        for (int i = 0; i < lines.Count; i++)
        {
            if (!lines[i].IsEmpty && !furniture[i])
            {
                printed.Add(new PrintedLine(lines[i], PrintedLine.ColumnsOf(lines[i].In(text)), afterBlank, afterPage));
                afterBlank = false;
                afterPage = false;
                continue;
            }

            afterBlank |= lines[i].IsEmpty;
            afterPage |= furniture[i] || pages.BinarySearch(i) >= 0;
        }

        return printed;
    }

    private static void Join(Rewriting output, string text, TextSpan before, PrintedLine line, TextSpan gap, int width)
    {
        ReadOnlySpan<char> a = before.In(text);
        ReadOnlySpan<char> b = line.Span.In(text);
        if (a.Contains('\t') || b.Contains('\t'))
        {
            Write(output, text, gap, line.Blank ? "\n\n" : "\n");
            return;
        }

        if (LineHyphen.At(text, before, line.Span) is { } hyphen)
        {
            Write(output, text, hyphen is HyphenEnd.Dropped ? new TextSpan(gap.Start - 1, gap.End) : gap, "");
            return;
        }

        // Below the header of a page the text goes on, unless a title begins.
        bool near = !line.Blank || line.Page && !IsCapitals(b) && (!EndsSentence(a) || FrontMatter.HasVerb(b));
        bool goesOn = line.Blank && GoesOnAfterBlank(a, b) || near && GoesOn(a, b, width);
        string by = !goesOn ? line.Blank ? "\n\n" : "\n"
            : Folding.IsChinese(a[^1]) && Folding.IsChinese(b[0]) && !ChineseHeadings.Ends(a) ? "" : " ";
        Write(output, text, gap, by);
    }

    private static void Write(Rewriting output, string text, TextSpan gap, string by)
    {
        if (!gap.In(text).SequenceEqual(by))
        {
            output.Replace(gap, by);
        }
    }

    private static bool GoesOn(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int width)
    {
        if (Headings.IsWhole(a) || Identifiers.IsWhole(a))
        {
            return false;
        }

        int word = Folding.IsChinese(b[0]) ? 2 : b.IndexOf(' ') is > 0 and var space ? Math.Min(space, LongestWord) : Math.Min(b.Length, LongestWord);
        int columns = PrintedLine.ColumnsOf(a);
        bool full = width > 0 && columns + 1 + word > width * 8 / 10;
        bool capitals = IsCapitals(b);
        if (Headings.StartsLine(b) || Identifiers.StartsLine(b))
        {
            if (full && IsHeadingCut(a, b))
            {
                return true;
            }

            // "the primary" / "outcome: death", "as was shown" / "[7] in others": inside a wrapped sentence it is a word like others.
            return full && !capitals && !EndsSentence(a) && (char.IsLower(b[0]) || EndsOpen(a) || b[0] is '[' or '#');
        }

        if (!EndsSentence(a) && IsCapitals(a))
        {
            if (capitals)
            {
                return true;
            }

            // Below a title in capitals stand names, or the text.
            full &= !IsWord(b);
        }

        if (full && IsWord(b) && (FrontMatter.IsKeywords(b) || IsFront(a, b)))
        {
            return false;
        }

        if (EndsSentence(a))
        {
            // "ovarian damage:" / "a randomised trial": the second half of a title.
            return full && width > 0 || a[^1] is ':' && a.Length >= 40 && char.IsLower(b[0]);
        }

        // "median survival was" / "14.3 months", "(95% CI," / "-14.3 to -1.3)": in a ragged paragraph a number goes on as a small letter does.
        bool signed = b.Length > 1 && b[0] is '-' or '<' or '>' or '=' or '±' or '≤' or '≥' && (char.IsAsciiDigit(b[1]) || b[1] is ' ' or '.');
        bool open = a.Length >= 40 && EndsOpen(a);
        bool number = (open || (width > 0 && columns * 2 >= width && a.Contains(' '))) && (signed || (char.IsAsciiDigit(b[0]) && !IsListItem(b)));
        return full || (char.IsLower(b[0]) || number || b[0] is ')' or ',' or '%' or '(' or ';') && !IsListItem(a);
    }

    /// <summary>It begins with a capital and a small letter.</summary>
    private static bool IsWord(ReadOnlySpan<char> line) => line.Length > 1 && char.IsUpper(line[0]) && (char.IsLower(line[1]) || line[1] is ' ' or '.');

    /// <summary>The end of a title and the first of the names, or the end of an address and the text below it.</summary>
    private static bool IsFront(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => !EndsSentence(a) && !EndsOpen(a)
        && (FrontMatter.IsInitialled(b) || IsWord(a) && FrontMatter.HasVerb(b) && FrontMatter.IsAffiliation(a));

    /// <summary>"... was safe. PATIENTS" / "AND METHODS: We": the end of a line and the next one are one heading.</summary>
    private static bool IsHeadingCut(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        ReadOnlySpan<char> tail = a[(a.LastIndexOfAny(".?!") + 1)..].TrimStart();
        return tail.Length is > 0 and <= LongestCut && Headings.At($"{tail} {b[..Math.Min(b.Length, LongestCut)]}") is { } heading && heading.Span.End > tail.Length + 1;
    }

    /// <summary>A blank line inside a sentence is a column or a page break.</summary>
    private static bool GoesOnAfterBlank(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (EndsSentence(a) || Headings.IsWhole(a) || !(char.IsLower(b[0]) || char.IsAsciiDigit(b[0]) || b[0] is ')' or '%'))
        {
            return false;
        }

        return EndsOpen(a) || char.IsLower(b[0]) && a.Length >= 150 && a.Contains(". ", StringComparison.Ordinal);
    }

    /// <summary>A comma, an open bracket or a word like "of" or "were" never ends a sentence.</summary>
    private static bool EndsOpen(ReadOnlySpan<char> line) =>
        line[^1] is ',' or '(' || line.LastIndexOf(' ') is > 0 and var space && FunctionWords.Contains(line[(space + 1)..].ToString());

    internal static bool EndsSentence(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd(")]\"'* ");
        return line.Length > 0 && line[^1] is '.' or '!' or '?' or '。' or ':' or ';' or '：';
    }

    /// <summary>A line of capitals: a title. Single words and abbreviations alone are none.</summary>
    internal static bool IsCapitals(ReadOnlySpan<char> line)
    {
        int upper = 0;
        int lower = 0;
        foreach (char c in line)
        {
            upper += char.IsUpper(c) ? 1 : 0;
            lower += char.IsLower(c) ? 1 : 0;
            if (lower * 9 > line.Length)
            {
                return false; // whatever follows
            }
        }

        return upper >= 5 && lower * 8 <= upper;
    }

    private static bool IsListItem(ReadOnlySpan<char> line) => line.Length < 25 && line[^1] is ',' or ';';

    private static readonly HashSet<string> FunctionWords = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "with", "by", "from", "and", "or", "but", "nor", "as", "than", "that", "which", "who", "whose",
        "was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "not", "no", "into", "between", "among", "after", "before", "during", "per",
        "vs", "versus", "their", "its", "his", "her", "our", "this", "these", "those", "each", "both", "all", "may", "can", "could", "would", "should", "will",
    };
}
