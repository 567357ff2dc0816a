using System.Text;
using System.Text.RegularExpressions;

namespace AbstractMiner.Tests.Mangling;

/// <summary>
/// Damages texts as the way to them does: typesetting, PDF extraction, copying through spreadsheets and web pages. The same
/// text and seed give the same damage.
/// </summary>
internal static partial class Mangler
{
    public static IReadOnlyDictionary<string, Func<MangledText, Dice, MangledText>> Kinds { get; } = new Dictionary<string, Func<MangledText, Dice, MangledText>>
    {
        ["wraps"] = Wrap,
        ["hyphens"] = Hyphenate,
        ["ligatures"] = Ligatures,
        ["spaces"] = OddSpaces,
        ["dashes"] = Dashes,
        ["latex"] = Latex,
        ["spaced digits"] = SpacedDigits,
        ["entities"] = Entities,
        ["mojibake"] = Mojibake,
        ["full width"] = FullWidth,
        ["running headers"] = Headers,
        ["plain wraps"] = (text, dice) => Plain(text, 60 + dice.Next(40), _ => "\n"),
        ["pages"] = (text, dice) => Plain(Ligatures(text, dice), 72, line => line % 12 == 0 ? $"\n\fAbstracts · {100 + (line / 12)} | Journal of Trials\n" : "\n"),
        ["printed pages"] = (text, dice) => Plain(Dashes(Hyphenate(text, dice), dice), 90, line => line % 8 == 0 ? $"\r\n\r\n{100 + (line / 8)}\r\n\r\nJ TRIALS 2019 VOL 12 NO 3\r\n\r\n" : "\r\n"),
    };

    /// <summary>Lines of one width, broken at spaces, or between Chinese characters.</summary>
    private static MangledText Wrap(MangledText text, Dice dice)
    {
        int width = 55 + dice.Next(40);
        int column = 0;
        return text.Change((t, i) =>
        {
            column = t[i] == '\n' ? 0 : column + (IsHan(t[i]) ? 2 : 1);
            if (column < width || i + 1 >= t.Length || i == 0 || IsFixed(t, i))
            {
                return null;
            }

            if (t[i] == ' ' && !IsNewBlock(t, i + 1))
            {
                column = 0;
                return (1, "\n");
            }

            if (IsHan(t[i]) && IsHan(t[i - 1]))
            {
                column = 2;
                return (0, "\n");
            }

            return null;
        });
    }

    /// <summary>The same, with long words cut at the end of a line.</summary>
    private static MangledText Hyphenate(MangledText text, Dice dice)
    {
        // Chinese lines break between any two characters: that is the business of the wraps.
        if (text.Text.Any(IsHan))
        {
            return text;
        }

        int width = 55 + dice.Next(40);
        int column = 0;
        return text.Change((t, i) =>
        {
            column = t[i] == '\n' ? 0 : column + 1;
            if (column < width || i < 4 || i + 4 >= t.Length || IsFixed(t, i))
            {
                return null;
            }

            if (t[i] == ' ' && !IsNewBlock(t, i + 1))
            {
                column = 0;
                return (1, "\n");
            }

            if (Enumerable.Range(i - 4, 8).All(k => char.IsAsciiLetterLower(t[k])))
            {
                column = 0;
                return (0, "-\n");
            }

            return null;
        });
    }

    private static MangledText Ligatures(MangledText text, Dice dice) => text.Change((t, i) =>
        t.AsSpan(i).StartsWith("ffi") ? (3, "ﬃ") : t.AsSpan(i).StartsWith("fi") ? (2, "ﬁ") : t.AsSpan(i).StartsWith("fl") ? (2, "ﬂ") : t.AsSpan(i).StartsWith("ff") ? (2, "ﬀ") : null);

