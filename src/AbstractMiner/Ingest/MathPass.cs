using System.Buffers;
using System.Collections.Frozen;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Reads mathematics that was left as LaTeX, by an export (<c>$p&lt;0.05$</c>) or by OCR (<c>$( 2 3 . 3 { \pm } 4 . 1 \ \mathrm { m g } )$</c>):
/// the signs become characters, the spaces of the setter go, the dollars and braces are dropped.
/// </summary>
internal static class MathPass
{
    private const int LongestFormula = 400;

    private static readonly SearchValues<char> Starts = SearchValues.Create("$\\{");

    private static readonly SearchValues<char> Signs = SearchValues.Create("\\{}^_=<>±≤≥");

    public static NormalisedText? Apply(string text)
    {
        int first = text.AsSpan().IndexOfAny(Starts);
        if (first < 0)
        {
            return null;
        }

        Rewriting output = new(text);
        for (int at = first; at < text.Length;)
        {
            at += text.AsSpan(at).IndexOfAny(Starts) is >= 0 and var hop ? hop : text.Length - at;
            if (at >= text.Length)
            {
                break;
            }

            at += text[at] switch
            {
                '$' => Formula(text, at, output),
                '\\' => Command(text, at, text.Length, output),
                _ => Braced(text, at, output),
            };
        }

        return output.Finish();
    }

    /// <summary>A formula between dollars; a single dollar is money and stays.</summary>
    private static int Formula(string text, int at, Rewriting output)
    {
        int open = at + 1 < text.Length && text[at + 1] is '$' ? 2 : 1;
        int close = text.AsSpan(at + open, Math.Min(LongestFormula, text.Length - at - open)).IndexOf('$');
        if (close <= 0)
        {
            return open;
        }

        int end = at + open + close;
        if (!IsFormula(text.AsSpan(at + open, close), end + 1 < text.Length ? text[end + 1] : ' '))
        {
            return open;
        }

        int after = end + 1;
        if (open is 2 && after < text.Length && text[after] is '$')
        {
            after++;
        }

        Edge(text, new TextSpan(at, at + open), output);
        int last = end;
        while (last > at + open && text[last - 1] is ' ' or '\\')
        {
            last--;
        }

        for (int i = at + open; i < last;)
        {
            i += Inside(text, i, at + open, last, output);
        }

        bool apart = after < text.Length && char.IsAsciiLetterOrDigit(text[after]) && char.IsAsciiLetterOrDigit(output.Last(end));
        output.Replace(new TextSpan(last, after), apart ? " " : "");
        return after - at + Versus(text, after, output);
    }

    /// <summary>Beside formulas OCR reads the italic "vs" as "us" or "Us".</summary>
    private static int Versus(string text, int at, Rewriting output)
    {
        int word = at;
        while (word < text.Length && word - at < 4 && text[word] is ' ' or ')' or ']' or '\uff09' or '\uff3d')
        {
            word++;
        }

        int next = word + 2;
        if (next >= text.Length || text[word] is not ('u' or 'U') || text[word + 1] is not ('s' or 'S'))
        {
            return 0;
        }

        while (next < text.Length && text[next] is ' ')
        {
            next++;
        }

        if (next >= text.Length || !(char.IsAsciiDigit(text[next]) || text[next] is '$' or '(' or '['))
        {
            return 0;
        }

        output.Replace(new TextSpan(word, word + 2), "vs");
        return word + 2 - at;
    }

    private static bool IsFormula(ReadOnlySpan<char> content, char after)
    {
        if (content.Contains("\n\n", StringComparison.Ordinal))
        {
            return false;
        }

        if (content.Contains('\\') || content.Contains('{'))
        {
            return true;
        }

        // "$5,000 (n=20) against $6,000" is money: words of it are longer, and a digit follows the second dollar.
        int words = 0;
        foreach (Range range in content.SplitAny(' ', '=', '<', '>', '(', ')'))
        {
            words += content[range].Length > 2 && content[range].IndexOfAnyExceptInRange('a', 'z') < 0 ? 1 : 0;
        }

        return words <= 1 && !char.IsAsciiDigit(after) && (content.ContainsAny(Signs) || content.IndexOfAnyExcept("0123456789.,% ") < 0);
    }

