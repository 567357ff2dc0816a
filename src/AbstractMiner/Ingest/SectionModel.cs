using System.Collections.Frozen;
using System.Globalization;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// How well a sentence fits each part of an abstract, by its words and word pairs: weights of <c>models/sections.tsv</c>, which
/// the headings of structured abstracts taught.
/// </summary>
internal static class SectionModel
{
    public const int Parts = 5;

    /// <summary>More words than these say no more about a sentence's part.</summary>
    private const int MostWords = 60;

    private const int LongestFeature = 48;

    private static readonly (FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Features, float[] Weights, int Count) Model = Load();

    public static SectionKind Kind(int part) => SectionKind.Background + part;

    /// <summary>Adds the sentence's score for background, objective, methods, results and conclusions.</summary>
    public static void Score(ReadOnlySpan<char> sentence, Span<float> scores)
    {
        Span<char> feature = stackalloc char[(2 * LongestFeature) + 2];
        int previous = 0;
        int words = 0;
        Span<char> first = stackalloc char[feature.Length + 1];
        Span<ulong> seen = stackalloc ulong[(Model.Count / 64) + 1];
        seen.Clear();
        for (int i = 0; i < sentence.Length && words < MostWords;)
        {
            int length = Word(sentence, ref i, feature[(previous + 1)..]);
            if (length == 0)
            {
                continue;
            }

            // The buffer holds "previous word": the word alone, the pair, and the word as the first.
            Add(feature.Slice(previous + 1, length), seen, scores);
            if (previous > 0)
            {
                feature[previous] = ' ';
                Add(feature[..(previous + 1 + length)], seen, scores);
                if (words == 1)
                {
                    first[0] = '^';
                    feature[..(previous + 1 + length)].CopyTo(first[1..]);
                    Add(first[..(previous + length + 2)], seen, scores);
                }
            }
            else
            {
                feature[0] = '^';
                Add(feature[..(length + 1)], seen, scores);
            }

            feature.Slice(previous + 1, length).CopyTo(feature);
            previous = length;
            words++;
        }
    }

    /// <summary>Writes the next word in small letters, or # for a number; 0 where the position holds neither.</summary>
    private static int Word(ReadOnlySpan<char> text, ref int at, Span<char> word)
    {
        char c = text[at];
        if (char.IsAsciiDigit(c))
        {
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            word[0] = '#';
            return 1;
        }

        if (c is '=' or '<' or '>' or '%' or '±')
        {
            at++;
            word[0] = c;
            return 1;
        }

        int length = 0;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            if (length < LongestFeature)
            {
                word[length++] = char.ToLowerInvariant(text[at]);
            }

            at++;
        }

        at += length == 0 ? 1 : 0;
        return length;
    }

    private static void Add(ReadOnlySpan<char> feature, Span<ulong> seen, Span<float> scores)
    {
        if (!Model.Features.TryGetValue(feature, out int number) || (seen[number / 64] & (1UL << number)) != 0)
        {
            return;
        }

        // A word counts once, however often the sentence has it.
        seen[number / 64] |= 1UL << number;
        for (int part = 0; part < Parts; part++)
        {
            scores[part] += Model.Weights[(number * Parts) + part];
        }
    }

    /// <summary>The number of every feature, and five weights for each number.</summary>
    private static (FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Features, float[] Weights, int Count) Load()
    {
        using StreamReader reader = new(typeof(SectionModel).Assembly.GetManifestResourceStream("sections.tsv")
            ?? throw new InvalidOperationException("models/sections.tsv was not compiled into the library."));
        Dictionary<string, int> features = new(StringComparer.Ordinal);
        List<float> weights = [];
        bool head = true;
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split('\t');
            if (cells.Length <= Parts)
            {
                continue;
            }

            if (!head)
            {
                features.Add(cells[0], features.Count);
                weights.AddRange(cells.Skip(1).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture) / 100f));
            }

            head = false;
        }

        return (features.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>(), [.. weights], features.Count);
    }
}
