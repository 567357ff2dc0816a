using System.Collections.Immutable;

namespace AbstractMiner.Text;

/// <summary>
/// Leads every position of a derived text back to the text it was made from. The map is a list of runs: a copied run has
/// the same characters on both sides; a replaced run (a ligature, an entity) stands as a whole for the characters that it
/// came from. Characters that no run claims were dropped.
/// </summary>
public sealed class OffsetMap
{
    private readonly ImmutableArray<Run> _runs;

    private OffsetMap(ImmutableArray<Run> runs) => _runs = runs;

    /// <summary>The map of a text that was taken as it is.</summary>
    public static OffsetMap Identity(int length) =>
        new(length == 0 ? [] : [new Run(0, length, 0, length)]);

    /// <summary>The length of the derived text, in UTF-16 units.</summary>
    public int Length => _runs.IsEmpty ? 0 : _runs[^1].End;

    /// <summary>
    /// The source characters that a span of the derived text came from. A non-empty span never leads to an empty one; an
    /// empty span leads to an empty one at the nearest place.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The span leaves the derived text.</exception>
    public TextSpan ToRaw(TextSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span.End, Length, nameof(span));
        if (_runs.IsEmpty)
        {
            return new TextSpan(0, 0);
        }

        if (span.IsEmpty)
        {
            int place = span.Start == Length ? _runs[^1].RawEnd : RunAt(span.Start).RawStartOf(span.Start);
            return new TextSpan(place, place);
        }

        return new TextSpan(RunAt(span.Start).RawStartOf(span.Start), RunAt(span.End - 1).RawEndOf(span.End - 1));
    }

    /// <summary>The map of a part of the derived text; positions count from the part's start.</summary>
    public OffsetMap Slice(TextSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span.End, Length, nameof(span));
        Builder builder = new();
        for (int i = span.IsEmpty ? _runs.Length : IndexAt(span.Start); i < _runs.Length && _runs[i].Start < span.End; i++)
        {
            Run run = _runs[i];
            int from = Math.Max(run.Start, span.Start);
            int to = Math.Min(run.End, span.End);
            builder.Add(to - from, new TextSpan(run.RawStartOf(from), run.RawEndOf(to - 1)));
        }

        return builder.Build();
    }

    /// <summary>This map followed by <paramref name="earlier"/>: from this derived text to the source of the source.</summary>
    public OffsetMap Then(OffsetMap earlier)
    {
        Builder builder = new();
        foreach (Run run in _runs)
        {
            if (!run.IsCopy)
            {
                builder.Add(run.Length, earlier.ToRaw(new TextSpan(run.RawStart, run.RawEnd)));
                continue;
            }

            for (int at = run.RawStart; at < run.RawEnd;)
            {
                Run under = earlier.RunAt(at);
                int to = Math.Min(run.RawEnd, under.End);
                builder.Add(to - at, new TextSpan(under.RawStartOf(at), under.RawEndOf(to - 1)));
                at = to;
            }
        }

        return builder.Build();
    }

    /// <summary>The stretches that stand for other characters than they are made of, and what they stand for.</summary>
    public IEnumerable<(TextSpan Derived, TextSpan Raw)> Replacements()
    {
        foreach (Run run in _runs)
        {
            if (!run.IsCopy)
            {
                yield return (new TextSpan(run.Start, run.End), new TextSpan(run.RawStart, run.RawEnd));
            }
        }
    }

    private Run RunAt(int position) => _runs[IndexAt(position)];

    private int IndexAt(int position)
    {
        int low = 0;
        int high = _runs.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_runs[middle].Start <= position)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private readonly record struct Run(int Start, int Length, int RawStart, int RawLength)
    {
        public int End => Start + Length;

        public int RawEnd => RawStart + RawLength;

        public bool IsCopy => Length == RawLength;

        public int RawStartOf(int position) => IsCopy ? RawStart + (position - Start) : RawStart;

        public int RawEndOf(int position) => IsCopy ? RawStart + (position - Start) + 1 : RawEnd;
    }

    /// <summary>Collects a map from left to right.</summary>
    public sealed class Builder
    {
        private readonly ImmutableArray<Run>.Builder _runs = ImmutableArray.CreateBuilder<Run>();
        private int _length;

        /// <summary>
        /// Appends <paramref name="length"/> derived characters that came from <paramref name="raw"/>. Characters may share their source,
        /// as the two letters of a ligature do; the way back never turns round.
        /// </summary>
        /// <exception cref="ArgumentException">The characters came from nowhere, or from before what was appended last.</exception>
        public void Add(int length, TextSpan raw)
        {
            if (length == 0)
            {
                return;
            }

            ArgumentOutOfRangeException.ThrowIfNegative(length);
            TextSpan before = _runs.Count == 0 ? default : new TextSpan(_runs[^1].RawStart, _runs[^1].RawEnd);
            if (raw.IsEmpty || raw.Start < before.Start || raw.End < before.End)
            {
                throw new ArgumentException($"Derived characters need a source: {raw} after {before}.", nameof(raw));
            }

            bool copy = length == raw.Length;
            if (copy && _runs.Count > 0 && _runs[^1] is { IsCopy: true } last && last.RawEnd == raw.Start)
            {
                _runs[^1] = last with { Length = last.Length + length, RawLength = last.RawLength + length };
            }
            else
            {
                _runs.Add(new Run(_length, length, raw.Start, raw.Length));
            }

            _length += length;
        }

        public OffsetMap Build() => new(_runs.ToImmutable());
    }
}
