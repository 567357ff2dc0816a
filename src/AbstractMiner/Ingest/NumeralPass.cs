using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Writes numbers in one form: a decimal comma becomes a point where nothing else can be meant, thousands that a thin space
/// parted are joined, a typed cross between numbers becomes ×, a flattened exponent (<c>10(6)</c>, <c>m(2)</c>) gets its mark.
/// </summary>
internal static class NumeralPass
{
    public static NormalisedText? Apply(string text)
    {
        Rewriting output = new(text);
        bool? commas = null;
        for (int at = 0; at < text.Length;)
        {
            int hop = text.AsSpan(at).IndexOfAnyInRange('0', '9');
            if (hop < 0)
            {
                break;
            }

            at += hop;
            int end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))
            {
                end++;
            }

            ReadOnlySpan<char> number = text.AsSpan(at, end - at);
            int comma = number.IndexOf(',');
            if (comma > 0 && DecimalComma.Is(text, at, at + comma, end, ref commas))
            {
                output.Replace(new TextSpan(at + comma, at + comma + 1), '.');
            }

            end = SpacedDigits(text, at, end, output);
            end = UnitPower(text, at, end, output);
            end = Exponent(text, at, end, output);
            end = SplitDecimal(text, at, end, output);
            end = Thousands(text, at, end, output);
            end = Cross(text, at, end, output);
            end = Range(text, end, output);
            at = end;
        }

        return output.Finish();
    }

    /// <summary><c>4 0例</c>, <c>5 0 . 0 %</c> in Chinese text: OCR sets the digits of a number apart, and what counts or a percent sign stands behind them.</summary>
    private static int SpacedDigits(string text, int start, int end, Rewriting output)
    {
        if (end - start != 1 || end + 1 >= text.Length || text[end] is not ' ' || (start > 0 && text[start - 1] is '.' or '/' or '±'))
        {
            return end;
        }

        int last = end;
        while (last + 1 < text.Length && text[last] is ' ' && (char.IsAsciiDigit(text[last + 1]) || text[last + 1] is '.')
            && (last + 2 >= text.Length || !char.IsAsciiDigit(text[last + 2])))
        {
            last += 2;
        }

        int next = last < text.Length && text[last] is ' ' ? last + 1 : last;
        bool counted = next < text.Length && (text[next] is '例' or '名' or '岁' || (text[next] is '%' && text.AsSpan(start, last - start).Contains(" . ", StringComparison.Ordinal)));
        if (last == end || !counted || text[last - 1] is '.')
        {
            return end;
        }

        for (int i = end; i < last; i += 2)
        {
            output.Drop(new TextSpan(i, i + 1));
        }

        return last;
    }

    /// <summary><c>×10(6)</c>, <c>10(-3)</c> before a unit: the exponent that a text export put in brackets.</summary>
    private static int Exponent(string text, int start, int end, Rewriting output)
    {
        if (end - start != 2 || text[start] is not '1' || text[start + 1] is not '0' || end >= text.Length || text[end] is not '(')
        {
            return end;
        }

        int close = text.AsSpan(end, Math.Min(6, text.Length - end)).IndexOf(')');
        if (close < 2)
        {
            return end;
        }

        ReadOnlySpan<char> power = text.AsSpan(end + 1, close - 1);
        bool minus = power[0] is '-' or '+';
        ReadOnlySpan<char> digits = minus ? power[1..] : power;
        if (digits.Length is 0 or > 2 || digits.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return end;
        }

        int before = start - 1;
        while (before >= 0 && text[before] is ' ')
        {
            before--;
        }

        bool times = before >= 0 && (text[before] is '×' or '*' || text[before] is 'x' or 'X' && before > 0 && (char.IsAsciiDigit(text[before - 1]) || text[before - 1] is ' '));
        ReadOnlySpan<char> rest = text.AsSpan(end + close + 1).TrimStart(' ');
        bool unit = rest.StartsWith("/") || rest.StartsWith("cell") || rest.StartsWith("CFU") || rest.StartsWith("cfu") || rest.StartsWith("PFU") || rest.StartsWith("copies") || rest.StartsWith("IU")
            || rest.StartsWith("MSC") || rest.StartsWith("platelets") || rest.StartsWith("L") || rest.StartsWith("organisms");
        if (!times && !unit)
        {
            return end;
        }

        output.Replace(new TextSpan(end, end + 1), '^');
        output.Drop(new TextSpan(end + close, end + close + 1));
        return end + close + 1;
    }

    /// <summary>A letter x or an asterisk between two numbers is a multiplication sign.</summary>
    private static int Cross(string text, int start, int end, Rewriting output)
    {
        if (start > 0 && char.IsAsciiLetter(text[start - 1]))
        {
            return end;
        }

        int at = end;
        while (at < text.Length && text[at] is ' ' && at - end < 1)
        {
            at++;
        }

        if (at >= text.Length || text[at] is not ('x' or 'X' or '*' or 'χ' or 'х'))
        {
            return end;
        }

        int next = at + 1;
        while (next < text.Length && text[next] is ' ' && next - at < 2)
        {
            next++;
        }

        bool even = at - end == next - at - 1 && (text[at] is not '*' || next > at + 1);
        if (next < text.Length && char.IsAsciiDigit(text[next]) && (even || text.AsSpan(next).StartsWith("10")))
        {
            output.Replace(new TextSpan(at, at + 1), '×');
            return at + 1;
        }

        return end;
    }

    /// <summary>A wave between two numbers is the dash of a range: <c>100～200</c>, <c>35%~40%</c>.</summary>
    private static int Range(string text, int end, Rewriting output)
    {
        int at = end < text.Length && text[end] is '%' ? end + 1 : end;
        if (at < text.Length && text[at] is '~' && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is ' ' && at + 2 < text.Length && char.IsAsciiDigit(text[at + 2])))
        {
            output.Replace(new TextSpan(at, at + 1), '-');
            return at + 1;
        }

        return end;
    }

    /// <summary>
    /// A power of a unit that a text export put in brackets: <c>kg/m(2)</c>, <c>mL min(-1)</c>. The letter before must be a unit.
    /// </summary>
    private static int UnitPower(string text, int start, int end, Rewriting output)
    {
        bool minus = start > 1 && text[start - 1] is '-';
        int open = minus ? start - 2 : start - 1;
        if (end - start != 1 || end >= text.Length || text[end] is not ')' || open < 1 || text[open] is not '(')
        {
            return end;
        }

        int unit = open;
        while (unit > 0 && (char.IsAsciiLetter(text[unit - 1]) || text[unit - 1] is 'μ'))
        {
            unit--;
        }

        ReadOnlySpan<char> name = text.AsSpan(unit, open - unit);
        bool length = name is "m" or "cm" or "mm" or "dm" or "km" or "nm" or "μm";
        bool known = minus
            ? length || name is "kg" or "g" or "mg" or "μg" or "ug" or "ng" or "L" or "l" or "mL" or "ml" or "dL" or "dl" or "s" or "min" or "h" or "d" or "day" or "days" or "week" or "wk" or "year" or "yr" or "mol" or "mmol" or "kJ" or "kcal"
            : length && text[start] is '2' or '3' && (unit == 0 || !char.IsLetter(text[unit - 1]));
        if (!known)
        {
            return end;
        }

        output.Drop(new TextSpan(open, open + 1));
        output.Drop(new TextSpan(end, end + 1));
        return end + 1;
    }

    /// <summary>
    /// Thousands parted by a plain space: <c>1 120例</c>, <c>12 400 participants</c>. Two numbers may stand side by side, so that only a
    /// counted noun after them, or more than one group of three, tells.
    /// </summary>
    private static int Thousands(string text, int start, int end, Rewriting output)
    {
        if (end - start > 3 || text[start] is '0' || start > 0 && (text[start - 1] is '.' or ',' or '-' || char.IsLetterOrDigit(text[start - 1]) && !Folding.IsChinese(text[start - 1])))
        {
            return end;
        }

        int last = end;
        int groups = 0;
        while (last + 3 < text.Length && text[last] is ' ' && text.AsSpan(last + 1, 3).IndexOfAnyExceptInRange('0', '9') < 0
            && (last + 4 == text.Length || !(char.IsAsciiDigit(text[last + 4]) || text[last + 4] is '.' && last + 5 < text.Length && char.IsAsciiDigit(text[last + 5]))))
        {
            last += 4;
            groups++;
        }

        if (groups == 0 || IsLabelled(text, start))
        {
            return end;
        }

        ReadOnlySpan<char> rest = text.AsSpan(last).TrimStart(' ');
        bool counted = rest.StartsWith("patients") || rest.StartsWith("participants") || rest.StartsWith("subjects") || rest.StartsWith("women") || rest.StartsWith("men ") || rest.StartsWith("children")
            || rest.StartsWith("individuals") || rest.StartsWith("people") || rest.StartsWith("adults") || rest.StartsWith("cases") || rest.StartsWith("IU") || rest.StartsWith("person") || rest.StartsWith("steps") || rest.StartsWith("infants");
        bool chinese = last < text.Length && text[last] is '例' or '名' or '人' or '位' or '份' or '次' or '只' || start > 0 && text[start - 1] is '/' && last < text.Length && text[last] is ')';
        if (groups == 1 && !counted && !chinese)
        {
            return end;
        }

        for (int i = end; i < last; i += 4)
        {
            output.Drop(new TextSpan(i, i + 1));
        }

        return last;
    }

    /// <summary>"group 1 120 patients": the first number is a name.</summary>
    private static bool IsLabelled(string text, int start)
    {
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(0, start - 12), start - Math.Max(0, start - 12)).TrimEnd(' ');
        ReadOnlySpan<char> word = before[(before.LastIndexOf(' ') + 1)..];
        return word is "group" or "Group" or "arm" or "Arm" or "grade" or "type" or "stage" or "phase" or "cohort" or "day" or "week" or "month" or "table" or "Table" or "part" or "level" or "and" or "to" or "visit";
    }

    /// <summary>A blank that OCR or a wrap put into a decimal after an operator: <c>P &lt; 0. 05</c>, <c>p = 0 .001</c>.</summary>
    private static int SplitDecimal(string text, int start, int end, Rewriting output)
    {
        int before = start - 1;
        while (before >= 0 && text[before] is ' ')
        {
            before--;
        }

        if (end - start != 1 || text[start] is not '0' || before < 0 || text[before] is not ('=' or '<' or '>' or '≤' or '≥'))
        {
            return end;
        }

        int point = end < text.Length && text[end] is ' ' ? end + 1 : end;
        int digit = point + 1 < text.Length && text[point + 1] is ' ' ? point + 2 : point + 1;
        if (point >= text.Length || text[point] is not '.' || digit >= text.Length || !char.IsAsciiDigit(text[digit]) || digit == end + 1)
        {
            return end;
        }

        // "P = 0. 3 patients" ends a sentence; what goes on has two digits and more.
        if (digit > point + 1 && (digit + 1 >= text.Length || !char.IsAsciiDigit(text[digit + 1])))
        {
            return end;
        }

        output.Drop(new TextSpan(end, point));
        output.Drop(new TextSpan(point + 1, digit));
        return digit;
    }
}
