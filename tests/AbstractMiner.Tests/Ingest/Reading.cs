using AbstractMiner.Ingest;

namespace AbstractMiner.Tests.Ingest;

/// <summary>Reads bytes as a file of a name.</summary>
internal static class Reading
{
    public static List<ReadItem> Items(string name, byte[] bytes, ReadOptions? options = null) =>
        [.. ReaderCatalog.Read(new InputFile(name, name, bytes.Length, () => new MemoryStream(bytes)), options ?? new ReadOptions())];

    public static List<RawDocument> Documents(string name, byte[] bytes, ReadOptions? options = null)
    {
        List<ReadItem> items = Items(name, bytes, options);
        Assert.Empty(items.OfType<Rejection>());
        return [.. items.OfType<RawDocument>()];
    }

    public static Rejection Rejection(string name, byte[] bytes, ReadOptions? options = null) => Assert.Single(Items(name, bytes, options).OfType<Rejection>());
}
