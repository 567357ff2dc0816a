using System.IO.Compression;

namespace AbstractMiner.Ingest;

/// <summary>Gzip: what is packed is read as if it lay there unpacked.</summary>
public sealed class GzipReader : IReader
{
    public string Format => "gzip";

    public bool Recognises(InputHead head) => head.StartsWith([0x1F, 0x8B]);

    public IEnumerable<ReadItem> Read(Input input)
    {
        Unpacking.CheckDepth(input);
        using GZipStream unpacked = new(input.Content, CompressionMode.Decompress, leaveOpen: true);
        string name = input.Head.Extension == ".gz" ? input.Source[..^3] : input.Source;
        Stream bounded = new Unpacking(unpacked, () => input.BytesRead);
        using Input inner = new(input.Source, bounded, input.Options, input.Depth + 1, name);
        foreach (ReadItem item in ReaderCatalog.Read(inner))
        {
            yield return item;
        }
    }
}