    /// <summary>Thin and unbreakable spaces round operators and before units.</summary>
    private static MangledText OddSpaces(MangledText text, Dice dice) => text.Change((t, i) => t[i] switch
    {
        '<' or '>' or '=' or '±' or '≤' or '≥' when i > 0 && i + 1 < t.Length && char.IsAsciiLetterOrDigit(t[i - 1]) && (char.IsAsciiDigit(t[i + 1]) || t[i + 1] == '.') => (1, $"{dice.Of(" ", "\u2009", "\u00a0", "\u202f")}{t[i]}{dice.Of(" ", "\u2009", "\u00a0")}"),
        ' ' when i > 0 && i + 1 < t.Length && char.IsAsciiDigit(t[i - 1]) && char.IsAsciiLetterLower(t[i + 1]) => (1, dice.Of("\u00a0", "\u202f", "\u2009")),
        _ => null,
    });

    private static MangledText Dashes(MangledText text, Dice dice) => text.Change((t, i) => t[i] is '-' or '–' or '−'
        ? i + 1 < t.Length && char.IsAsciiDigit(t[i + 1]) && i > 0 && (char.IsAsciiDigit(t[i - 1]) || t[i - 1] == '%') ? (1, dice.Of("–", "-", "‐", "‑", "—"))
            : i + 1 < t.Length && char.IsAsciiDigit(t[i + 1]) && i > 0 && t[i - 1] is ' ' or '(' or '=' ? (1, dice.Of("−", "–", "-")) : null
        : null);

