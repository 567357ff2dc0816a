using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>A line of a dump, and which headings stand in it.</summary>
/// <param name="Blank">A blank line stands before it.</param>
/// <param name="First">The rank of its first heading; -1 without.</param>
/// <param name="Highest">The rank of its last part.</param>
/// <param name="Heads">It begins with a heading.</param>
/// <param name="Sums">The heading of a second telling of the abstract stands in it.</param>
internal readonly record struct RecordLine(TextSpan Span, bool Blank, int First, int Highest, bool Heads, bool Sums)
{
    public static List<RecordLine> All(string text, List<Heading> headings)
    {
        List<RecordLine> lines = [];
        int heading = 0;
        bool blank = true;
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            TextSpan span = new(start, end);
            start = end + 1;
            if (span.In(text).Trim().IsEmpty)
            {
                blank = true;
                continue;
            }

            int first = -1;
            int highest = -1;
            bool heads = false;
            bool sums = false;
            for (; heading < headings.Count && headings[heading].Span.Start < end; heading++)
            {
                Heading found = headings[heading];
                bool leads = found.Span.Start <= span.Start + 1;
                heads |= leads;
                sums |= found.Kind is SectionKind.Conclusions or SectionKind.Other && IsSummary(found.Span.In(text));

                // A run-in heading within a line may be a sentence that begins with the word.
                if (Rank(found.Kind) is >= 0 and var rank && (leads || found.Form is not HeadingForm.RunIn || Folding.IsChinese(text[found.Span.Start])))
                {
                    first = first < 0 ? rank : first;
                    highest = Math.Max(highest, rank);
                }
            }

            lines.Add(new RecordLine(span, blank, first, highest, heads, sums));
            blank = false;
        }

        return lines;
    }

    private static int Rank(SectionKind kind) => kind switch
    {
        SectionKind.Background => 0,
        SectionKind.Objective => 1,
        SectionKind.Methods => 2,
        SectionKind.Results => 3,
        SectionKind.Conclusions => 4,
        _ => -1,
    };

    /// <summary>"Editorial commentary", "Author summary": a second telling of the same abstract.</summary>
    private static bool IsSummary(ReadOnlySpan<char> heading) => !heading.StartsWith("Summary", StringComparison.OrdinalIgnoreCase)
        && (heading.Contains("summary", StringComparison.OrdinalIgnoreCase) || heading.Contains("commentary", StringComparison.OrdinalIgnoreCase));
}
