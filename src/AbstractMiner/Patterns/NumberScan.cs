using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

/// <param name="Span">The number as written, with a written minus and without a unit.</param>
public readonly record struct ScannedNumber(TextSpan Span, Number Number, NumberForm Form);

/// <summary>
/// Finds every number of a stretch of text in one pass, in digits and in words. Digits that belong to a name (<c>IL-6</c>,
/// <c>CD4</c>, <c>mg/m2</c>, <c>Erk1/2</c>), ordinals and the numbers of sections are passed over.
/// </summary>
public static class NumberScan
{
    /// <summary>The numbers inside a span, from left to right; a minus is read where it cannot be a hyphen or the dash of a range.</summary>
    public static List<ScannedNumber> In(string text, TextSpan within)
    {
        List<ScannedNumber> numbers = [];
        ReadOnlySpan<char> all = text.AsSpan(0, within.End);
        int nameEnd = -1; // where the digits of a name ended last
        for (int i = within.Start; i < within.End; i++)
        {
            char c = all[i];
            bool digits = char.IsAsciiDigit(c) || (c == '.' && i + 1 < all.Length && char.IsAsciiDigit(all[i + 1]) && !(i > 0 && char.IsAsciiDigit(all[i - 1])));
            if (!digits)
            {
                if (IsLetter(c))
                {
                    i = WordAt(all, i, numbers) - 1;
                }

                continue;
            }

            if (c != '.' && BelongsToName(all, i, nameEnd))
            {
                i = nameEnd = SkipDigits(all, i);
                i--;
                continue;
            }

            if (NumberReader.At(all, i) is not { } read)
            {
                i = SkipDigits(all, i) - 1;
                continue;
            }

            int end = i + read.Length;
            if (!IsOrdinal(all, end))
            {
                bool minus = HasMinus(all, i);
                numbers.Add(new ScannedNumber(new TextSpan(minus ? i - 1 : i, end), minus ? NumberReader.Negative(read.Number) : read.Number, read.Form));
            }

            i = end - 1;
        }

        return numbers;
    }

    public static List<ScannedNumber> In(string text) => In(text, new TextSpan(0, text.Length));

    /// <summary>Reads a number in words at the start of a word, and returns where to go on.</summary>
    private static int WordAt(ReadOnlySpan<char> text, int start, List<ScannedNumber> numbers)
    {
        int end = start + 1;
        while (end < text.Length && IsLetter(text[end]))
        {
            end++;
        }

        // Every number word begins with one of these; "-one" is the end of a name or of "one-to-one".
        bool inside = start > 0 && (char.IsAsciiDigit(text[start - 1]) || (text[start - 1] == '-' && start > 1 && IsLetter(text[start - 2])));
        if (!inside && "aefnostzAEFHNOSTZ".Contains(text[start], StringComparison.Ordinal) && NumberReader.At(text, start) is { } read)
        {
            numbers.Add(new ScannedNumber(new TextSpan(start, start + read.Length), read.Number, read.Form));
            return Math.Max(start + read.Length, start + 1);
        }

        return end;
    }

    private static bool BelongsToName(ReadOnlySpan<char> text, int at, int nameEnd)
    {
        if (at == 0)
        {
            return false;
        }

        char before = text[at - 1];
        return (IsLetter(before) && !IsLostSpace(text, at)) || before is '_' or '#' or '@'
            || (before == '-' && at > 1 && IsLetter(text[at - 2]))
            || (before is '/' or '-' or ',' && nameEnd == at - 1);
    }

    /// <summary>A decimal behind a long word in small letters lost the space before it ("Post19.4"): names end in whole numbers or capitals.</summary>
    private static bool IsLostSpace(ReadOnlySpan<char> text, int at)
    {
        if (at < 4 || !char.IsAsciiLetterLower(text[at - 1]) || !char.IsAsciiLetterLower(text[at - 2]) || !char.IsAsciiLetterLower(text[at - 3]))
        {
            return false;
        }

        int point = at;
        while (point < text.Length && char.IsAsciiDigit(text[point]))
        {
            point++;
        }

        return point + 1 < text.Length && text[point] == '.' && char.IsAsciiDigit(text[point + 1]);
    }

    private static bool HasMinus(ReadOnlySpan<char> text, int at)
    {
        if (at == 0 || text[at - 1] != '-')
        {
            return false;
        }

        int before = at - 2;
        if (before >= 0 && text[before] is ')' or ']' or '%' or '\'')
        {
            return false;
        }

        while (before >= 0 && text[before] == ' ')
        {
            before--;
        }

        return before < 0 || !(char.IsAsciiDigit(text[before]) || (text[before] == '%' && before == at - 2) || (IsLetter(text[before]) && before == at - 2));
    }

    private static bool IsOrdinal(ReadOnlySpan<char> text, int end) =>
        end + 2 <= text.Length && (end + 2 == text.Length || !IsLetter(text[end + 2]))
        && (text[end], text[end + 1]) is ('s', 't') or ('n', 'd') or ('r', 'd') or ('t', 'h') or ('S', 'T') or ('N', 'D') or ('R', 'D') or ('T', 'H');

    private static int SkipDigits(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
        {
            at++;
        }

        return at;
    }

    /// <summary>Chinese characters stand beside numbers without a space and are no part of a name.</summary>
    private static bool IsLetter(char c) => c < '\u2e80' && char.IsLetter(c);
}
