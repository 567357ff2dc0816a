using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Makes the one text that everything later reads.</summary>
public static class Normaliser
{
    /// <summary>One fold may bring together what another then folds; more rounds than these are hostile text.</summary>
    private const int MostRounds = 6;

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

        return text;
    }

    /// <summary>In this order: marks first, then lines, then the numbers that the joined lines show whole.</summary>
    private static readonly Func<string, NormalisedText?>[] Passes = [MathPass.Apply, CharacterPass.Apply, MarkdownPass.Apply, LayoutPass.Apply, NumeralPass.Apply];
}
