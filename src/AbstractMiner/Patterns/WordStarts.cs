namespace AbstractMiner.Patterns;

/// <summary>
/// The places where a pattern may begin: at a word by its first three letters, whatever their case, or at a number. Told by a
/// look-up they cost little; a regular expression that begins with a list of words is tried at nearly every letter.
/// </summary>
/// <param name="heads">The first three letters of every word that the pattern may begin with.</param>
public sealed class WordStarts(params IEnumerable<string> heads)
{
    private const int HeadLength = 3;

    private readonly WordSet _heads = new(heads);

    /// <summary>Whether the pattern may begin with a digit.</summary>
    public bool Digits { get; init; }

    /// <summary>What must follow the digits and points of a number that it begins with; null for anything.</summary>
    public Func<ReadOnlySpan<char>, bool>? Behind { get; init; }

    /// <summary>Whether it may begin with a capital that is glued to the small letter before it.</summary>
    public bool Glued { get; init; }

    /// <summary>The next such place of a text, from a position on, or -1.</summary>
    public int Next(ReadOnlySpan<char> text, int from)
    {
        for (int at = from; at < text.Length; at++)
        {
            char c = text[at];
            char before = at > 0 ? text[at - 1] : ' ';
            if (char.IsLetterOrDigit(before) ? Glued && char.IsUpper(c) && char.IsLower(before) && IsHead(text, at) : char.IsDigit(c) ? Digits && (Behind is null || Behind(AfterDigits(text, at))) : char.IsLetter(c) && IsHead(text, at))
            {
                return at;
            }
        }

        return -1;
    }

    private static ReadOnlySpan<char> AfterDigits(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsDigit(text[at]) || text[at] == '.'))
        {
            at++;
        }

        return text[at..];
    }

    private bool IsHead(ReadOnlySpan<char> text, int at) => at + HeadLength <= text.Length && _heads.Holds(text.Slice(at, HeadLength));
}
