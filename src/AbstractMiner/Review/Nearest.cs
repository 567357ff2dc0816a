using System.Collections.Immutable;

namespace AbstractMiner.Review;

/// <summary>Finds for each orphan the row of a run whose quote is most alike, so that a person can judge whether it moved.</summary>
internal static class Nearest
{
    private const double Least = 0.3;

    public static ImmutableArray<Orphan> To(IReadOnlyList<Correction> lost, string runFolder)
    {
        if (lost.Count == 0)
        {
            return [];
        }

        HashSet<string>[] wanted = [.. lost.Select(correction => Trigrams(correction.Anchor.Prefix + correction.Anchor.Exact + correction.Anchor.Suffix))];
        (double Alike, EvidenceRecord? Row)[] best = new (double, EvidenceRecord?)[lost.Count];
        foreach (EvidenceRecord row in RunFolder.Evidence(runFolder))
        {
            HashSet<string> quote = Trigrams(row["quote"]);
            for (int i = 0; i < wanted.Length; i++)
            {
                // The share of the anchor that the quote holds: a quote is a whole sentence and may be much longer.
                double alike = wanted[i].Count == 0 ? 0 : wanted[i].Count(quote.Contains) / (double)wanted[i].Count;
                if (alike >= Least && alike > best[i].Alike)
                {
                    best[i] = (alike, row);
                }
            }
        }

        return [.. lost.Select((correction, i) => new Orphan(correction, best[i].Row))];
    }

    private static HashSet<string> Trigrams(string text)
    {
        string plain = string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return [.. Enumerable.Range(0, Math.Max(0, plain.Length - 2)).Select(at => plain.Substring(at, 3))];
    }
}