    /// <summary>The dollar that opens a formula goes; a space takes its place where word and number would run together.</summary>
    private static void Edge(string text, TextSpan dollar, Rewriting output)
    {
        int next = dollar.End;
        while (next < text.Length && text[next] is ' ' or '{')
        {
            next++;
        }

        bool apart = char.IsAsciiLetterOrDigit(output.Last(dollar.Start)) && next < text.Length && (char.IsAsciiLetterOrDigit(text[next]) || text[next] is '\\');
        output.Replace(dollar, apart ? " " : "");
    }

    private static int Inside(string text, int at, int start, int end, Rewriting output)
    {
        switch (text[at])
        {
            case '\\':
                return Command(text, at, end, output);
            case '{' or '}':
                output.Drop(new TextSpan(at, at + 1));
                return 1;
            case '~':
                output.Replace(new TextSpan(at, at + 1), ' ');
                return 1;
            case '_':
                output.Drop(new TextSpan(at, at + 1));
                return 1;
            case '^':
                return Power(text, at, end, output);
            case ' ':
                if (!KeepsSpace(text, at, start, end))
                {
                    output.Drop(new TextSpan(at, at + 1));
                }

                return 1;
            default:
                return 1;
        }
    }

    /// <summary>Setters' spaces mean nothing, save after a comma and between words.</summary>
    private static bool KeepsSpace(string text, int at, int start, int end)
    {
        if (at <= start || at + 1 >= end)
        {
            return false;
        }

        if (text[at - 1] is ',' or ';')
        {
            return true;
        }

        bool wordBefore = at - 2 >= start && char.IsAsciiLetter(text[at - 1]) && char.IsAsciiLetter(text[at - 2]) && !IsCommand(text, at, start);
        bool wordAfter = at + 2 < end && char.IsAsciiLetter(text[at + 1]) && char.IsAsciiLetter(text[at + 2]);
        bool numberBefore = at - 2 >= start && char.IsAsciiDigit(text[at - 1]) && !(text[at - 2] is ' ' or '{' or '.');
        return wordBefore && (wordAfter || char.IsAsciiDigit(text[at + 1])) || wordAfter && numberBefore;
    }

    private static bool IsCommand(string text, int at, int start)
    {
        int i = at - 1;
        while (i >= start && char.IsAsciiLetter(text[i]))
        {
            i--;
        }

        return i >= start && text[i] is '\\';
    }

    /// <summary>A power of ten keeps its mark; that of a unit or of χ is part of the name; degrees are a sign of their own.</summary>
    private static int Power(string text, int at, int end, Rewriting output)
    {
        int next = at + 1;
        while (next < end && text[next] is ' ' or '{')
        {
            next++;
        }

        char last = output.Last(at);
        bool degrees = text.AsSpan(next, end - next).StartsWith("\\circ");
        bool keeps = !degrees && next < end && (char.IsAsciiDigit(text[next]) || text[next] is '-' or '\u2212') && char.IsAsciiDigit(last);
        if (keeps)
        {
            if (next > at + 1)
            {
                output.Drop(new TextSpan(at + 1, next));
            }

            return next - at;
        }

        output.Drop(new TextSpan(at, next));
        return next - at;
    }

    /// <summary>A command that stands for a character, or that only sets type.</summary>
    private static int Command(string text, int at, int end, Rewriting output)
    {
        int name = at + 1;
        while (name < end && char.IsAsciiLetter(text[name]))
        {
            name++;
        }

        if (name == at + 1)
        {
            if (name >= end)
            {
                return 1;
            }

            string? sign = text[name] switch
            {
                '%' => "%",
                '&' => "&",
                '#' => "#",
                '_' => "_",
                '~' => "~",
                '{' => "{",
                '}' => "}",
                '$' => "$",
                ' ' => " ",
                ',' or ';' or ':' or '!' => "",
                _ => null,
            };
            if (sign is null || end == text.Length && sign.Length == 0)
            {
                return 1;
            }

            output.Replace(new TextSpan(at, name + 1), sign);
            return name + 1 - at;
        }

        if (Commands.TryGetValue(text.AsSpan(at + 1, name - at - 1), out string? character))
        {
            output.Replace(new TextSpan(at, name), character);
            return name - at;
        }

        // Outside a formula a backslash may be anything.
        if (end < text.Length)
        {
            output.Drop(new TextSpan(at, at + 1));
        }

        return name - at;
    }

