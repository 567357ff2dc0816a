using System.Runtime.InteropServices;
using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

/// <summary>The words that names are compared by, sentence by sentence: cut once for all vocabularies.</summary>
public sealed class SentenceWords
{
    private readonly List<NameWord> _words;
    private readonly int[] _ends;

    public SentenceWords(AbstractText text)
    {
        _words = new(text.Text.Length / 4);
        _ends = new int[text.Sentences.Length];
        for (int i = 0; i < _ends.Length; i++)
        {
            NameWords.Add(_words, text.Text, text.Sentences[i].Span);
            _ends[i] = _words.Count;
        }
    }

    /// <summary>The words of a sentence by its index in the text.</summary>
    public ReadOnlySpan<NameWord> this[int sentence] => CollectionsMarshal.AsSpan(_words)[(sentence == 0 ? 0 : _ends[sentence - 1]).._ends[sentence]];
}
