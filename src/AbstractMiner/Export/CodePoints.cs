using System.Collections.Immutable;

namespace AbstractMiner.Export;

/// <summary>A place in a source as the outputs tell it: half-open, in Unicode code points, from 0.</summary>
public readonly record struct Place(long Start, long End);

/// <summary>Counts positions of a raw text as the outputs do: in Unicode code points, where .NET counts UTF-16 units.</summary>
public sealed class CodePoints
{
    private readonly ImmutableArray<int> _pairs;

    public CodePoints(string raw)
    {
        ImmutableArray<int>.Builder pairs = ImmutableArray.CreateBuilder<int>();
        for (int at = Next(raw, 0); at >= 0; at = Next(raw, at + 1))
        {
            if (at + 1 < raw.Length && char.IsSurrogatePair(raw[at], raw[at + 1]))
            {
                pairs.Add(at);
            }
        }

        _pairs = pairs.ToImmutable();
    }

    /// <summary>The code points before a UTF-16 position.</summary>
    public int At(int position)
    {
        if (_pairs.IsEmpty)
        {
            return position;
        }

        int before = _pairs.BinarySearch(position);
        return position - (before < 0 ? ~before : before);
    }

    private static int Next(string raw, int from) =>
        raw.AsSpan(from).IndexOfAnyInRange('\ud800', '\udbff') is var at and >= 0 ? from + at : -1;
}
