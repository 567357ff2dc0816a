using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

/// <param name="Hash">Of the folded letters; the same for every spelling of the word.</param>
public readonly record struct NameWord(TextSpan Span, ulong Hash);

/// <summary>
/// Cuts text into the words that names are compared by. Spaces and hyphens only part words, so "G-CSF" is "G CSF"; letters and
/// digits part, so "AMG386" is "AMG 386"; a Chinese character is a word of its own. A word is folded: case, plural ("statins"),
/// Greek letters ("IFN-γ" is "IFN-gamma"), and British and American spelling ("sulphasalazine", "oestradiol", "tumour").
/// </summary>
public static class NameWords
{
    private const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int LongestFolded = 64;

    public static NameWord[] Of(string text, TextSpan within)
    {
        List<NameWord> words = new(within.Length / 4);
        Add(words, text, within);
        return [.. words];
    }

    internal static void Add(List<NameWord> words, string text, TextSpan within)
    {
        for (int at = within.Start; TryNext(text, within.End, ref at, out NameWord word);)
        {
            words.Add(word);
        }
    }

    /// <summary>The next word from <paramref name="at"/> on, which moves behind it.</summary>
    internal static bool TryNext(ReadOnlySpan<char> text, int end, ref int at, out NameWord word)
    {
        while (at < end && text[at] is ' ' or '-')
        {
            at++;
        }

        if (at >= end)
        {
            word = default;
            return false;
        }

        int start = at++;
        Script script = ScriptOf(text[start]);
        if (script is Script.Latin or Script.Digit)
        {
            while (at < end && ScriptOf(text[at]) == script)
            {
                at++;
            }
        }

        ReadOnlySpan<char> letters = text[start..at];
        word = new NameWord(new TextSpan(start, at), script switch
        {
            Script.Latin => HashOfLatin(letters),
            Script.Greek => HashOfGreek(letters[0]),
            _ => HashOf(letters),
        });
        return true;
    }

    /// <summary>The hash of a name so far, with one word more.</summary>
    internal static ulong Join(ulong name, ulong word) => ((name << 23 | name >> 41) ^ word) * Prime;

    /// <summary>Whether a name may begin or end between two characters: never inside a word of letters and digits.</summary>
    internal static bool IsBoundary(char before, char after) => !(IsInWord(before) && IsInWord(after));

    private static bool IsInWord(char c) => ScriptOf(c) is Script.Latin or Script.Digit or Script.Greek;

    private enum Script
    {
        Other,
        Latin,
        Digit,
        Greek,
    }

    private static Script ScriptOf(char c) => c switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' => Script.Latin,
        >= '0' and <= '9' => Script.Digit,
        < '\u00c0' => Script.Other,
        <= '\u024f' => Script.Latin,
        >= '\u0391' and <= '\u03c9' => Script.Greek,
        _ => Script.Other,
    };

    private static ulong HashOf(ReadOnlySpan<char> letters)
    {
        ulong hash = Seed;
        foreach (char c in letters)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash ^ hash >> 29;
    }

    private static ulong HashOfGreek(char letter) => HashOf(char.ToLowerInvariant(letter) switch
    {
        'α' => "alpha",
        'β' => "beta",
        'γ' => "gamma",
        'δ' => "delta",
        'ε' => "epsilon",
        'κ' => "kappa",
        'λ' => "lambda",
        'μ' => "mu",
        'τ' => "tau",
        'ω' => "omega",
        var other => [other],
    });

    private static ulong HashOfLatin(ReadOnlySpan<char> letters)
    {
        if (letters.Length > LongestFolded)
        {
            return HashOf(letters);
        }

        Span<char> folded = stackalloc char[LongestFolded];
        int length = 0;
        for (int i = 0; i < letters.Length; i++)
        {
            char c = Lower(letters[i]);
            char before = length > 0 ? folded[length - 1] : '\0';
            if (letters.Length >= 5)
            {
                switch (before, c)
                {
                    case ('a' or 'o', 'e') when i >= 1:
                        folded[length - 1] = 'e';
                        continue;
                    case ('p', 'h'):
                        folded[length - 1] = 'f';
                        continue;
                }
            }

            folded[length++] = c;
        }

        folded = folded[..Singular(letters, folded[..length])];
        if (folded.Length >= 5 && folded.EndsWith("our"))
        {
            folded[^2] = 'r';
            folded = folded[..^1];
        }

        return folded is "alfa" ? HashOf("alpha") : HashOf(folded);
    }

    /// <summary>The length without the ending of a plural. Words are compared, not read: "viruse" is as good as "virus" when both sides fold alike.</summary>
    private static int Singular(ReadOnlySpan<char> letters, Span<char> folded)
    {
        int length = folded.Length;
        bool capitals = letters.Length == 3 && letters[^1] == 's' && char.IsUpper(letters[^2]);
        if ((length < 4 && !capitals) || folded[^1] != 's' || folded[^2] is 's' or 'u' or 'i')
        {
            return length;
        }

        if (length > 4 && folded[^2] == 'e' && folded[^3] == 'i')
        {
            folded[^3] = 'y';
            return length - 2;
        }

        return length - 1;
    }

    private static char Lower(char c) => c switch
    {
        >= 'a' and <= 'z' => c,
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        'é' or 'è' or 'ê' or 'ë' or 'É' => 'e',
        'ö' or 'ó' or 'ô' or 'Ö' => 'o',
        'ï' or 'í' or 'î' => 'i',
        'ü' or 'ú' => 'u',
        'á' or 'à' or 'â' or 'ä' => 'a',
        _ => char.ToLowerInvariant(c),
    };
}
