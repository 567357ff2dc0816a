using System.Globalization;
using System.Runtime.CompilerServices;

namespace AbstractMiner.Stages;

/// <summary>
/// The names of one decision's features behind one another: they are looked up in the model and forgotten, and a string for each
/// would be much of what an abstract allocates.
/// </summary>
internal sealed class FeatureText
{
    /// <summary>As many as a count of subjects has but for rare ones.</summary>
    private const int MostNames = 48;

    private char[] _letters = new char[MostNames * 14];
    private readonly List<int> _ends = new(MostNames);
    private int _length;

    public int Count => _ends.Count;

    public ReadOnlySpan<char> this[int i] => _letters.AsSpan((i == 0 ? 0 : _ends[i - 1]).._ends[i]);

    /// <summary>Each as a string of its own, for those who keep them.</summary>
    public IEnumerable<string> Names => Enumerable.Range(0, Count).Select(i => this[i].ToString());

    public void Add(string name)
    {
        Write(name);
        _ends.Add(_length);
    }

    public void Add([InterpolatedStringHandlerArgument("")] ref Writer name)
    {
        _ = name;
        _ends.Add(_length);
    }

    public bool Contains(ReadOnlySpan<char> name)
    {
        int start = 0;
        foreach (int end in _ends)
        {
            if (end - start == name.Length && name.SequenceEqual(_letters.AsSpan(start..end)))
            {
                return true;
            }

            start = end;
        }

        return false;
    }

    /// <summary>Whether a name is there that is put together from parts.</summary>
    public bool Contains([InterpolatedStringHandlerArgument("")] ref Writer name)
    {
        _ = name;
        int written = _length;
        _length = _ends.Count == 0 ? 0 : _ends[^1];
        return Contains(_letters.AsSpan(_length..written));
    }

    private void Reserve(int letters)
    {
        if (_letters.Length - _length < letters)
        {
            Array.Resize(ref _letters, (2 * _letters.Length) + letters);
        }
    }

    private void Write(ReadOnlySpan<char> letters)
    {
        Reserve(letters.Length);
        letters.CopyTo(_letters.AsSpan(_length));
        _length += letters.Length;
    }

    /// <summary>Writes what stands between the quotes of $"..." into the buffer itself.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Writer
    {
        private readonly FeatureText _to;

        public Writer(int literalLength, int formattedCount, FeatureText to)
        {
            _to = to;
            _to.Reserve(literalLength + (formattedCount * 8));
        }

        public void AppendLiteral(string text) => _to.Write(text);

        public void AppendFormatted(string? text) => _to.Write(text);

        public void AppendFormatted(CountWord word)
        {
            _to.Write(word.Letters);
            if (word.IsWord)
            {
                Span<char> letters = _to._letters.AsSpan(_to._length - word.Letters.Length, word.Letters.Length);
                word.Letters.ToLowerInvariant(letters);
            }
        }

        public void AppendFormatted<T>(T value)
            where T : struct, Enum => _to.Write(value.ToString());

        public void AppendFormatted(int value)
        {
            Span<char> digits = stackalloc char[11];
            value.TryFormat(digits, out int written, provider: CultureInfo.InvariantCulture);
            _to.Write(digits[..written]);
        }
    }
}

/// <summary>A word beside a count as its features name it: a word in small letters, a number as #, nothing as -.</summary>
internal readonly ref struct CountWord(ReadOnlySpan<char> letters, bool isWord)
{
    public ReadOnlySpan<char> Letters { get; } = letters;

    public bool IsWord { get; } = isWord;

    public bool Is(ReadOnlySpan<char> word) => IsWord ? Letters.Equals(word, StringComparison.OrdinalIgnoreCase) : Letters.SequenceEqual(word);
}
