using System.Text;

namespace AbstractMiner.Text;

/// <summary>
/// One pass over a text, from left to right, that replaces and drops characters and keeps the way back. Nothing is copied
/// until the first change, so that a pass that finds nothing to do costs nothing.
/// </summary>
internal sealed class Rewriting(string source)
{
    private readonly OffsetMap.Builder _map = new();
    private StringBuilder? _text;
    private int _done;

    /// <summary>The last character written, or about to be; a line feed before the first.</summary>
    public char Last(int position) => position > _done ? source[position - 1] : _text is { Length: > 0 } text ? text[^1] : '\n';

    /// <summary>Puts <paramref name="by"/> in the place of a span; an empty string drops it.</summary>
    public void Replace(TextSpan span, ReadOnlySpan<char> by)
    {
        CopyTo(span.Start);
        _text!.Append(by);
        _map.Add(by.Length, span);
        _done = span.End;
    }

    /// <summary>Puts one character in the place of a span.</summary>
    public void Replace(TextSpan span, char by) => Replace(span, new ReadOnlySpan<char>(in by));

    public void Drop(TextSpan span) => Replace(span, []);

    /// <summary>The rewritten text, or null where nothing changed.</summary>
    public NormalisedText? Finish()
    {
        if (_text is null)
        {
            return null;
        }

        CopyTo(source.Length);
        return new NormalisedText(_text.ToString(), _map.Build());
    }

    private void CopyTo(int position)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, _done);
        _text ??= new StringBuilder(source.Length);
        if (position > _done)
        {
            _text.Append(source, _done, position - _done);
            _map.Add(position - _done, new TextSpan(_done, position));
        }

        _done = position;
    }
}
