using System.Collections.Frozen;

namespace AbstractMiner.Patterns;

/// <summary>A closed list of words, whatever their case: a word of a text is looked up where it stands.</summary>
public sealed class WordSet(params IEnumerable<string> words)
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _words = words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The words between the spaces.</summary>
    public static WordSet Of(string words) => new(words.Split(' '));

    public bool Holds(ReadOnlySpan<char> word) => _words.Contains(word);
}
