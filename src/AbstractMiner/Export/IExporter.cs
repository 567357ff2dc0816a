namespace AbstractMiner.Export;

/// <summary>
/// Writes one file of the output. An exporter keeps no state: it turns abstracts into bytes, on many threads at once,
/// and the run puts the bytes one after another in the order of the input.
/// </summary>
public interface IExporter
{
    string FileName { get; }

    /// <summary>Writes what the file starts with, if anything.</summary>
    /// <exception cref="IOException">The stream failed.</exception>
    void WriteHead(Stream output);

    /// <summary>Writes what the file says of some abstracts, one after another; throws for no content.</summary>
    /// <exception cref="IOException">The stream failed.</exception>
    void Write(IEnumerable<ExportedAbstract> items, Stream output);
}
