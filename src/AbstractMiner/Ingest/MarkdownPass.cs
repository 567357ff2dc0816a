using System.Buffers;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Drops the marks of Markdown and keeps what they mark: <c>**bold**</c>, <c>*italics*</c>, <c># heading</c>, links, tables. A
/// star that has no partner is the mark of a footnote or a gene variant (<c>CYP2C19*2</c>) and stays.
/// </summary>
internal static class MarkdownPass
{
    private const int LongestSpan = 1500;

    private static readonly SearchValues<char> Marks = SearchValues.Create("*#_|[");

    public static NormalisedText? Apply(string text)
    {
        Rewriting output = new(text);
        int closed = 0;
        for (int at = 0; at < text.Length;)
        {
            int hop = text.AsSpan(at).IndexOfAny(Marks);
            if (hop < 0)
            {
                break;
            }

            at += hop;
            at += text[at] switch
            {
                '#' => Heading(text, at, output),
                '|' => Table(text, at, output),
                '[' => Link(text, at, output),
                _ => Emphasis(text, at, output, ref closed),
            };
        }

        return output.Finish();
    }

    private static bool AtLineStart(string text, int at) => at == 0 || text[at - 1] is '\n';

    private static int Heading(string text, int at, Rewriting output)
    {
        int end = at;
        while (end < text.Length && text[end] is '#')
        {
            end++;
        }

        if (AtLineStart(text, at) && end - at <= 6 && end + 1 < text.Length && text[end] is ' ' && text[end + 1] is not ' ' and not '\n')
        {
            output.Drop(new TextSpan(at, end + 1));
        }

        return end - at;
    }

    /// <summary>Finds the partner of an opening mark and drops both; line breaks between them are the setter's.</summary>
    private static int Emphasis(string text, int at, Rewriting output, ref int closed)
    {
        char mark = text[at];
        int run = 1;
        while (at + run < text.Length && text[at + run] == mark)
        {
            run++;
        }

        if (at < closed)
        {
            return run;
        }

        char before = at > 0 ? text[at - 1] : '\n';
        int open = at + run;
        bool opens = run <= 3 && open < text.Length && !char.IsWhiteSpace(text[open]) && !char.IsLetterOrDigit(before) && (run > 1 || char.IsLetter(text[open]) || text[open] is '(' or '"');
        if (!opens || mark is '_' && !(char.IsLetter(text[open]) && run is 1 or 2))
        {
            return run;
        }

        int limit = Math.Min(text.Length, open + LongestSpan);
        for (int i = open + 1; i + run <= limit; i++)
        {
            i += text.AsSpan(i, limit - i).IndexOfAny(mark, '\n') is >= 0 and var hop ? hop : limit - i;
            if (i >= limit || text[i] is '\n' && (run == 1 || i + 1 < text.Length && text[i + 1] is '\n'))
            {
                return run;
            }

            if (text[i] is '\n')
            {
                continue;
            }

            int length = 1;
            while (i + length < text.Length && text[i + length] == mark)
            {
                length++;
            }

            if (length == run && !char.IsWhiteSpace(text[i - 1]) && (i + length == text.Length || !char.IsLetterOrDigit(text[i + length])))
            {
                Unwrap(text, at, run, i, output);
                closed = i + length;
                return i + length - at;
            }

            // Another mark opens first: these are the marks of footnotes.
            if (char.IsWhiteSpace(text[i - 1]) && i + length < text.Length && !char.IsWhiteSpace(text[i + length]))
            {
                return run;
            }

            i += length - 1;
        }

        return run;
    }

    private static void Unwrap(string text, int at, int run, int close, Rewriting output)
    {
        output.Drop(new TextSpan(at, at + run));
        for (int i = at + run; i < close; i++)
        {
            i += text.AsSpan(i, close - i).IndexOf('\n') is >= 0 and var hop ? hop : close - i;
            if (i < close && text[i - 1] is not '-')
            {
                output.Replace(new TextSpan(i, i + 1), ' ');
            }
        }

        output.Drop(new TextSpan(close, close + run));
    }

    /// <summary><c>| a | b |</c> is a row of cells; <c>|---|---|</c> only rules it.</summary>
    private static int Table(string text, int at, Rewriting output)
    {
        if (!AtLineStart(text, at))
        {
            return 1;
        }

        int end = text.IndexOf('\n', at);
        end = end < 0 ? text.Length : end;
        ReadOnlySpan<char> row = text.AsSpan(at, end - at).TrimEnd(' ');
        if (row.Length < 5 || row[^1] is not '|' || row.Count('|') < 3)
        {
            return 1;
        }

        if (row.IndexOfAnyExcept("|-: ") < 0)
        {
            output.Drop(new TextSpan(at, end));
            return end - at;
        }

        for (int i = at; i < end;)
        {
            int bar = text.IndexOf('|', i, end - i);
            if (bar < 0)
            {
                break;
            }

            int from = bar;
            while (from > i && text[from - 1] is ' ')
            {
                from--;
            }

            int to = bar + 1;
            while (to < end && text[to] is ' ')
            {
                to++;
            }

            output.Replace(new TextSpan(from, to), from == at || to == end ? "" : "\t");
            i = to;
        }

        return end - at;
    }

    /// <summary><c>[words](https://...)</c> keeps its words.</summary>
    private static int Link(string text, int at, Rewriting output)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at, Math.Min(600, text.Length - at));
        int middle = rest.IndexOf("](http", StringComparison.Ordinal);
        if (middle < 0 || rest[1..middle].ContainsAny('[', ']', '\n'))
        {
            return 1;
        }

        int end = rest[middle..].IndexOf(')');
        if (end < 0 || rest.Slice(middle, end).Contains('\n'))
        {
            return 1;
        }

        output.Drop(new TextSpan(at, at + 1));
        output.Drop(new TextSpan(at + middle, at + middle + end + 1));
        return middle + end + 1;
    }
}