    [GeneratedRegex(@"\b[pP] ?[<>=] ?0?\.\d+|\d+(?:\.\d+)? ?± ?\d+(?:\.\d+)?|\b\d+\.\d+%", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    /// <summary>Formulas as a page reader of scanned journals writes them.</summary>
    private static MangledText Latex(MangledText text, Dice dice) => Formulas(text, formula =>
        "$" + dice.Of(formula, formula.Replace("<", "{<}", StringComparison.Ordinal), formula.Replace(" ", "\\ ", StringComparison.Ordinal))
            .Replace("±", dice.Of("\\pm ", "{\\pm}"), StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal) + "$");

    private static MangledText SpacedDigits(MangledText text, Dice dice) => Formulas(text, formula =>
        "$ " + string.Join(' ', formula.Where(c => c != ' ').Select(c => c switch { '±' => "\\pm", '%' => "\\%", '<' => "{ < }", _ => c.ToString() })) + " $");

    private static MangledText Formulas(MangledText text, Func<string, string> write)
    {
        Dictionary<int, Match> formulas = Formula().Matches(text.Text).ToDictionary(match => match.Index);
        return text.Text.Contains('$', StringComparison.Ordinal) ? text : text.Change((_, i) => formulas.TryGetValue(i, out Match? match) ? (match.Length, write(match.Value)) : null);
    }

    /// <summary>A page's text that kept its entities.</summary>
    private static MangledText Entities(MangledText text, Dice dice) => text.Change((t, i) => t[i] switch
    {
        '<' => (1, dice.Of("&lt;", "&#60;")),
        '>' => (1, "&gt;"),
        '≤' => (1, "&le;"),
        '≥' => (1, "&ge;"),
        '±' => (1, dice.Of("&plusmn;", "&#177;")),
        '–' => (1, "&ndash;"),
        'μ' => (1, "&mu;"),
        '&' => (1, "&amp;"),
        '\u00a0' => (1, "&nbsp;"),
        _ => null,
    });

    /// <summary>UTF-8 that was read as the Windows code page.</summary>
    private static MangledText Mojibake(MangledText text, Dice dice) => text.Text.Any(IsHan) ? text : text.Change((t, i) =>
        t[i] is '±' or '–' or '—' or '≤' or '≥' or '×' or '·' or 'é' or 'μ' or '’' or '“' or '°' or 'α' or 'β'
            ? (1, string.Concat(Encoding.UTF8.GetBytes(t[i].ToString()).Select(WindowsCharacter))) : null);

    private static char WindowsCharacter(byte b) => b switch
    {
        0x80 => '€', 0x82 => '‚', 0x83 => 'ƒ', 0x84 => '„', 0x85 => '…', 0x86 => '†', 0x87 => '‡', 0x88 => 'ˆ', 0x89 => '‰', 0x8a => 'Š', 0x8b => '‹', 0x8c => 'Œ', 0x8e => 'Ž', 0x91 => '‘', 0x92 => '’',
        0x93 => '“', 0x94 => '”', 0x95 => '•', 0x96 => '–', 0x97 => '—', 0x98 => '˜', 0x99 => '™', 0x9a => 'š', 0x9b => '›', 0x9c => 'œ', 0x9e => 'ž', 0x9f => 'Ÿ', _ => (char)b,
    };

    /// <summary>Half-width signs and digits of a formula in full width.</summary>
    private static MangledText FullWidth(MangledText text, Dice dice)
    {
        bool chinese = text.Text.Any(IsHan);
        return text.Text.Contains('$', StringComparison.Ordinal) ? text : text.Change((t, i) => t[i] switch
        {
            '<' or '>' or '=' or '%' or '(' or ')' => (1, ((char)(t[i] + 0xfee0)).ToString()),
            ',' or ';' or ':' when chinese && i + 1 < t.Length && !char.IsAsciiDigit(t[i + 1]) => (1, ((char)(t[i] + 0xfee0)).ToString()),
            >= '0' and <= '9' when chinese => (1, ((char)(t[i] + 0xfee0)).ToString()),
            _ => null,
        });
    }

    /// <summary>Pages: the journal's line and a page number between two lines of a wrapped text.</summary>
    private static MangledText Headers(MangledText text, Dice dice)
    {
        if (text.Text.Any(IsHan))
        {
            return text;
        }

        int line = 0;
        int page = 100 + dice.Next(300);
        int width = 70;
        int column = 0;
        return text.Change((t, i) =>
        {
            column = t[i] == '\n' ? 0 : column + 1;
            if (t[i] != ' ' || column < width || IsNewBlock(t, i + 1) || IsFixed(t, i))
            {
                return null;
            }

            column = 0;
            return (1, ++line % 6 == 0 ? $"\nAnnals of Trial Reports 2019;12(3)\n{page++}\n" : "\n");
        });
    }

    /// <summary>Lines that are as long as they can be, whatever the next one begins with. <paramref name="end"/> gets a line's number and says what stands at its end.</summary>
    private static MangledText Plain(MangledText text, int width, Func<int, string> end)
    {
        if (text.Text.Any(IsHan))
        {
            return text;
        }

        int column = 0;
        int line = 0;
        return text.Change((t, i) =>
        {
            column = t[i] == '\n' ? 0 : column + 1;
            int word = i + 1 < t.Length ? t.AsSpan(i + 1).IndexOfAny(' ', '\n') : 0;
            if (t[i] != ' ' || column + word < width || IsFixed(t, i))
            {
                return null;
            }

            column = 0;
            return (1, end(++line));
        });
    }

    /// <summary>The line at a position is one that no typesetter wraps: a row of a table, a line with formulas.</summary>
    private static bool IsFixed(string text, int at)
    {
        int start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        int end = text.IndexOf('\n', at);
        return text.AsSpan(start, (end < 0 ? text.Length : end) - start).ContainsAny('\t', '$');
    }

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';

    /// <summary>A capital after a break may begin a block: a typesetter's lines do not tell either, but a heading would be read there.</summary>
    private static bool IsNewBlock(string text, int at) => at < text.Length && (char.IsUpper(text[at]) || text[at] is '#' or '*');
}

/// <summary>Chance that is the same on every run and machine.</summary>
internal sealed class Dice(int seed)
{
    private uint _state = (uint)seed * 2654435761u + 12345u;

    public int Next(int below)
    {
        _state = (_state * 1664525u) + 1013904223u;
        return (int)((_state >> 8) % (uint)below);
    }

    public string Of(params string[] any) => any[Next(any.Length)];
}
