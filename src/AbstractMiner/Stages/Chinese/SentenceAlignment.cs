using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Sentences of one language and those of the other that say the same; one side may be empty.</summary>
internal sealed record AlignedSentences(IReadOnlyList<TextSpan> English, IReadOnlyList<TextSpan> Chinese)
{
    public bool HasBoth => English.Count > 0 && Chinese.Count > 0;
}

/// <summary>
/// Aligns the two sides of a bilingual abstract sentence by sentence, by length (Gale and Church 1993) and by the numbers and
/// names that both sides print alike: in an abstract of medicine these tell more than length does.
/// </summary>
internal static class SentenceAlignment
{
    /// <summary>English takes about three letters where Chinese takes one character.</summary>
    private const double LettersPerCharacter = 3.0;

    private const double Unmatched = 3.0;

    private const double Merged = 0.8;

    /// <summary>The kinds of bead: so many English sentences to so many Chinese ones.</summary>
    private static readonly (int English, int Chinese, double Cost)[] Beads = [(1, 1, 0), (1, 0, Unmatched), (0, 1, Unmatched), (2, 1, Merged), (1, 2, Merged), (2, 2, 2 * Merged), (3, 1, 2 * Merged), (1, 3, 2 * Merged)];

    public static IReadOnlyList<AlignedSentences> Align(string text, IReadOnlyList<TextSpan> english, IReadOnlyList<TextSpan> chinese)
    {
        HashSet<string>[] left = [.. english.Select(span => Anchors(span.In(text)))];
        HashSet<string>[] right = [.. chinese.Select(span => Anchors(span.In(text)))];
        double[,] best = new double[english.Count + 1, chinese.Count + 1];
        int[,] chosen = new int[english.Count + 1, chinese.Count + 1];
        for (int i = 0; i <= english.Count; i++)
        {
            for (int j = 0; j <= chinese.Count; j++)
            {
                best[i, j] = i + j == 0 ? 0 : double.MaxValue;
                for (int bead = 0; bead < Beads.Length; bead++)
                {
                    (int e, int c, double cost) = Beads[bead];
                    if (i < e || j < c || best[i - e, j - c] == double.MaxValue)
                    {
                        continue;
                    }

                    double total = best[i - e, j - c] + cost + (e > 0 && c > 0 ? Distance(english, chinese, left, right, i, j, e, c) : 0);
                    if (total < best[i, j])
                    {
                        best[i, j] = total;
                        chosen[i, j] = bead;
                    }
                }
            }
        }

        List<AlignedSentences> aligned = [];
        for (int i = english.Count, j = chinese.Count; i > 0 || j > 0;)
        {
            (int e, int c, _) = Beads[chosen[i, j]];
            aligned.Add(new AlignedSentences([.. english.Skip(i - e).Take(e)], [.. chinese.Skip(j - c).Take(c)]));
            i -= e;
            j -= c;
        }

        aligned.Reverse();
        return aligned;
    }

    private static double Distance(IReadOnlyList<TextSpan> english, IReadOnlyList<TextSpan> chinese, HashSet<string>[] left, HashSet<string>[] right, int i, int j, int e, int c)
    {
        double letters = 0;
        double characters = 0;
        HashSet<string> told = [];
        HashSet<string> again = [];
        for (int k = 1; k <= e; k++)
        {
            letters += english[i - k].Length;
            told.UnionWith(left[i - k]);
        }

        for (int k = 1; k <= c; k++)
        {
            characters += chinese[j - k].Length;
            again.UnionWith(right[j - k]);
        }

        double length = Math.Abs(Math.Log((letters + 10) / ((LettersPerCharacter * characters) + 10)));
        int shared = told.Count(again.Contains);
        int most = Math.Max(told.Count, again.Count);
        return (2 * length) + (most == 0 ? 1 : 3.0 * (most - shared) / most) - (0.5 * Math.Min(shared, 6));
    }

    /// <summary>Numbers and Latin names: what a translator copies.</summary>
    private static HashSet<string> Anchors(ReadOnlySpan<char> sentence)
    {
        HashSet<string> anchors = new(StringComparer.Ordinal);
        for (int i = 0; i < sentence.Length;)
        {
            int start = i;
            bool capitals = false;
            while (i < sentence.Length && (char.IsAsciiLetterOrDigit(sentence[i]) || (sentence[i] is '.' or '-' && i > start && i + 1 < sentence.Length && char.IsAsciiLetterOrDigit(sentence[i + 1]))))
            {
                capitals |= i > start && char.IsAsciiLetterUpper(sentence[i]);
                i++;
            }

            if (i > start && (char.IsAsciiDigit(sentence[start]) || (capitals && i - start >= 2)))
            {
                anchors.Add(sentence[start..i].ToString());
            }

            i = Math.Max(i, start + 1);
        }

        return anchors;
    }
}
