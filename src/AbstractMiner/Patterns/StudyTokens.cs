using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

public enum StudyTokenKind
{
    None,
    Word,

    /// <summary>A whole number that may count subjects.</summary>
    Count,

    /// <summary>A number that cannot: with a fraction, a minus, in a range or in a compound ("12-week").</summary>
    Quantity,
    Open,
    Close,
    Comma,
    Semicolon,
    Colon,
    Equals,
    Percent,
    Slash,
    Other,
}

/// <param name="Classes">Of a word; nothing for other tokens.</param>
/// <param name="Value">Of a count, else 0.</param>
public readonly record struct StudyToken(TextSpan Span, StudyTokenKind Kind, StudyWord Classes, int Value)
{
    public bool Is(StudyWord any) => (Classes & any) != 0;
}

/// <summary>Cuts a sentence into words with their <see cref="StudyWord"/> classes, numbers and signs.</summary>
public static class StudyTokens
{
    public static List<StudyToken> Of(string text, TextSpan within) => Of(text, within, NumberScan.In(text, within));

    /// <param name="numbers">The numbers of the sentence.</param>
    public static List<StudyToken> Of(string text, TextSpan within, List<ScannedNumber> numbers)
    {
        List<StudyToken> tokens = new(within.Length / 4);
        int next = 0;
        for (int i = within.Start; i < within.End;)
        {
            while (next < numbers.Count && numbers[next].Span.Start < i)
            {
                next++;
            }

            char c = text[i];
            if (next < numbers.Count && numbers[next].Span.Start == i)
            {
                ScannedNumber number = numbers[next++];
                bool count = IsCount(text, number, within.End);
                tokens.Add(new StudyToken(number.Span, count ? StudyTokenKind.Count : StudyTokenKind.Quantity, StudyWord.None, count ? (int)number.Number.Value : 0));
                i = number.Span.End;
                if (i < within.End && text[i] == '-' && i + 1 < within.End && char.IsLetter(text[i + 1]))
                {
                    i++; // the unit of "12-week" is a word of its own
                }
            }
            else if (char.IsLetterOrDigit(c))
            {
                int end = WordEnd(text, i, within.End);
                TextSpan span = new(i, end);
                tokens.Add(new StudyToken(span, StudyTokenKind.Word, StudyWords.Of(span.In(text)), 0));
                i = end;
            }
            else
            {
                if (c != ' ')
                {
                    tokens.Add(new StudyToken(new TextSpan(i, i + 1), KindOf(c), StudyWord.None, 0));
                }

                i++;
            }
        }

        return tokens;
    }

    private static bool IsCount(string text, ScannedNumber number, int end)
    {
        if (!number.Number.IsWhole || number.Number.Value is < 1 or > 10_000_000 || number.Form is NumberForm.Power or NumberForm.FlattenedPower
            || number.Number.Decimals > 0 || number.Number.Printed is ['0', ..])
        {
            return false;
        }

        int after = number.Span.End;
        bool compound = after + 1 < end && text[after] == '-' && char.IsLetterOrDigit(text[after + 1]);
        bool range = number.Span.Start > 1 && text[number.Span.Start - 1] == '-' && char.IsAsciiDigit(text[number.Span.Start - 2]);
        return !compound && !range;
    }

    private static int WordEnd(string text, int start, int end)
    {
        int at = start + 1;
        while (at < end && (char.IsLetterOrDigit(text[at]) || (text[at] is '-' or '/' or '\'' or '’' && at + 1 < end && char.IsLetter(text[at + 1]))))
        {
            at++;
        }

        return at;
    }

    private static StudyTokenKind KindOf(char c) => c switch
    {
        '(' or '[' or '{' => StudyTokenKind.Open,
        ')' or ']' or '}' => StudyTokenKind.Close,
        ',' => StudyTokenKind.Comma,
        ';' => StudyTokenKind.Semicolon,
        ':' => StudyTokenKind.Colon,
        '=' => StudyTokenKind.Equals,
        '%' => StudyTokenKind.Percent,
        '/' => StudyTokenKind.Slash,
        _ => StudyTokenKind.Other,
    };
}
