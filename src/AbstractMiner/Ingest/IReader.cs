namespace AbstractMiner.Ingest;

/// <summary>Reads one format. A reader is a file of its own and a line of <see cref="ReaderCatalog"/>; it keeps no state between inputs.</summary>
public interface IReader
{
    /// <summary>The name that <c>--format</c> takes.</summary>
    string Format { get; }

    /// <summary>Whether an input looks like this format, by its first bytes and its name. Never throws.</summary>
    bool Recognises(InputHead head);

    /// <summary>
    /// Reads one document after another, and never holds more than one of them. A record that cannot be read becomes a
    /// <see cref="Rejection"/> and reading goes on with the next.
    /// </summary>
    /// <exception cref="UnreadableException">Nothing more can be read: what was yielded so far stands.</exception>
    /// <exception cref="IOException">The disk or the network failed.</exception>
    /// <exception cref="InvalidDataException">The compressed data is damaged.</exception>
    IEnumerable<ReadItem> Read(Input input);
}

/// <summary>The input, or what is left of it, cannot be read; becomes a <see cref="Rejection"/>.</summary>
/// <param name="reason">What is wrong, in a sentence.</param>
/// <param name="remedy">What the user can do about it.</param>
/// <param name="place">Where in the input; null for all of it.</param>
public sealed class UnreadableException(string reason, string remedy, string? place = null) : IOException(reason)
{
    public string Remedy { get; } = remedy;

    public string? Place { get; } = place;
}
