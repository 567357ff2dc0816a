using System.IO.Compression;

namespace AbstractMiner.Ingest;

/// <summary>
/// A zip archive: each entry is an input of its own, named <c>archive.zip!folder/entry</c>, in ordinal order of the names.
/// Nothing is ever unpacked to a path that an entry names, so that a name with <c>..</c> is a name and no more.
/// </summary>
public sealed class ZipReader : IReader
{
    private const int MaxEntries = 100_000;

    public string Format => "zip";

    public bool Recognises(InputHead head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    public IEnumerable<ReadItem> Read(Input input)
    {
        Unpacking.CheckDepth(input);
        using FileStream copy = input.Spool();
        using ZipArchive archive = new(copy, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MaxEntries)
        {
            throw new UnreadableException($"The archive has {archive.Entries.Count} entries; the most that is read is {MaxEntries}.", "Split it.");
        }

        // Of two entries of one name the order in the archive decides: the sort is stable.
        foreach (ZipArchiveEntry entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            // What macOS adds beside each file is no input, nor is a folder.
            bool isInput = !entry.FullName.EndsWith('/') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && !entry.Name.StartsWith('.');
            foreach (ReadItem item in isInput ? ReadEntry(input, entry) : [])
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<ReadItem> ReadEntry(Input input, ZipArchiveEntry entry)
    {
        string source = $"{input.Source}!{entry.FullName.Replace('\\', '/')}";
        Input? inner = null;
        Rejection? closed = null;
        try
        {
            inner = new Input(source, new Unpacking(entry.Open(), () => entry.CompressedLength), input.Options, input.Depth + 1);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException)
        {
            closed = new Rejection(source, null, $"The entry cannot be unpacked: {e.Message}", "Unpack it with its own program, where it is encrypted with its password.");
        }

        if (closed is not null)
        {
            yield return closed;
            yield break;
        }

        using (inner)
        {
            foreach (ReadItem item in ReaderCatalog.Read(inner!))
            {
                yield return item;
            }
        }
    }
}
