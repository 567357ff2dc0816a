using System.Buffers;
using System.Net;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Folds what a character, or a few that stand for one, were written as: odd spaces and dashes, entities (also escaped
/// twice), inline tags, UTF-8 read as Windows-1252, typed comparison signs (<c>&lt;/=</c>, <c>&lt; or =</c>), raised digits.
/// </summary>
internal static class CharacterPass
{
    /// <summary>What never starts a fold: the pass hops over runs of these.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:()[]-/%'\"!?\n");

    private static readonly SearchValues<char> TagEnd = SearchValues.Create("<>\n");

    public static NormalisedText? Apply(string text)
    {
        Rewriting output = new(text);
        int at = 0;
        while (true)
        {
            int hop = text.AsSpan(at).IndexOfAnyExcept(Plain);
            if (hop < 0)
            {
                return output.Finish();
            }

            at += hop;
            at += Fold(text, at, output);
        }
    }

    /// <summary>Folds what stands at a position and tells how many characters that was.</summary>
    private static int Fold(string text, int at, Rewriting output)
    {
        char c = text[at];
        switch (c)
        {
            case ' ':
                return Spaces(text, at, output);
            case '&':
                return Entity(text, at, output);
            case '<' or '>':
                return Tag(text, at, output) is > 0 and var tag ? tag : Sign(text, at, output);
            case '=':
                return Sign(text, at, output);
            case '+':
                return PlusMinus(text, at, output);
            case '\r':
                int length = at + 1 < text.Length && text[at + 1] is '\n' ? 2 : 1;
                output.Replace(new TextSpan(at, at + length), '\n');
                return length;
            case '\f':
                // The next page begins: the layout reads it.
                return 1;
            case '\v':
                output.Replace(new TextSpan(at, at + 1), '\n');
                return 1;
        }

        return c < '\u007f' && c >= ' ' || c is '\t' ? 1 : Odd(text, at, output);
    }

    /// <summary>One space for many; none at the end of a line.</summary>
    private static int Spaces(string text, int at, Rewriting output)
    {
        int end = at + 1;
        while (end < text.Length && text[end] is ' ')
        {
            end++;
        }

        if (output.Last(at) is ' ' or '\n' || end == text.Length || text[end] is '\n' or '\r')
        {
            output.Drop(new TextSpan(at, end));
        }
        else if (end > at + 1)
        {
            output.Replace(new TextSpan(at, end), ' ');
        }

        return end - at;
    }

    private static int Odd(string text, int at, Rewriting output)
    {
        char c = text[at];
        if (Mojibake.Repair(text, at, out int length) is { } repaired)
        {
            Write(text, new TextSpan(at, at + length), repaired, output);
            return length;
        }

        Write(text, new TextSpan(at, at + 1), c, output);
        return 1;
    }

    private static void Write(string text, TextSpan from, char c, Rewriting output)
    {
        char last = output.Last(from.Start);
        if (Folding.IsInvisible(c))
        {
            output.Drop(from);
        }
        else if (Folding.IsMiddleDot(c))
        {
            bool point = char.IsAsciiDigit(last) && from.End < text.Length && char.IsAsciiDigit(text[from.End]);
            output.Replace(from, point ? '.' : c);
        }
        else if (Folding.Raised(c) is { } raised)
        {
            Raise(text, from, c, raised, output);
        }
        else if (Folding.Lowered(c) is { } lowered)
        {
            output.Replace(from, char.IsAsciiLetter(last) || char.IsAsciiDigit(last) && Folding.Lowered(text[Math.Max(0, from.Start - 1)]) is not null ? lowered : c);
        }
        else if (IsThousandsSpace(text, from, c))
        {
            output.Drop(from);
        }
        else if (Folding.Fold(in c) is var folded && folded is [' '] && last is ' ' or '\n')
        {
            output.Drop(from);
        }
        else if (from.Length > 1 || folded is not [var same] || same != c)
        {
            output.Replace(from, folded);
        }
    }

    /// <summary>A thin or fixed space between the groups of a large number: <c>12 400</c>.</summary>
    private static bool IsThousandsSpace(string text, TextSpan space, char c)
    {
        if (c is not ('\u00a0' or '\u2007' or '\u2008' or '\u2009' or '\u200a' or '\u202f') || space.Start == 0 || space.End + 3 > text.Length
            || text.AsSpan(space.End, 3).IndexOfAnyExceptInRange('0', '9') >= 0 || space.End + 3 < text.Length && char.IsAsciiDigit(text[space.End + 3]))
        {
            return false;
        }

        int start = space.Start;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]))
        {
            start--;
        }

        return space.Start - start is >= 1 and <= 3 && text[start] is not '0' && !(start > 0 && (text[start - 1] is '.' or ',' || char.IsLetter(text[start - 1]) && !Folding.IsChinese(text[start - 1])))
            || space.Start - start == 3 && start > 0 && text[start - 1] == c;
    }

    /// <summary>
    /// A raised digit is an exponent after ten (<c>10⁸</c> is 10^8) and part of the unit after a length (<c>m²</c> is m2). After
    /// any other number or word it may be the mark of a footnote, and stays the character it is.
    /// </summary>
    private static void Raise(string text, TextSpan from, char c, char raised, Rewriting output)
    {
        int start = from.Start;
        while (start > 0 && Folding.Raised(text[start - 1]) is not null)
        {
            start--;
        }

        ReadOnlySpan<char> before = text.AsSpan(0, start);
        bool ten = before.EndsWith("10") && (before.Length == 2 || before[^3] is not (>= '0' and <= '9' or '.' or ',' or '=' or '<' or '>'));
        bool unit = !ten && EndsWithUnit(before) && (raised is '2' or '3' or '-' || start < from.Start);
        bool sign = raised is '+' or '-' && start == from.Start;
        if (ten && start == from.Start)
        {
            output.Replace(from, raised is '-' ? "^-" : ['^', raised]);
        }
        else if (ten || unit || sign)
        {
            output.Replace(from, raised);
        }
        else if (from.Length > 1)
        {
            output.Replace(from, c);
        }
    }

    /// <summary>Whether the text ends with a unit that has powers: m, cm, mm, kg, s, min, L, mL and the like.</summary>
    private static bool EndsWithUnit(ReadOnlySpan<char> before)
    {
        int start = before.Length;
        while (start > 0 && char.IsAsciiLetter(before[start - 1]))
        {
            start--;
        }

        return (start == 0 || before[start - 1] is ' ' or '/' or '.' or '(' or '·' or '2' or '3' or '1' || char.IsAsciiDigit(before[start - 1]))
            && before[start..] is "m" or "cm" or "mm" or "dm" or "km" or "nm" or "kg" or "g" or "mg" or "s" or "min" or "h" or "d" or "day" or "L" or "l" or "mL" or "ml" or "dL" or "dl";
    }

    /// <summary><c>&amp;lt;</c>, <c>&amp;#60;</c>, <c>&amp;#x3c;</c>, and any of them escaped again.</summary>
    private static int Entity(string text, int at, Rewriting output)
    {
        int start = at + 1;
        while (text.AsSpan(start).StartsWith("amp;"))
        {
            start += 4;
        }

        int end = text.AsSpan(start, Math.Min(12, text.Length - start)).IndexOf(';');
        bool nested = end > 0 && (char.IsAsciiLetter(text[start]) || text[start] is '#');
        string name = nested ? $"&{text.AsSpan(start, end + 1)}" : "";
        string decoded = nested ? WebUtility.HtmlDecode(name) : "";
        if (nested && decoded != name)
        {
            TextSpan span = new(at, start + end + 1);
            if (decoded.Length == 1)
            {
                Write(text, span, decoded[0], output);
            }
            else
            {
                output.Replace(span, decoded);
            }

            return span.Length;
        }

        if (start > at + 1)
        {
            output.Replace(new TextSpan(at, start), '&');
        }

        return start - at;
    }

    /// <summary>An inline tag that a text export forgot is dropped; the digits of <c>10&lt;sup&gt;6&lt;/sup&gt;</c> get their mark.</summary>
    private static int Tag(string text, int at, Rewriting output)
    {
        if (text[at] is not '<' || at + 2 >= text.Length || !(char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/'))
        {
            return 0;
        }

        ReadOnlySpan<char> rest = text.AsSpan(at + 1, Math.Min(100, text.Length - at - 1));
        int end = rest.IndexOfAny(TagEnd);
        if (end <= 0 || rest[end] is not '>')
        {
            return 0;
        }

        ReadOnlySpan<char> name = rest[..end].TrimStart('/');
        int stop = name.IndexOfAny(' ', '/');
        name = stop < 0 ? name : name[..stop];
        bool known = name is "i" or "I" or "b" or "B" or "em" or "EM" or "strong" or "sup" or "SUP" or "sub" or "SUB" or "p" or "P" or "br" or "BR" or "u"
            or "span" or "div" or "italic" or "bold" or "sc" or "title" or "sec" or "font" or "a" or "li" or "ul" or "ol" || name.StartsWith("jats:") || name.StartsWith("mml:");
        if (!known)
        {
            return 0;
        }

        TextSpan span = new(at, at + end + 2);
        bool raises = name is "sup" or "SUP" && rest[0] is not '/' && span.End < text.Length && text[span.End] is '-' or (>= '0' and <= '9') or '\u2212' or '\u2013';
        bool breaks = name is "p" or "P" or "br" or "BR" or "div" or "title" or "sec" or "li" or "jats:p" or "jats:title" or "jats:sec";
        if (raises && text.AsSpan(0, at).EndsWith("10") && (at < 3 || !char.IsAsciiDigit(text[at - 3]) && text[at - 3] is not '.'))
        {
            output.Replace(span, '^');
        }
        else if (breaks && output.Last(at) is not '\n')
        {
            output.Replace(span, '\n');
        }
        else
        {
            output.Drop(span);
        }

        return span.Length;
    }

    /// <summary>Comparison signs typed with more than one character.</summary>
    private static int Sign(string text, int at, Rewriting output)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at, Math.Min(12, text.Length - at));
        foreach ((string typed, char sign) in Signs)
        {
            if (rest.StartsWith(typed))
            {
                output.Replace(new TextSpan(at, at + typed.Length), sign);
                return typed.Length;
            }
        }

        return 1;
    }

    private static readonly (string Typed, char Sign)[] Signs =
    [
        ("</=", '≤'), ("<or=", '≤'), ("<or =", '≤'), ("< or =", '≤'), ("< or=", '≤'), ("<=", '≤'), ("< =", '≤'), ("< /=", '≤'), ("</ =", '≤'), ("< / =", '≤'), ("=<", '≤'), ("=/<", '≤'),
        (">/=", '≥'), (">or=", '≥'), (">or =", '≥'), ("> or =", '≥'), ("> or=", '≥'), (">=", '≥'), ("> =", '≥'), ("> /=", '≥'), (">/ =", '≥'), ("> / =", '≥'), ("=>", '≥'), ("=/>", '≥'),
    ];

    private static int PlusMinus(string text, int at, Rewriting output)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at, Math.Min(6, text.Length - at));
        int length = rest.StartsWith("+/-") || rest.StartsWith("+/\u2212") || rest.StartsWith("+/\u2013") ? 3
            : rest.StartsWith("+ / -") ? 5
            : rest.StartsWith("+ /-") || rest.StartsWith("+/ -") ? 4
            : rest.StartsWith("+-") && rest.Length > 2 && (char.IsAsciiDigit(rest[2]) || rest[2] is ' ') && at > 0 && (char.IsAsciiDigit(text[at - 1]) || text[at - 1] is ' ') ? 2
            : 0;
        if (length == 0)
        {
            return 1;
        }

        // The sign in brackets of its own, "12.4 (+/-) 3.1", is the sign.
        bool bracketed = at > 0 && text[at - 1] is '(' && at + length < text.Length && text[at + length] is ')';
        output.Replace(bracketed ? new TextSpan(at - 1, at + length + 1) : new TextSpan(at, at + length), '±');
        return bracketed ? length + 1 : length;
    }
}
