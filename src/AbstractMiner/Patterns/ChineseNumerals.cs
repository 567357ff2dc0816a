using System.Globalization;

namespace AbstractMiner.Patterns;

/// <summary>Reads numbers as Chinese writes them: 40, 1 120, 六, 四十, 三百二十, 3.5万.</summary>
public static class ChineseNumerals
{
    /// <summary>A whole number of things, in digits or numerals: what stands before a classifier.</summary>
    public const string Count = @"(?:\d{1,3}(?:[ ,]\d{3}){1,3}|\d{1,9}(?:(?:\.\d{1,3})?\s?[万亿])?|[一二两三四五六七八九十百千万]{1,9})";

    private const string Digits = "〇一二三四五六七八九";

    /// <summary>The number that the characters spell in full, or null.</summary>
    public static decimal? Read(ReadOnlySpan<char> written)
    {
        if (written.IsEmpty)
        {
            return null;
        }

        return char.IsAsciiDigit(written[0]) ? ReadDigits(written) : ReadNumerals(written);
    }

    private static decimal? ReadDigits(ReadOnlySpan<char> written)
    {
        decimal times = written[^1] switch { '万' => 10_000m, '亿' => 100_000_000m, _ => 1m };
        if (times > 1)
        {
            written = written[..^1];
        }

        Span<char> digits = stackalloc char[written.Length];
        int length = 0;
        foreach (char c in written)
        {
            if (c is not (' ' or ','))
            {
                digits[length++] = c;
            }
        }

        return decimal.TryParse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) ? value * times : null;
    }

    private static decimal? ReadNumerals(ReadOnlySpan<char> written)
    {
        // 三百二十: each unit multiplies the digit before it; 十 alone is ten; 万 multiplies all that came before.
        decimal total = 0;
        decimal section = 0;
        int digit = -1;
        foreach (char c in written)
        {
            int unit = c switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };
            if (unit > 0)
            {
                section += unit * (digit < 0 ? 1 : digit);
                digit = -1;
            }
            else if (c == '万')
            {
                total = (total + section + Math.Max(digit, 0)) * 10_000;
                section = 0;
                digit = -1;
            }
            else
            {
                int next = c switch { '两' => 2, '零' => 0, _ => Digits.IndexOf(c, StringComparison.Ordinal) };
                if (next < 0 || digit > 0)
                {
                    return null;
                }

                digit = next;
            }
        }

        return total + section + Math.Max(digit, 0) is var value and > 0 ? value : null;
    }
}
