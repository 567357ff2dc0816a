using System.Text;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>A document's text after folding, and the way back to its raw characters.</summary>
public sealed record NormalisedText(string Text, OffsetMap Map);

/// <summary>Makes the one text that everything later reads.</summary>
public static class Normaliser
{
    /// <summary>Never throws and never guesses: characters are folded, joined or dropped, none is invented.</summary>
    public static NormalisedText Normalise(RawDocument document)
    {
        string content = document.Content;
        StringBuilder text = new(content.Length);
        OffsetMap.Builder map = new();
        for (int i = 0; i < content.Length; i++)
        {
            char c = content[i];
            int end = i + 1;
            if (c is '\n' or '\r')
            {
                while (end < content.Length && content[end] is '\n' or '\r' or ' ')
                {
                    end++;
                }

                bool wrap = content.AsSpan(i, end - i).Count('\n') == 1 && end < content.Length && !char.IsUpper(content[end]);
                text.Append(wrap ? ' ' : '\n');
            }
            else
            {
                text.Append(c is '\u00a0' or '\u2009' or '\u202f' ? ' ' : c is '\u2212' or '\u2013' ? '-' : c is '\u00b7' ? '.' : c);
            }

            map.Add(1, new TextSpan(i, end));
            i = end - 1;
        }

        return new NormalisedText(text.ToString(), map.Build().Then(document.ContentMap));
    }
}
