using System.Text;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>What reading an input brings: a <see cref="RawDocument"/>, a <see cref="Rejection"/>, and at the end its <see cref="InputTally"/>.</summary>
/// <param name="Source">The file's name, the address it was fetched from, or <c>archive!entry</c>.</param>
public abstract record ReadItem(string Source);

/// <summary>One record of an input: a whole text file, or one citation of an export.</summary>
/// <param name="Source">The file's name, or the address it was fetched from.</param>
/// <param name="Record">The record's id inside the file where the format has ids (a PMID); else null.</param>
/// <param name="Raw">The decoded characters that <c>at</c> counts in.</param>
public sealed record RawDocument(string Source, string? Record, string Raw) : ReadItem(Source)
{
    /// <summary>What is to be read: <see cref="Raw"/> itself, or the text of a marked-up page.</summary>
    public string Content { get; init; } = Raw;

    /// <summary>Leads from <see cref="Content"/> back to <see cref="Raw"/>.</summary>
    public OffsetMap ContentMap { get; init; } = OffsetMap.Identity(Raw.Length);

    /// <summary>What the format states outside the text; null where it says nothing.</summary>
    public string? Title { get; init; }

    public string? Doi { get; init; }

    /// <summary>The format says that this is one abstract, title first: it must not be split.</summary>
    public bool IsOneAbstract { get; init; }

    public Origin Origin { get; init; } = Origin.Start;
}

/// <summary>Where a document stands in its input. Bytes count in the unpacked content.</summary>
/// <param name="Number">1 for the first document of the input.</param>
/// <param name="ByteEnd">Exclusive.</param>
public sealed record Origin(int Number, long ByteStart, long ByteEnd)
{
    /// <summary>Of a document that was not read from a file.</summary>
    public static Origin Start { get; } = new(1, 0, 0);

    /// <summary>UTF-16 units of the input before this document: not 0 where a long dump is read piece by piece.</summary>
    public long UnitsBefore { get; init; }

    /// <summary>The same in code points.</summary>
    public long CodePointsBefore { get; init; }

    /// <summary>What the bytes were decoded with; null where the text was extracted from them or bytes were damaged.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>The bytes that a span of the document's raw text came from: to the byte, or the whole document.</summary>
    public (long Start, long End) BytesOf(string raw, TextSpan span)
    {
        if (Encoding is null)
        {
            return (ByteStart, ByteEnd);
        }

        long start = ByteStart + Encoding.GetByteCount(raw.AsSpan(0, span.Start));
        return (start, start + Encoding.GetByteCount(span.In(raw)));
    }
}

/// <summary>An input, or a record of one, that could not be read.</summary>
/// <param name="Source">The file, folder, address or archive entry by name.</param>
/// <param name="Place">Where in it: a line, a record, a byte; null for all of it.</param>
/// <param name="Reason">What is wrong, in a sentence.</param>
/// <param name="Remedy">What the user can do about it.</param>
public sealed record Rejection(string Source, string? Place, string Reason, string Remedy) : ReadItem(Source);

/// <summary>The last item of every input: what was read of it, whether or not all of it could be.</summary>
/// <param name="Sha256">Of all of its bytes, in lower-case hexadecimal; null where they could not be read to the end.</param>
public sealed record InputTally(string Source, string Format, long Bytes, string? Sha256, int Documents, int Rejected) : ReadItem(Source);
