using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Finds the written numbers of a sentence from left to right, and what belongs to each.</summary>
internal static class NumeralScan
{
    public static List<Numeral> In(string text, TextSpan sentence, List<ScannedNumber> numbers)
    {
        List<Numeral> numerals = new(numbers.Count);
        int reached = sentence.Start;
        foreach (ScannedNumber number in numbers)
        {
            // The digits of a unit (mL/1.73 m2) were read with the number before.
            // A number never begins with a zero before another digit: 01/03/2010, 007.
            bool code = number.Number.Printed.TrimStart('-') is ['0', >= '0' and <= '9', ..];
            if (number.Span.Start >= reached && !code && Read(text, number, sentence) is { } numeral)
            {
                numerals.Add(numeral);
                reached = numeral.Reach.End;
            }
        }

        return numerals;
    }

    private static Numeral? Read(string text, ScannedNumber number, TextSpan sentence)
    {
        int sign = SignOf(text, number.Span.Start, sentence.Start);
        return sign < number.Span.Start
            ? Finish(text, new TextSpan(sign, number.Span.End), new Number(-number.Number.Value, $"-{number.Number.Printed}"), false, sentence)
            : Finish(text, number.Span, number.Number, number.Form == NumberForm.Words && char.IsLetter(text[number.Span.Start]), sentence);
    }

    /// <summary>Adds percent sign, unit and bound; null where the number is part of a name after all.</summary>
    private static Numeral? Finish(string text, TextSpan number, Number value, bool inWords, TextSpan sentence)
    {
        int end = number.End;
        int spaced = end < sentence.End && text[end] == ' ' ? end + 1 : end;
        bool percent = false;
        if (spaced < sentence.End && text[spaced] == '%')
        {
            percent = true;
            end = spaced + 1;
        }
        else if (text.AsSpan(end, sentence.End - end) is var rest && (rest.StartsWith(" percent", StringComparison.Ordinal) || rest.StartsWith(" per cent", StringComparison.Ordinal))
            && !rest.StartsWith(" percentile", StringComparison.Ordinal) && !rest.StartsWith(" percentage", StringComparison.Ordinal))
        {
            percent = true;
            end += rest.StartsWith(" percent", StringComparison.Ordinal) ? 8 : 9;
        }

        TextSpan span = new(number.Start, percent && !inWords ? end : number.End);
        TextSpan? unit = null;
        bool hyphened = false;
        if (!percent)
        {
            if (text.AsSpan(end, sentence.End - end) is ['-' or '‐', var letter, ..] && char.IsLetter(letter))
            {
                hyphened = true;
            }
            else
            {
                unit = UnitReader.At(text, end, sentence.End);
                if (unit is null && end < sentence.End && char.IsLetter(text[end]))
                {
                    return null;
                }

                unit ??= PointsOf(text, end, sentence.End);
                end = unit?.End ?? end;
            }
        }
        else if (PointsOf(text, end, sentence.End) is { } points)
        {
            unit = points;
            end = points.End;
        }

        int front = number.Start;
        if (unit is null && !percent && front > sentence.Start && text[front - 1] is '£' or '$' or '€' or '¥')
        {
            unit = new TextSpan(front - 1, front);
            front--;
        }
        else if (unit is null && !percent && front + 1 < number.End && text[front] == '-' && text[front + 1] is '£' or '$' or '€')
        {
            unit = new TextSpan(front + 1, front + 2);
        }

        (Comparison bound, int from) = BoundOf(text, front, sentence.Start);
        return new Numeral(span, new TextSpan(from, end), value, percent, unit, bound, inWords, hyphened);
    }

    private static TextSpan? PointsOf(string text, int end, int stop)
    {
        ReadOnlySpan<char> rest = text.AsSpan(end, stop - end);
        foreach (string points in (ReadOnlySpan<string>)[" percentage points", " percentage point", "-percentage points", " points", " fold"])
        {
            if (rest.StartsWith(points, StringComparison.Ordinal))
            {
                return new TextSpan(end + 1, end + points.Length);
            }
        }

        return null;
    }

    private static (Comparison Bound, int From) BoundOf(string text, int start, int least)
    {
        int at = start;
        while (at > least && text[at - 1] == ' ')
        {
            at--;
        }

        if (at > least)
        {
            switch (text[at - 1])
            {
                case '<': return (Comparison.Less, at - 1);
                case '>': return (Comparison.Greater, at - 1);
                case '≤': return (Comparison.LessOrEqual, at - 1);
                case '≥': return (Comparison.GreaterOrEqual, at - 1);
                case '=' when at - 1 > least && text[at - 2] is '<' or '/' && at - 2 > least && text[at - 2] == '<': return (Comparison.LessOrEqual, at - 2);
            }
        }

        ReadOnlySpan<char> before = text.AsSpan(least, at - least);
        char last = before is [.., var letter] ? char.ToLowerInvariant(letter) : ' ';
        foreach ((string words, Comparison bound) in Bounds)
        {
            if (words[^1] == last && before.EndsWith(words, StringComparison.OrdinalIgnoreCase) && (before.Length == words.Length || !char.IsLetter(before[^(words.Length + 1)])))
            {
                return (bound, at - words.Length);
            }
        }

        return (Comparison.Equal, start);
    }

    private static readonly (string Words, Comparison Bound)[] Bounds =
    [
        ("less than or equal to", Comparison.LessOrEqual), ("greater than or equal to", Comparison.GreaterOrEqual), ("more than or equal to", Comparison.GreaterOrEqual),
        ("<or=", Comparison.LessOrEqual), (">or=", Comparison.GreaterOrEqual), ("< or =", Comparison.LessOrEqual), ("> or =", Comparison.GreaterOrEqual), (">/=", Comparison.GreaterOrEqual), ("</=", Comparison.LessOrEqual), (">=", Comparison.GreaterOrEqual), ("<=", Comparison.LessOrEqual),
        ("less than", Comparison.Less), ("fewer than", Comparison.Less), ("lower than", Comparison.Less), ("more than", Comparison.Greater), ("greater than", Comparison.Greater), ("higher than", Comparison.Greater),
        ("at least", Comparison.GreaterOrEqual), ("at most", Comparison.LessOrEqual), ("up to", Comparison.LessOrEqual), ("over", Comparison.Greater), ("under", Comparison.Less), ("below", Comparison.Less), ("above", Comparison.Greater),
    ];

    /// <summary>A minus that the scan cannot see: a space or a sign of money stands between it and its number (<c>(- 12.3%</c>, <c>-£40</c>).</summary>
    private static int SignOf(string text, int start, int least)
    {
        int at = start - 1;
        if (at > least && text[at] is ' ' or '£' or '$' or '€')
        {
            at--;
        }

        if (at < least || at == start - 1 || text[at] != '-')
        {
            return start;
        }

        int before = at - 1;
        while (before >= least && text[before] == ' ')
        {
            before--;
        }

        bool free = before < least || text[before] is '(' or '[' or ',' or ':' or '=' or ';' || (text[start - 1] != ' ' && before < at - 1)
            || (before < at - 1 && MinusAfter.Holds(LastWord(text.AsSpan(least, before + 1 - least))));
        return free ? at : start;
    }

    /// <summary>Words that a value follows: a dash behind one of them is its minus, "from 3.1 to - 0.4".</summary>
    private static readonly WordSet MinusAfter = WordSet.Of("of was were is are to by from and or vs versus than respectively averaged reached");

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> text)
    {
        int start = text.Length;
        while (start > 0 && char.IsAsciiLetter(text[start - 1]))
        {
            start--;
        }

        return text[start..];
    }
}
