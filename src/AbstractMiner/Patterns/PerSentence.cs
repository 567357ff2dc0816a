using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

/// <summary>What several stages read of a sentence: it is read when the first of them asks for it, and kept for the others.</summary>
/// <typeparam name="T">What is never changed afterwards.</typeparam>
public sealed class PerSentence<T>(AbstractText text, Func<string, TextSpan, T> read)
    where T : class
{
    private readonly T?[] _read = new T?[text.Sentences.Length];

    /// <param name="sentence">The index of a sentence in the text.</param>
    public T this[int sentence] => _read[sentence] ??= read(text.Text, text.Sentences[sentence].Span);
}
