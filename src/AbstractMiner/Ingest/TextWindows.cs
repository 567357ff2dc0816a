using System.Text;

namespace AbstractMiner.Ingest;

/// <summary>Makes documents of text that is extracted piece by piece, and cuts it between abstracts where it grows too long.</summary>
internal sealed class TextWindows(Input input)
{
    private const int Window = 256 * 1024;

    private readonly StringBuilder _text = new();
    private int _number;
    private long _units;
    private long _codePoints;

    public void Append(string text) => _text.Append(text);

    /// <summary>The documents that are complete; at the end of the input all that is left.</summary>
    public IEnumerable<RawDocument> Take(bool atEnd)
    {
        while (_text.Length > Window || (atEnd && _text.Length > 0))
        {
            string text = _text.ToString();
            int cut = text.Length > Window ? TextBoundary.Find(text.AsSpan(0, Window)) : text.Length;
            cut = cut == 0 ? Window : cut;
            string piece = text[..cut];
            _text.Remove(0, cut);
            if (!string.IsNullOrWhiteSpace(piece))
            {
                _number++;
                yield return new RawDocument(input.Source, null, piece)
                {
                    Origin = new Origin(_number, 0, input.BytesRead) { UnitsBefore = _units, CodePointsBefore = _codePoints },
                };
            }

            _units += cut;
            _codePoints += cut - CountLow(piece);
        }
    }

    private static int CountLow(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (char c in text)
        {
            count += char.IsLowSurrogate(c) ? 1 : 0;
        }

        return count;
    }
}
