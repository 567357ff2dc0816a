using System.Collections.Immutable;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Makes the one text that everything later reads.</summary>
public static class Normaliser
{
    /// <summary>One fold may bring together what another then folds; more rounds than these are hostile text.</summary>
    private const int MostRounds = 6;

    /// <summary>More gaps than one in so many characters are the setter's.</summary>
    private const int CharactersAGap = 100;

    /// <summary>Never throws and never guesses: characters are folded, joined or dropped, none is invented.</summary>
    public static NormalisedText Normalise(RawDocument document)
    {
        NormalisedText text = Normalise(document.Content);
        return text with { Map = text.Map.Then(document.ContentMap), IsOneAbstract = document.IsOneAbstract };
    }

    /// <summary>Folds a text until nothing is left to fold.</summary>
    public static NormalisedText Normalise(string raw)
    {
        NormalisedText text = NormalisedText.Unchanged(raw);
        for (int round = 0; round < MostRounds; round++)
        {
            NormalisedText before = text;
            foreach (Func<string, NormalisedText?> pass in Passes)
            {
                text = text.Then(pass(text.Text));
            }

            if (ReferenceEquals(before, text))
            {
                break;
            }
        }

        return text with { Gaps = Gaps(raw, text) };
    }

    /// <summary>
    /// Where a sign or a number fell out, two spaces stay. A text that doubles its spaces everywhere (set justified) tells
    /// nothing by it.
    /// </summary>
    private static ImmutableArray<int> Gaps(string raw, NormalisedText text)
    {
        if (!raw.Contains("  ", StringComparison.Ordinal))
        {
            return [];
        }

        ImmutableArray<int>.Builder gaps = ImmutableArray.CreateBuilder<int>();
        foreach ((TextSpan derived, TextSpan from) in text.Map.Replacements())
        {
            bool two = derived.Length == 1 && derived.Start > 0 && derived.End < text.Text.Length && text.Text[derived.Start] is ' ' && from.In(raw) is "  ";
            if (two && IsInside(text.Text[derived.Start - 1], text.Text[derived.End]))
            {
                gaps.Add(derived.Start);
            }
        }

        return gaps.Count * CharactersAGap > text.Text.Length ? [] : gaps.ToImmutable();
    }

    /// <summary>Between words of a sentence, not after a heading or a full stop, not before a sign.</summary>
    private static bool IsInside(char before, char after) =>
        (char.IsLetterOrDigit(before) && !Folding.IsChinese(before) || before is ')' or ']' or ',') && (char.IsLower(after) || char.IsAsciiDigit(after) || after is '(' or ',');

    /// <summary>In this order: marks first, then lines, then the numbers that the joined lines show whole.</summary>
    private static readonly Func<string, NormalisedText?>[] Passes = [MathPass.Apply, CharacterPass.Apply, MarkdownPass.Apply, LayoutPass.Apply, NumeralPass.Apply];
}
