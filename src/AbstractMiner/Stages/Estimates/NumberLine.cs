using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Estimates;

/// <summary>
/// A sentence as its numbers and the gaps between them: the words in a gap tell how the numbers at its ends belong together
/// (<c>4.2 ± 0.8</c>, <c>12/40 (30%)</c>, <c>3.1 vs 4.5</c>).
/// </summary>
internal sealed class NumberLine(string text, Sentence sentence, List<ScannedNumber> numbers)
{
    private readonly List<Numeral> _numerals = NumeralScan.In(text, sentence.Span, numbers);

    public string Text => text;

    public Sentence Sentence => sentence;

    public int Count => _numerals.Count;

    public Numeral this[int index] => _numerals[index];

    /// <summary>What lies between a number and the one before it; of the first, from the start of the sentence; past the last, to its end.</summary>
    public ReadOnlySpan<char> Gap(int index)
    {
        int start = index == 0 ? sentence.Span.Start : _numerals[index - 1].Reach.End;
        int end = index == Count ? sentence.Span.End : _numerals[index].Reach.Start;
        return end <= start ? [] : text.AsSpan(start, end - start);
    }

    /// <summary>At most so many characters before a number, other numbers included.</summary>
    public ReadOnlySpan<char> Before(int index, int most)
    {
        int end = _numerals[index].Reach.Start;
        int start = Math.Max(sentence.Span.Start, end - most);
        return text.AsSpan(start, end - start);
    }

    /// <summary>At most so many characters behind a number and its unit.</summary>
    public ReadOnlySpan<char> After(int index, int most)
    {
        int start = Math.Min(_numerals[index].Reach.End, sentence.Span.End);
        return text.AsSpan(start, Math.Min(most, sentence.Span.End - start));
    }

    public ReadOnlySpan<char> UnitOf(int index) => _numerals[index].Unit is { } unit ? unit.In(text) : [];

    public bool IsTime(int index) => _numerals[index].Unit is { } unit && UnitReader.IsTime(unit.In(text));
}
