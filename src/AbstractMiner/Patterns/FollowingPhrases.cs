namespace AbstractMiner.Patterns;

/// <summary>Phrases that may stand right behind a place, looked up word by word, unlike a regular expression of hundreds of words.</summary>
/// <param name="opening">What may stand between the place and the first word: one to three of these characters.</param>
/// <param name="phrases">As <see cref="CuePhrases"/> takes them; a hyphen parts words as a space does, and a dot may end one.</param>
public sealed class FollowingPhrases(string name, string opening, string phrases) : Pattern(name)
{
    private const int LongestOpening = 3;

    private readonly PhraseTree _phrases = new(phrases, forwards: true);

    /// <summary>What may not stand behind a phrase.</summary>
    public string? NotBefore { get; init; }

    /// <summary>Whether a text begins with an opening and a phrase; case is ignored.</summary>
    public bool Begins(ReadOnlySpan<char> after)
    {
        int start = after[..Math.Min(after.Length, LongestOpening + 1)].IndexOfAnyExcept(opening);
        for (int node = PhraseTree.Root; start > 0;)
        {
            int end = start;
            while (end < after.Length && char.IsLetterOrDigit(after[end]))
            {
                end++;
            }

            node = _phrases.Next(node, after[start..end]);
            if (_phrases.IsWhole(node) && (NotBefore is null || !after[end..].StartsWith(NotBefore)))
            {
                return true;
            }

            int space = end < after.Length && after[end] == '.' ? end + 1 : end;
            start = node != PhraseTree.Root && space < after.Length && after[space] is ' ' or '-' ? space + 1 : -1;
        }

        return false;
    }

    public override bool Reads(string text) => Begins(text);
}
