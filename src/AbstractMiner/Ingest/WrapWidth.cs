using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>The width to which the paragraphs of a text were wrapped.</summary>
internal static class WrapWidth
{
    /// <summary>In columns, as every width.</summary>
    private const int Longest = 160;

    /// <summary>
    /// For every line the width that its paragraph was wrapped to; 0 where it was not. A wrapped paragraph has lines of nearly
    /// one length; a short one borrows the width of the text before it.
    /// </summary>
    public static int[] Of(string text, List<PrintedLine> lines)
    {
        int[] widths = new int[lines.Count];
        int borrowed = 0;
        for (int start = 0; start < lines.Count;)
        {
            int end = start + 1;
            while (end < lines.Count && !lines[end].StartsBlock)
            {
                end++;
            }

            int width = Fullest(lines, start, end);
            int full = 0;
            int open = 0;
            for (int i = start; i < end - 1; i++)
            {
                if (lines[i].Columns * 10 >= width * 7 && lines[i].Columns is >= 20 and <= Longest)
                {
                    full++;
                    open += LayoutPass.EndsSentence(lines[i].Span.In(text)) ? 0 : 1;
                }
            }

            int inner = end - start - 1;
            bool wrapped = width > 0 && full >= 2 && full * 10 >= inner * 5 && open * 2 >= full;
            if (width == 0)
            {
                borrowed = 0;
            }
            else if (wrapped && inner >= 3)
            {
                borrowed = width;
            }

            for (int i = start; i < end; i++)
            {
                widths[i] = lines[i].Columns > Longest ? 0 : wrapped ? width : width <= borrowed + 10 ? borrowed : 0;
            }

            start = end;
        }

        return widths;
    }

    /// <summary>
    /// The length of the longest line of a paragraph. Lines that nobody wrapped (a title) tell nothing; where they are most of
    /// the text, 0.
    /// </summary>
    private static int Fullest(List<PrintedLine> lines, int start, int end)
    {
        List<int> lengths = [.. lines[start..end].Select(line => line.Columns).OrderDescending()];
        int unwrapped = lengths.Where(length => length > Longest).Sum();
        if (unwrapped * 3 > lengths.Sum())
        {
            return 0;
        }

        // In a wrapped text many lines are nearly as long as the longest: where few are, it is the longest that stands out.
        lengths.RemoveAll(length => length > Longest);
        int alike = lengths.Count / 5;
        int first = 0;
        while (alike > 0 && first + alike < lengths.Count && lengths[first + alike] * 10 < lengths[first] * 9)
        {
            first++;
        }

        return lengths[first + alike < lengths.Count ? first : 0];
    }
}

/// <summary>A line that holds text.</summary>
/// <param name="Columns">How wide it is: a Chinese character takes two columns.</param>
/// <param name="Blank">A blank line stands before it.</param>
/// <param name="Page">The header or the footer of a page stood before it.</param>
internal readonly record struct PrintedLine(TextSpan Span, int Columns, bool Blank, bool Page)
{
    public bool StartsBlock => Blank && !Page;

    public static int ColumnsOf(ReadOnlySpan<char> line)
    {
        int columns = line.Length;
        for (int at = Folding.IndexOfChinese(line); at >= 0 && at < line.Length; at++)
        {
            columns += Folding.IsChinese(line[at]) ? 1 : 0;
        }

        return columns;
    }
}
