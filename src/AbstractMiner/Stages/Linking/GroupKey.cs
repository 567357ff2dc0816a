using System.Collections.Frozen;

namespace AbstractMiner.Stages.Linking;

/// <summary>What two names of one group have in common: their words without articles, heads and endings.</summary>
public static class GroupKey
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Idle = "the a an group groups arm arms cohort patients patient subjects participants women of in with treated receiving alone"
        .Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether two names have a word in common that is more than a number or a letter.</summary>
    public static bool ShareWord(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        string all = $" {Of(other)} ";
        foreach (string word in Of(one).Split(' '))
        {
            if (word.Length > 2 && !char.IsAsciiDigit(word[0]) && all.Contains($" {word} ", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public static string Of(ReadOnlySpan<char> name)
    {
        Span<char> key = name.Length < 128 ? stackalloc char[2 * name.Length] : new char[2 * name.Length]; // "+" is a word: one more for the space before it
        int length = 0;
        for (int at = 0, end; at < name.Length; at = end + 1)
        {
            int start = length == 0 ? 0 : length + 1;
            int next = start;
            for (end = at; end < name.Length && char.IsLetterOrDigit(name[end]); end++)
            {
                key[next++] = char.ToLowerInvariant(name[end]);
            }

            if (end < name.Length && name[end] == '+')
            {
                key[next++] = '+';
            }

            ReadOnlySpan<char> word = key[start..next];
            if (word.Length > 0 && !Idle.Contains(word))
            {
                if (start > 0)
                {
                    key[length] = ' ';
                }

                length = start + (word.Length > 3 ? word.TrimEnd('s').Length : word.Length);
            }
        }

        return length > 0 ? key[..length].ToString() : name.ToString();
    }
}
