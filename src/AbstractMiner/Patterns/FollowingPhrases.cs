namespace AbstractMiner.Patterns;

/// <summary>Phrases that may stand right behind a place, looked up word by word, unlike a regular expression of hundreds of words.</summary>
/// <param name="opening">What may stand between the place and the first word: one or two of these characters.</param>
/// <param name="phrases">As <see cref="CuePhrases"/> takes them; a hyphen parts words as a space does.</param>
public sealed class FollowingPhrases(string name, string opening, string phrases) : Pattern(name)
{
    private const int LongestOpening = 2;

    private readonly PhraseTree _phrases = new(phrases, forwards: true);

    /// <summary>The length of the shortest phrase that a text begins with, its opening included; 0 where it begins with none. Case is ignored.</summary>
    public int Length(ReadOnlySpan<char> after)
    {
        int start = Math.Max(0, after[..Math.Min(after.Length, LongestOpening + 1)].IndexOfAnyExcept(opening));
        for (int node = PhraseTree.Root; start is > 0 and <= LongestOpening || node != PhraseTree.Root;)
        {
            int end = start;
            while (end < after.Length && char.IsLetterOrDigit(after[end]))
            {
                end++;
            }

            node = _phrases.Next(node, after[start..end]);
            if (_phrases.IsWhole(node))
            {
                return end;
            }

            if (node == PhraseTree.Root || end == after.Length || after[end] is not (' ' or '-'))
            {
                break;
            }

            start = end + 1;
        }

        return 0;
    }

    /// <summary>Whether a text begins with a phrase.</summary>
    public bool Begins(ReadOnlySpan<char> after) => Length(after) > 0;

    public override bool Reads(string text) => Begins(text);
}
