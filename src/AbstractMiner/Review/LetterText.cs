using AbstractMiner.Text;

namespace AbstractMiner.Review;

/// <summary>
/// A text reduced to its letters and digits, in lower case, with the way back. Quotes are looked for in it, so that wraps,
/// hyphens, spaces and typesetters' signs do not matter.
/// </summary>
public sealed class LetterText
{
    private readonly string _letters;
    private readonly int[] _places;

    public LetterText(string text)
    {
        Span<char> letters = text.Length <= 4096 ? stackalloc char[text.Length * 3] : new char[text.Length * 3];
        List<int> places = new(text.Length);
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            // A ligature is the letters that it joins.
            ReadOnlySpan<char> folded = text[i] switch { 'ﬁ' => "fi", 'ﬂ' => "fl", 'ﬀ' => "ff", 'ﬃ' => "ffi", 'ﬄ' => "ffl", _ => text.AsSpan(i, 1) };
            foreach (char c in folded)
            {
                if (char.IsLetterOrDigit(c))
                {
                    letters[length++] = char.ToLowerInvariant(c);
                    places.Add(i);
                }
            }
        }

        _letters = letters[..length].ToString();
        _places = [.. places];
    }

    /// <summary>The number of letters before a place of the text.</summary>
    public int CountBefore(int place)
    {
        int at = Array.BinarySearch(_places, place);
        while (at > 0 && _places[at - 1] == place)
        {
            at--;
        }

        return at < 0 ? ~at : at;
    }

    /// <summary>Every place of the text that spells the same letters.</summary>
    public IEnumerable<TextSpan> Find(string words)
    {
        string wanted = new LetterText(words)._letters;
        for (int at = wanted.Length == 0 ? -1 : _letters.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = _letters.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            yield return new TextSpan(_places[at], _places[at + wanted.Length - 1] + 1);
        }
    }

    /// <summary>Places where <paramref name="exact"/> stands between its neighbours: all three, or failing that with one of them.</summary>
    public IReadOnlyList<TextSpan> Find(string prefix, string exact, string suffix)
    {
        foreach ((string before, string after) in new[] { (prefix, suffix), (prefix, ""), ("", suffix) })
        {
            int lead = new LetterText(before)._letters.Length;
            string wanted = new LetterText(before + exact + after)._letters;
            int length = new LetterText(exact)._letters.Length;
            if (length == 0 || wanted.Length == length)
            {
                continue;
            }

            List<TextSpan> found = [];
            for (int at = _letters.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = _letters.IndexOf(wanted, at + 1, StringComparison.Ordinal))
            {
                found.Add(new TextSpan(_places[at + lead], _places[at + lead + length - 1] + 1));
            }

            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }
}
