using System.Buffers;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Finds every heading of a text: at the start of a line, and after the end of a sentence.</summary>
internal static class HeadingScan
{
    private static readonly SearchValues<char> Before = SearchValues.Create("\n.?!。:)]%；;摘");

    public static List<Heading> All(string text)
    {
        List<Heading> headings = [];
        int at = 0;
        bool lineStart = true;
        while (at < text.Length)
        {
            while (at < text.Length && text[at] is ' ' or '"')
            {
                at++;
            }

            if (Headings.At(text, at, text.Length, lineStart) is { } heading)
            {
                headings.Add(heading);
                lineStart = heading.Span.End < text.Length && text[heading.Span.End] is '\n';
                at = Math.Max(heading.Span.End, at + 1);
                if (!lineStart && heading.Kind is SectionKind.Other)
                {
                    // "Abstract: Objective To ..." goes on with another heading.
                    lineStart = true;
                    continue;
                }
            }

            int hop = at < text.Length ? text.AsSpan(at).IndexOfAny(Before) : -1;
            if (hop < 0)
            {
                break;
            }

            // "摘要:" may stand glued to the address before it.
            at += hop + (text[at + hop] is '摘' ? 0 : 1);
            lineStart = at > 0 && text[at - 1] is '\n';
            if (text[at < text.Length ? at : at - 1] is '摘' && Headings.At(text, at, text.Length, lineStart) is null)
            {
                at++;
            }
        }

        return headings;
    }
}