    /// <summary><c>P{&lt;}0.05</c>: an operator that kept its braces.</summary>
    private static int Braced(string text, int at, Rewriting output)
    {
        int close = text.AsSpan(at, Math.Min(14, text.Length - at)).IndexOf('}');
        ReadOnlySpan<char> inside = close > 0 ? text.AsSpan(at + 1, close - 1).Trim(' ') : [];
        if (inside is not (['<' or '>' or '=' or '±' or '≤' or '≥'] or "\\pm" or "\\le" or "\\ge" or "\\leq" or "\\geq" or "\\sim" or "\\leqslant" or "\\geqslant"))
        {
            return 1;
        }

        ReadOnlySpan<char> sign = inside.Length > 1 ? Commands.TryGetValue(inside[1..], out string? named) ? named : inside : inside;
        output.Replace(new TextSpan(at, at + close + 1), sign);
        return close + 1;
    }

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Commands = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pm"] = "±", ["mp"] = "±", ["leq"] = "≤", ["leqslant"] = "≤", ["le"] = "≤", ["leqq"] = "≤", ["geq"] = "≥", ["geqslant"] = "≥", ["ge"] = "≥", ["geqq"] = "≥",
        ["lt"] = "<", ["gt"] = ">", ["neq"] = "≠", ["ne"] = "≠", ["times"] = "×", ["cdot"] = "·", ["div"] = "÷", ["sim"] = "~", ["approx"] = "≈", ["simeq"] = "≈", ["cong"] = "≈",
        ["circ"] = "°", ["degree"] = "°", ["prime"] = "'", ["infty"] = "∞", ["ldots"] = "...", ["dots"] = "...", ["rightarrow"] = "→", ["to"] = "→", ["leftarrow"] = "←", ["uparrow"] = "↑", ["downarrow"] = "↓",
        ["quad"] = " ", ["qquad"] = " ", ["mid"] = "|", ["rangle"] = ")", ["langle"] = "(", ["ast"] = "*", ["bullet"] = "•", ["sum"] = "∑", ["permil"] = "‰", ["percent"] = "%",
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ε", ["varepsilon"] = "ε", ["zeta"] = "ζ", ["eta"] = "η", ["theta"] = "θ", ["iota"] = "ι", ["kappa"] = "κ", ["lambda"] = "λ",
        ["mu"] = "μ", ["nu"] = "ν", ["xi"] = "ξ", ["pi"] = "π", ["rho"] = "ρ", ["sigma"] = "σ", ["tau"] = "τ", ["phi"] = "φ", ["varphi"] = "φ", ["chi"] = "χ", ["psi"] = "ψ", ["omega"] = "ω",
        ["Gamma"] = "Γ", ["Delta"] = "Δ", ["Theta"] = "Θ", ["Lambda"] = "Λ", ["Sigma"] = "Σ", ["Phi"] = "Φ", ["Psi"] = "Ψ", ["Omega"] = "Ω",
        ["mathrm"] = "", ["mathbf"] = "", ["mathit"] = "", ["mathsf"] = "", ["mathtt"] = "", ["mathfrak"] = "", ["mathcal"] = "", ["mathbb"] = "", ["boldsymbol"] = "", ["bf"] = "", ["rm"] = "", ["it"] = "",
        ["text"] = "", ["textbf"] = "", ["textit"] = "", ["textrm"] = "", ["emph"] = "", ["operatorname"] = "", ["displaystyle"] = "", ["textstyle"] = "", ["scriptstyle"] = "", ["scriptscriptstyle"] = "", ["scriptsize"] = "",
        ["left"] = "", ["right"] = "", ["big"] = "", ["Big"] = "", ["bigl"] = "", ["bigr"] = "", ["hat"] = "", ["bar"] = "", ["overline"] = "", ["underline"] = "", ["tilde"] = "", ["dot"] = "", ["vec"] = "", ["small"] = "", ["tiny"] = "", ["normalsize"] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
