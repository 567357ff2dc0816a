using AbstractMiner.Text;

namespace AbstractMiner.Export;

/// <summary>An earlier abstract that says nearly the same.</summary>
/// <param name="Fingerprint">Of the first abstract of its kind.</param>
/// <param name="Similarity">The share of three-word sequences that the two have in common, from 0 to 1.</param>
public readonly record struct NearDuplicate(ulong Fingerprint, double Similarity);

/// <summary>
/// Finds abstracts that say nearly the same as an earlier one: reported at two congresses, cut off, with other headings or
/// another spelling. Each is known by a signature of minimal hashes (MinHash, by one permutation) over its three-word
/// sequences; bands of the signature lead to the earlier abstracts that may be alike, and the signatures decide.
/// </summary>
/// <remarks>
/// The memory is bounded at some 60 MB: of a very long run the last <see cref="Capacity"/> abstracts are known, the older of them
/// a little less surely. What is found depends on the abstracts and their order alone. Not for many threads at once.
/// </remarks>
public sealed class NearDuplicates
{
    /// <summary>More abstracts than the congresses of a decade.</summary>
    public const int Capacity = 1 << 18;

    /// <summary>Two reports of one study share most of their sentences; two studies of one group share some of their methods.</summary>
    public const double Threshold = 0.5;

    private const int Bins = 64;

    /// <summary>Three bins a band: of the pairs at the threshold 15 in 16 share a band, of those above nearly all.</summary>
    private const int Rows = 3;

    private const int Bands = Bins / Rows;

    /// <summary>A title has too few words to tell.</summary>
    private const int FewestWords = 40;

    /// <summary>By the hash of a band, one more than the place of the last abstract that had it: a wrong one is seen by its signature.</summary>
    private readonly int[][] _bands = [.. Enumerable.Range(0, Bands).Select(_ => new int[Capacity * 2])];

    private readonly byte[] _signatures = new byte[Capacity * Bins];
    private readonly ulong[] _firsts = new ulong[Capacity];
    private int _next;

    /// <summary>The earlier abstract that this one is nearly the same as, or null; from now on this one is known too.</summary>
    /// <param name="text">The normalised text.</param>
    /// <param name="fingerprint">Names the abstract.</param>
    public NearDuplicate? Enter(string text, ulong fingerprint)
    {
        Span<ulong> minima = stackalloc ulong[Bins];
        if (!Sign(text, minima))
        {
            return null;
        }

        Span<byte> signature = stackalloc byte[Bins];
        for (int i = 0; i < Bins; i++)
        {
            signature[i] = (byte)minima[i];
        }

        int place = _next;
        _next = (place + 1) % Capacity;
        int best = -1;
        int most = 0;
        for (int band = 0; band < Bands; band++)
        {
            ulong key = Mix(minima[band * Rows] ^ Mix(minima[(band * Rows) + 1] ^ Mix(minima[(band * Rows) + 2])));
            ref int holder = ref _bands[band][key % (Capacity * 2)];
            int candidate = holder - 1;
            if (candidate >= 0 && candidate != best && Same(signature, SignatureAt(candidate)) is var same && same > most)
            {
                (best, most) = (candidate, same);
            }

            holder = place + 1;
        }

        // Two different minima have the same last byte once in 256.
        double similarity = (((double)most / Bins * 256) - 1) / 255;
        NearDuplicate? found = best >= 0 && similarity >= Threshold ? new NearDuplicate(_firsts[best], Math.Round(similarity, 2)) : null;
        signature.CopyTo(SignatureAt(place));
        _firsts[place] = found?.Fingerprint ?? fingerprint;
        return found;
    }

    private Span<byte> SignatureAt(int place) => _signatures.AsSpan(place * Bins, Bins);

    private static int Same(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int same = 0;
        for (int i = 0; i < Bins; i++)
        {
            same += a[i] == b[i] ? 1 : 0;
        }

        return same;
    }

    /// <summary>The least hash in each bin; false for a text that is too short to tell.</summary>
    private static bool Sign(string text, Span<ulong> minima)
    {
        minima.Fill(ulong.MaxValue);
        int words = 0;
        ulong before = 0;
        ulong last = 0;
        for (int at = 0; Word(text, ref at) is { } word;)
        {
            words++;
            if (words >= 3)
            {
                ulong hash = Mix(word ^ Mix(last ^ Mix(before)));
                ref ulong least = ref minima[(int)(hash >> 58)];
                least = Math.Min(least, hash & 0x03FF_FFFF_FFFF_FFFF);
            }

            (before, last) = (last, word);
        }

        if (words < FewestWords)
        {
            return false;
        }

        // A bin that no sequence fell into borrows from the next that has one, so that it can agree by more than chance.
        Span<ulong> own = stackalloc ulong[Bins];
        minima.CopyTo(own);
        for (int i = 0; i < Bins; i++)
        {
            int step = 0;
            while (own[(i + step) % Bins] == ulong.MaxValue)
            {
                step++;
            }

            minima[i] = step == 0 ? own[i] : Mix(own[(i + step) % Bins] + (ulong)step);
        }

        return true;
    }

    /// <summary>The hash of the next word, in small letters; a Chinese character is a word.</summary>
    private static ulong? Word(string text, ref int at)
    {
        while (at < text.Length && Folding.Small(text[at]) == '\0')
        {
            at++;
        }

        if (at == text.Length)
        {
            return null;
        }

        ulong hash = 14695981039346656037;
        if (Folding.IsChinese(text[at]))
        {
            return (hash ^ text[at++]) * 1099511628211;
        }

        for (; at < text.Length && Folding.Small(text[at]) is not '\0' and var small && !Folding.IsChinese(small); at++)
        {
            hash = (hash ^ small) * 1099511628211;
        }

        return hash;
    }

    /// <summary>Spreads the bits (the finaliser of SplitMix64).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
