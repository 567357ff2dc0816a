using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>One abstract printed in two languages is one record.</summary>
internal static class Bilingual
{
    /// <summary>Whether <paramref name="next"/> tells in the other language what <paramref name="before"/> told: it repeats its numbers.</summary>
    public static bool IsTranslation(string text, TextSpan before, TextSpan next)
    {
        if (SentenceSplitter.LanguageOf(before.In(text)) == SentenceSplitter.LanguageOf(next.In(text)))
        {
            return false;
        }

        HashSet<string> told = Numbers(before.In(text));
        HashSet<string> again = Numbers(next.In(text));
        int shared = again.Count(told.Contains);
        return again.Count < 3 || shared * 5 >= again.Count * 2;
    }

    /// <summary>Numbers of two digits and more; single digits are shared by chance.</summary>
    private static HashSet<string> Numbers(ReadOnlySpan<char> text)
    {
        HashSet<string> numbers = new(StringComparer.Ordinal);
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is '.' && i > start))
            {
                i++;
            }

            if (i - start >= 2)
            {
                numbers.Add(text[start..i].TrimEnd('.').ToString());
            }

            i = Math.Max(i, start + 1);
        }

        return numbers;
    }
}
