using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>One record of an input: a whole text file, or one citation of an export.</summary>
/// <param name="Source">The file's name, or the address it was fetched from.</param>
/// <param name="Record">The record's id inside the file where the format has ids (a PMID); else null.</param>
/// <param name="Raw">The decoded characters that <c>at</c> counts in.</param>
public sealed record RawDocument(string Source, string? Record, string Raw)
{
    /// <summary>What is to be read: <see cref="Raw"/> itself, or the text of a marked-up page.</summary>
    public string Content { get; init; } = Raw;

    /// <summary>Leads from <see cref="Content"/> back to <see cref="Raw"/>.</summary>
    public OffsetMap ContentMap { get; init; } = OffsetMap.Identity(Raw.Length);

    /// <summary>What the format states outside the text; null where it says nothing.</summary>
    public string? Title { get; init; }

    public string? Doi { get; init; }
}

/// <summary>An input, or a record of one, that could not be read.</summary>
/// <param name="Source">The file, folder, address or archive entry by name.</param>
/// <param name="Place">Where in it: a line, a record, a byte; null for all of it.</param>
/// <param name="Reason">What is wrong, in a sentence.</param>
/// <param name="Remedy">What the user can do about it.</param>
public sealed record Rejection(string Source, string? Place, string Reason, string Remedy);
