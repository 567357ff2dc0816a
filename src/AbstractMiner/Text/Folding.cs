namespace AbstractMiner.Text;

/// <summary>
/// The one character table: what each character of a source stands for in the normalised text. Compatibility
/// normalisation of Unicode is never used: it would make a number of a footnote mark ("p&lt;0.05²" is not 0.052).
/// </summary>
public static class Folding
{
    /// <summary>Characters that say nothing: soft hyphen, zero-width spaces and joiners, byte order mark, direction marks.</summary>
    public static bool IsInvisible(char c) => c is '\u00ad' or '\u180e' or (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e')
        or (>= '\u2060' and <= '\u2064') or (>= '\u2066' and <= '\u206f') or '\ufeff' or (>= '\ufe00' and <= '\ufe0f')
        or (< ' ' and not ('\t' or '\n' or '\r' or '\f' or '\v')) or '\u007f';

    /// <summary>What a character folds to: itself, another character, or a few.</summary>
    public static ReadOnlySpan<char> Fold(in char c)
    {
        if (c < '\u00a0')
        {
            return c is '\u0085' ? "\n" : c is '`' ? "'" : new ReadOnlySpan<char>(in c);
        }

        if (c is >= '\uff01' and <= '\uff5e')
        {
            return FullWidth(c);
        }

        return c switch
        {
            '\u00a0' or '\u1680' or (>= '\u2000' and <= '\u200a') or '\u202f' or '\u205f' or '\u3000' => " ",
            '\u2028' or '\u2029' => "\n",

            // Hyphens, dashes of every length and the minus sign.
            (>= '\u2010' and <= '\u2015') or '\u2212' or '\u2043' or '\ufe58' or '\ufe63' or '\u2e3a' or '\u2e3b' => "-",

            '\u2018' or '\u2019' or '\u201a' or '\u201b' or '\u2032' or '\u02bc' or '\u00b4' => "'",
            '\u201c' or '\u201d' or '\u201e' or '\u201f' or '\u2033' => "\"",

            '\u2264' or '\u2266' or '\u2a7d' or '\u2a85' or '\u2272' or '\ufe64' => c is '\ufe64' ? "<" : "≤",
            '\u2265' or '\u2267' or '\u2a7e' or '\u2a86' or '\u2273' or '\ufe65' => c is '\ufe65' ? ">" : "≥",
            '\u2715' or '\u2716' or '\u2a2f' or '\u2a09' => "×",
            '\u2236' or '\ua789' or '\ufe55' => ":",
            '\u2044' or '\u2215' => "/",
            '\u223c' or '\u02dc' => "~",
            '\u2217' or '\ufe61' => "*",
            '\ufe62' => "+",
            '\ufe66' => "=",
            '\ufe6a' or '\u066a' => "%",
            '\ufe59' => "(",
            '\ufe5a' => ")",
            '\ufe50' => ",",
            '\ufe52' => ".",
            '\ufe54' => ";",

            '\u00b5' => "μ",
            '\u2103' => "°C",
            '\u2109' => "°F",
            '\u03d5' => "φ",
            '\u2126' => "Ω",
            '\u2206' => "Δ",
            '\u2026' => "...",

            '\ufb00' => "ff",
            '\ufb01' => "fi",
            '\ufb02' => "fl",
            '\ufb03' => "ffi",
            '\ufb04' => "ffl",
            '\ufb05' or '\ufb06' => "st",

            '\u3008' => "<",
            '\u3009' => ">",
            '\u3014' => "(",
            '\u3015' => ")",

            >= '\u2160' and <= '\u2188' => Roman(c) ?? new ReadOnlySpan<char>(in c),
            >= '\u3371' and <= '\u33dd' => Unit(c) ?? new ReadOnlySpan<char>(in c),
            _ => new ReadOnlySpan<char>(in c),
        };
    }

    /// <summary>The digit or sign that a raised character shows, or null.</summary>
    public static char? Raised(char c) => c switch
    {
        '\u2070' => '0',
        '\u00b9' => '1',
        '\u00b2' => '2',
        '\u00b3' => '3',
        >= '\u2074' and <= '\u2079' => (char)('4' + (c - '\u2074')),
        '\u207a' => '+',
        '\u207b' => '-',
        _ => null,
    };

    /// <summary>The digit or sign that a lowered character shows, or null.</summary>
    public static char? Lowered(char c) => c switch
    {
        >= '\u2080' and <= '\u2089' => (char)('0' + (c - '\u2080')),
        '\u208a' => '+',
        '\u208b' => '-',
        _ => null,
    };

    /// <summary>A dot that stands at the middle of the line: a decimal point where digits stand on both sides.</summary>
    public static bool IsMiddleDot(char c) => c is '\u00b7' or '\u2219' or '\u22c5' or '\u2027' or '\u02d9' or '\u0387' or '\u30fb' or '\u2022';

    public static bool IsChinese(char c) => c is (>= '\u4e00' and <= '\u9fff') or (>= '\u3400' and <= '\u4dbf');

    /// <summary>The first place that may hold a Chinese character, or -1: most texts have none.</summary>
    public static int IndexOfChinese(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('\u3400', '\u9fff');

    /// <summary>A letter or digit as texts are compared, in small; NUL for any other character.</summary>
    public static char Small(char c) => c < 128 ? (char)SmallAscii[c] : char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '\0';

    private static readonly byte[] SmallAscii = [.. Enumerable.Range(0, 128).Select(c => (byte)(char.IsAsciiLetterOrDigit((char)c) ? char.ToLowerInvariant((char)c) : '\0'))];

    /// <summary>The full-width copy of ASCII; every one of the block has its own ASCII character.</summary>
    private static ReadOnlySpan<char> FullWidth(char c) => Ascii.AsSpan(c - '\uff01', 1);

    private const string Ascii = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_'abcdefghijklmnopqrstuvwxyz{|}~";

    private static string? Roman(char c) => c switch
    {
        '\u2160' or '\u2170' => "I",
        '\u2161' or '\u2171' => "II",
        '\u2162' or '\u2172' => "III",
        '\u2163' or '\u2173' => "IV",
        '\u2164' or '\u2174' => "V",
        '\u2165' or '\u2175' => "VI",
        '\u2166' or '\u2176' => "VII",
        '\u2167' or '\u2177' => "VIII",
        '\u2168' or '\u2178' => "IX",
        '\u2169' or '\u2179' => "X",
        _ => null,
    };

    /// <summary>A word without the s of its plural; "pus", "loss" and "basis" have none, nor has a word of fewer letters than <paramref name="shortest"/>.</summary>
    public static ReadOnlySpan<char> Singular(ReadOnlySpan<char> word, int shortest) =>
        word.Length >= shortest && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;

    private static string? Unit(char c) => c switch
    {
        '\u338d' => "μg",
        '\u338e' => "mg",
        '\u338f' => "kg",
        '\u3395' => "μl",
        '\u3396' => "ml",
        '\u339b' => "μm",
        '\u339c' => "mm",
        '\u339d' => "cm",
        '\u33a1' => "m2",
        '\u33a5' => "m3",
        '\u33c4' => "cc",
        _ => null,
    };
}
