using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Undoes the page: joins hard-wrapped lines, words broken by a hyphen and sentences broken by a column, drops running
/// headers, page numbers and lines of tabs. What remains of line feeds: one between lines that the source set apart, two
/// where it left a blank line.
/// </summary>
internal static class LayoutPass
{
    private const int LongestWrappedLine = 160;

    public static NormalisedText? Apply(string text)
    {
        if (!text.Contains('\n'))
        {
            return null;
        }

        List<TextSpan> lines = Lines(text);
        PageFurniture.Drop(text, lines);
        int[] width = Widths(text, lines);
        Rewriting output = new(text);
        int end = 0;
        TextSpan last = default;
        bool first = true;
        for (int i = 0; i < lines.Count; i++)
        {
            TextSpan line = lines[i];
            if (line.IsEmpty)
            {
                continue;
            }

            TextSpan gap = new(end, line.Start);
            if (first)
            {
                Write(output, text, gap, "");
                first = false;
            }
            else
            {
                bool blank = gap.In(text).Count('\n') > 1;
                Join(output, text, last, line, gap, blank, width[i]);
            }

            last = line;
            end = line.End;
        }

        Write(output, text, new TextSpan(end, text.Length), "");
        return output.Finish();
    }

    /// <summary>The lines without the spaces round them; a line of nothing but spaces and tabs is empty.</summary>
    private static List<TextSpan> Lines(string text)
    {
        List<TextSpan> lines = [];
        for (int start = 0; start <= text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
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
            start = end + 1;
        }

        return lines;
    }

    /// <summary>
    /// For every line the width that its paragraph was wrapped to; 0 where it was not. A wrapped paragraph has lines of nearly
    /// one length; a short one borrows the width of the text before it.
    /// </summary>
    private static int[] Widths(string text, List<TextSpan> lines)
    {
        int[] widths = new int[lines.Count];
        int borrowed = 0;
        for (int start = 0; start < lines.Count;)
        {
            int end = start;
            int longest = 0;
            while (end < lines.Count && !lines[end].IsEmpty)
            {
                longest = Math.Max(longest, lines[end].Length);
                end++;
            }

            int full = 0;
            int open = 0;
            for (int i = start; i < end - 1; i++)
            {
                if (lines[i].Length * 10 >= longest * 7 && lines[i].Length >= 20)
                {
                    full++;
                    open += EndsSentence(lines[i].In(text)) ? 0 : 1;
                }
            }

            int inner = end - start - 1;
            bool wrapped = longest <= LongestWrappedLine && full >= 2 && full * 10 >= inner * 5 && open * 2 >= full;
            if (longest > LongestWrappedLine)
            {
                borrowed = 0;
            }
            else if (wrapped && inner >= 3)
            {
                borrowed = longest;
            }

            for (int i = start; i < end; i++)
            {
                widths[i] = wrapped ? longest : longest <= borrowed + 10 ? borrowed : 0;
            }

            start = end + 1;
        }

        return widths;
    }

    private static void Join(Rewriting output, string text, TextSpan before, TextSpan after, TextSpan gap, bool blank, int width)
    {
        ReadOnlySpan<char> a = before.In(text);
        ReadOnlySpan<char> b = after.In(text);
        if (a.Contains('\t') || b.Contains('\t'))
        {
            Write(output, text, gap, blank ? "\n\n" : "\n");
            return;
        }

        if (LineHyphen.At(text, before, after) is { } hyphen)
        {
            Write(output, text, hyphen is HyphenEnd.Dropped ? new TextSpan(gap.Start - 1, gap.End) : gap, "");
            return;
        }

        bool goesOn = blank ? GoesOnAfterBlank(a, b) : GoesOn(a, b, width);
        string by = !goesOn ? blank ? "\n\n" : "\n"
            : Folding.IsChinese(a[^1]) && Folding.IsChinese(b[0]) ? "" : " ";
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
        if (Headings.StartsLine(b) || Headings.IsWhole(a) || Identifiers.StartsLine(b) || Identifiers.IsWhole(a))
        {
            return false;
        }

        if (IsCapitals(a) && IsCapitals(b) && !EndsSentence(a))
        {
            return true;
        }

        int word = b.IndexOf(' ') is > 0 and var space ? space : b.Length;
        bool full = width > 0 && a.Length + 1 + Math.Min(word, 12) > width * 8 / 10;
        if (EndsSentence(a))
        {
            // "ovarian damage:" / "a randomised trial": the second half of a title.
            return full && width > 0 || a[^1] is ':' && a.Length >= 40 && char.IsLower(b[0]);
        }

        // "median survival was" / "14.3 months", "(95% CI," / "-14.3 to -1.3)": in a ragged paragraph a number goes on as a small letter does.
        bool signed = b.Length > 1 && b[0] is '-' or '<' or '>' or '=' or '±' or '≤' or '≥' && (char.IsAsciiDigit(b[1]) || b[1] is ' ' or '.');
        bool open = a.Length >= 40 && (a[^1] is ',' or '(' || FunctionWords.Contains(a[(a.LastIndexOf(' ') + 1)..].ToString()));
        bool number = (open || (width > 0 && a.Length * 2 >= width && a.Contains(' '))) && (signed || (char.IsAsciiDigit(b[0]) && !IsListItem(b)));
        return full || (char.IsLower(b[0]) || number || b[0] is ')' or ',' or '%' or '(' or ';') && !IsListItem(a);
    }

    /// <summary>A blank line inside a sentence is a column or a page break.</summary>
    private static bool GoesOnAfterBlank(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (EndsSentence(a) || Headings.IsWhole(a) || !(char.IsLower(b[0]) || char.IsAsciiDigit(b[0]) || b[0] is ')' or '%'))
        {
            return false;
        }

        int space = a.LastIndexOf(' ');
        bool open = a[^1] is ',' or '(' || space > 0 && FunctionWords.Contains(a[(space + 1)..].ToString());
        return open || char.IsLower(b[0]) && a.Length >= 150 && a.Contains(". ", StringComparison.Ordinal);
    }

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
