using System.Collections.Immutable;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Splits a dump into its abstracts, and each abstract into sections and sentences.</summary>
public static class Segmenter
{
    public static IEnumerable<AbstractText> Segment(NormalisedText text)
    {
        if (text.Text.AsSpan().Trim().IsEmpty)
        {
            yield break;
        }

        yield return new AbstractText(text.Text, text.Map) { Sentences = Sentences(text.Text) };
    }

    private static ImmutableArray<Sentence> Sentences(string text)
    {
        ImmutableArray<Sentence>.Builder sentences = ImmutableArray.CreateBuilder<Sentence>();
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool full = text[i] is '.' or '?' or '!' && i + 2 < text.Length && text[i + 1] == ' ' && char.IsUpper(text[i + 2]);
            if (full || text[i] is '\n' or '。' || i == text.Length - 1)
            {
                if (i + 1 > start)
                {
                    TextSpan span = new(start, i + 1);
                    bool chinese = text.AsSpan(start, span.Length).ContainsAnyInRange('\u4e00', '\u9fff');
                    sentences.Add(new Sentence(span, SectionKind.Other, chinese ? Language.Chinese : Language.English));
                }

                start = full ? i + 2 : i + 1;
            }
        }

        return sentences.ToImmutable();
    }
}
