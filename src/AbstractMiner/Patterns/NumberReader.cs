using System.Collections.Frozen;
using System.Globalization;
using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

/// <summary>How a number is written.</summary>
public enum NumberForm
{
    /// <summary><c>81</c>, <c>1,203</c>, <c>.05</c>.</summary>
    Digits,

    /// <summary>"Eighty-one", "two thousand four hundred", "1.5 million".</summary>
    Words,

    /// <summary><c>1.2×10^-4</c>, <c>10(6)</c>, <c>5e-8</c>.</summary>
    Power,

    /// <summary>A power whose exponent lost its raised place: <c>1×106</c> is read as 1,000,000.</summary>
    FlattenedPower,
}

/// <summary>A number that begins at a place of a text: its length in characters, its value, its form.</summary>
public readonly record struct ReadNumber(int Length, Number Number, NumberForm Form);

/// <summary>Reads written numbers: digits, thousands, words, powers of ten. Ordinals and fractions in words are none.</summary>
public static class NumberReader
{
    private static readonly FrozenDictionary<string, int> Words = new Dictionary<string, int>
    {
        ["zero"] = 0, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8,
        ["nine"] = 9, ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15,
        ["sixteen"] = 16, ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40,
        ["fourty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90, ["dozen"] = 12,
        ["hundred"] = 100, ["thousand"] = 1_000, ["million"] = 1_000_000, ["billion"] = 1_000_000_000,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> WordAt = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What makes an ordinal or a fraction of the number before it: "twenty-first", "two thirds".</summary>
    private static readonly FrozenSet<string> Parts = new[]
    {
        "first", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "thirds", "fourths", "fifths", "sixths", "sevenths",
        "eighths", "ninths", "tenths", "quarter", "quarters", "half", "halves", "hundredth", "thousandth",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PartAt = Parts.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly decimal[] PowersOfTen = [.. Enumerable.Range(0, 29).Select(exponent => Enumerable.Repeat(10m, exponent).Aggregate(1m, decimal.Multiply))];

    /// <summary>The number that the characters spell in full, or null. A sign may stand before it.</summary>
    public static Number? Read(ReadOnlySpan<char> written)
    {
        bool signed = written is ['-' or '+', ..];
        ReadOnlySpan<char> digits = (signed ? written[1..] : written).TrimStart(' ');
        return At(digits, 0) is { } read && read.Length == digits.Length ? (written[0] == '-' ? Negative(read.Number) : read.Number) : null;
    }

    /// <summary>The whole number that the characters spell in full, or null.</summary>
    public static int? ReadCount(ReadOnlySpan<char> written) =>
        Read(written) is { IsWhole: true, Value: >= 0 and <= int.MaxValue } number ? (int)number.Value : null;

    /// <summary>The longest number that begins at a position, without looking to its left; null where none does.</summary>
    public static ReadNumber? At(ReadOnlySpan<char> text, int position)
    {
        if (position >= text.Length)
        {
            return null;
        }

        char c = text[position];
        return char.IsAsciiDigit(c) || (c == '.' && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1])) ? DigitsAt(text, position)
            : char.IsAsciiLetter(c) ? WordsAt(text, position)
            : null;
    }

    internal static Number Negative(Number number) => new(-number.Value, "-" + number.Printed);

    private static ReadNumber? DigitsAt(ReadOnlySpan<char> text, int start)
    {
        int end = DigitsEnd(text, start);
        int whole = end - start;
        bool grouped = whole is > 0 and <= 3 && text[start] != '0' && ThousandsEnd(text, ref end);
        int point = end;
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end = DigitsEnd(text, end + 1);
            if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
            {
                return null; // 2.5.1 is the number of a section
            }
        }

        ReadOnlySpan<char> written = text[start..end];
        Span<char> kept = stackalloc char[written.Length + 1];
        int length = 0;
        if (written[0] == '.')
        {
            kept[length++] = '0';
        }

        foreach (char c in written)
        {
            if (c is not (',' or ' '))
            {
                kept[length++] = c;
            }
        }

        if (!decimal.TryParse(kept[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
        {
            return null;
        }

        if (!grouped && PowerAt(text, start, end, value, hasPoint: end > point) is { } power)
        {
            return power;
        }

        if (end < text.Length && text[end] == ' ' && WordValue(text, end + 1, out int wordEnd) is int multiplier and >= 1_000)
        {
            return new ReadNumber(wordEnd - start, Plain(value * multiplier), NumberForm.Words);
        }

        return new ReadNumber(end - start, new Number(value, kept[..length].ToString()), NumberForm.Digits);
    }

    /// <summary>Moves <paramref name="end"/> over groups of three digits after commas, or else after spaces.</summary>
    private static bool ThousandsEnd(ReadOnlySpan<char> text, ref int end)
    {
        foreach (char separator in (ReadOnlySpan<char>)[',', ' '])
        {
            int at = end;
            while (at + 3 < text.Length && text[at] == separator && DigitsEnd(text, at + 1) == at + 4)
            {
                at += 4;
            }

            // "grade 2 100 mg": after a space only a bare count is one number.
            bool bare = at == text.Length || !(text[at] is '%' or '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) && !char.IsLetterOrDigit(text[at]) && text[at] != '%';
            if (at > end && (separator == ',' || bare))
            {
                end = at;
                return true;
            }
        }

        return false;
    }

    /// <summary>A power of ten that <paramref name="value"/>, written up to <paramref name="end"/>, is the first part of.</summary>
    private static ReadNumber? PowerAt(ReadOnlySpan<char> text, int start, int end, decimal value, bool hasPoint)
    {
        if (end >= text.Length)
        {
            return null;
        }

        // 5e-8: without a sign or a point it may be a code (2E1).
        if (text[end] is 'e' or 'E' && end + 1 < text.Length)
        {
            bool signed = text[end + 1] is '-' or '+';
            int digits = signed ? end + 2 : end + 1;
            int stop = DigitsEnd(text, digits);
            return (signed || hasPoint) && stop > digits && stop - digits <= 3 && (stop == text.Length || !char.IsLetter(text[stop]))
                && Scaled(value, (text[end + 1] == '-' ? -1 : 1) * int.Parse(text[digits..stop], CultureInfo.InvariantCulture)) is { } scaled
                ? new ReadNumber(stop - start, scaled, NumberForm.Power)
                : null;
        }

        int ten = end;
        if (value == 10 && !hasPoint && ExponentAt(text, end, mantissa: false, hasPoint, out int bareEnd, out bool bareFlat) is { } bare)
        {
            return Scaled(1, bare) is { } number ? new ReadNumber(bareEnd - start, number, bareFlat ? NumberForm.FlattenedPower : NumberForm.Power) : null;
        }

        ten += ten < text.Length && text[ten] == ' ' ? 1 : 0;
        if (ten >= text.Length || text[ten] is not ('×' or 'x' or 'X' or '*' or '∙' or '⋅'))
        {
            return null;
        }

        ten++;
        ten += ten < text.Length && text[ten] == ' ' ? 1 : 0;
        return text[ten..].StartsWith("10", StringComparison.Ordinal) && ExponentAt(text, ten + 2, mantissa: true, hasPoint, out int exponentEnd, out bool flat) is { } exponent
            && Scaled(value, exponent) is { } product
            ? new ReadNumber(exponentEnd - start, product, flat ? NumberForm.FlattenedPower : NumberForm.Power)
            : null;
    }

    /// <summary>The exponent after a ten: <c>^-4</c>, <c>(-4)</c>, <c>⁻⁴</c>; behind a mantissa also <c>-4</c> and a flattened <c>6</c>.</summary>
    private static int? ExponentAt(ReadOnlySpan<char> text, int at, bool mantissa, bool hasPoint, out int end, out bool flattened)
    {
        flattened = false;
        end = at;
        if (at >= text.Length)
        {
            return null;
        }

        int raised = 0;
        bool minus = text[at] == '⁻';
        for (end = minus ? at + 1 : at; end < text.Length && RaisedDigits.IndexOf(text[end], StringComparison.Ordinal) is var digit and >= 0; end++)
        {
            raised = Math.Min((raised * 10) + digit, 99);
        }

        if (end > at + (minus ? 1 : 0))
        {
            return minus ? -raised : raised;
        }

        bool opened = text[at] is '(' or '{';
        bool caret = text[at] == '^';
        int from = at + (opened || caret ? 1 : 0);
        bool bracket = opened || (from < text.Length && text[from] is '(' or '{');
        from += bracket && !opened ? 1 : 0;
        bool negative = from < text.Length && text[from] == '-';
        int digits = negative ? from + 1 : from;
        end = DigitsEnd(text, digits);
        if (end == digits || end - digits > 2)
        {
            return null;
        }

        int exponent = int.Parse(text[digits..end], CultureInfo.InvariantCulture);
        if (bracket)
        {
            if (end >= text.Length || text[end] is not (')' or '}'))
            {
                return null;
            }

            end++;

            // "10(6)" alone may be a count with a footnote: a power has its unit behind it.
            if (!mantissa && !caret && !negative && (exponent is < 3 or > 12 || end >= text.Length || text[end] is not ('/' or ' ')))
            {
                return null;
            }
        }
        else if (!caret)
        {
            // "3 x 10-15 min" is no power, nor is "2 x 100 mg".
            flattened = !negative;
            if (!mantissa || exponent == 0 || (negative && exponent > 9 && !hasPoint) || (!negative && exponent > 14))
            {
                return null;
            }
        }

        return negative ? -exponent : exponent;
    }

    private const string RaisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static Number? Scaled(decimal value, int exponent) => exponent switch
    {
        >= 0 and <= 20 when Math.Abs(value) < 1_000_000 => Plain(value * PowersOfTen[exponent]),
        < 0 and >= -24 => Number.Of(value / PowersOfTen[-exponent]) is var small && small.Value != 0 ? Kept(value, -exponent) : null,
        _ => null,
    };

    /// <summary>A small number with the digits of its mantissa: 1.20×10^-4 is 0.000120.</summary>
    private static Number Kept(decimal mantissa, int places) => Number.Of(mantissa * (1m / PowersOfTen[places]));

    /// <summary>A large number without the zeros after the point that multiplying leaves.</summary>
    private static Number Plain(decimal value) => Number.Of(decimal.Truncate(value) == value ? decimal.Truncate(value) : value);

    private static ReadNumber? WordsAt(ReadOnlySpan<char> text, int start)
    {
        int at = start;
        bool article = text[at] is 'a' or 'A' && at + 1 < text.Length && text[at + 1] == ' ';
        if (article)
        {
            if (!IsWord(text, at + 2, "dozen") && WordValue(text, at + 2, out _) is not >= 100)
            {
                return null; // "a hundred", "a dozen"; never "a twelve-week course"
            }

            at += 2;
        }

        // "Hundred and forty patients" opens a sentence without its article.
        article |= text[at] is 'H' && IsWord(text, at, "hundred");
        long total = 0;
        long group = article ? 1 : 0;
        int end = start;
        int ceiling = int.MaxValue; // what the next word must stay under, so that "five six" is two numbers
        bool any = article;
        while (WordValue(text, at, out int wordEnd) is { } word)
        {
            bool multiplies = word >= 100 || IsWord(text, at, "dozen");
            if (multiplies)
            {
                if (!any || (word == 100 && group is 0 or > 99) || (word == 12 && (group == 0 || total > 0)))
                {
                    break;
                }

                if (word >= 1_000)
                {
                    total += group * word;
                    group = 0;
                    ceiling = word;
                }
                else
                {
                    group *= word;
                    ceiling = word == 12 ? 0 : 100;
                }
            }
            else
            {
                // "one hundred and two hundred" is two numbers: the second hundred takes its own two.
                if (any && (word >= ceiling || word == 0 || (group >= 100 && IsWord(text, wordEnd + 1, "hundred"))))
                {
                    break;
                }

                group += word;
                ceiling = word >= 20 ? 10 : 0;
            }

            any = true;
            end = wordEnd;
            if (end >= text.Length || text[end] is not (' ' or '-'))
            {
                break;
            }

            at = end + 1;

            // "one hundred and six" is one number, "twenty and six" two.
            if (multiplies && IsWord(text, at, "and") && at + 4 < text.Length)
            {
                at += 4;
            }
        }

        return end == start || total + group > int.MaxValue || IsPartOfWord(text, end)
            ? null
            : new ReadNumber(end - start, Number.Of(total + group), NumberForm.Words);
    }

    /// <summary>Whether what follows makes an ordinal ("twenty-first"), a fraction ("two thirds", "one and a half") or a ratio of the number.</summary>
    private static bool IsPartOfWord(ReadOnlySpan<char> text, int end) =>
        end + 1 < text.Length && text[end] is ' ' or '-'
        && (PartAt.Contains(WordSpan(text, end + 1)) || text[(end + 1)..].StartsWith("and a half", StringComparison.OrdinalIgnoreCase)
            || text[(end + 1)..].StartsWith("and-a-half", StringComparison.OrdinalIgnoreCase) || text[end..].StartsWith("-to-", StringComparison.Ordinal));

    private static int? WordValue(ReadOnlySpan<char> text, int at, out int end)
    {
        ReadOnlySpan<char> word = WordSpan(text, at);
        end = at + word.Length;
        if (word.Length is < 3 or > 12)
        {
            return null;
        }

        if (word.Length > 6 && word.EndsWith("fold", StringComparison.OrdinalIgnoreCase))
        {
            word = word[..^4]; // "twofold" holds a number as "two-fold" does
            end -= 4;
        }

        return word.Length <= 9 && WordAt.TryGetValue(word, out int value) ? value : null;
    }

    private static bool IsWord(ReadOnlySpan<char> text, int at, string word) => WordSpan(text, at).Equals(word, StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> WordSpan(ReadOnlySpan<char> text, int at)
    {
        int end = at;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return at < text.Length ? text[at..end] : default;
    }

    private static int DigitsEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
