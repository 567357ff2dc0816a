using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AbstractMiner.Ingest;

/// <summary>A page as it was fetched.</summary>
/// <param name="Charset">What the server says of the encoding.</param>
public sealed record CachedPage(string Address, string? ETag, DateTimeOffset? LastModified, string? Charset, DateTimeOffset Fetched);

/// <summary>The content of a page, with what the server said of its encoding.</summary>
public sealed class FetchedContent(string path, string? charset) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
{
    public string? Charset { get; } = charset;
}

/// <summary>
/// Fetched pages on disk: two files each, named by the hash of the address so that no address names a path. Each is written
/// beside and renamed: a fetch that is killed leaves no half page.
/// </summary>
internal sealed class WebCache(string folder)
{
    public CachedPage? Find(Uri address)
    {
        try
        {
            CachedPage? page = JsonSerializer.Deserialize<CachedPage>(File.ReadAllBytes(PathOf(address.AbsoluteUri, ".json")));
            return page is not null && page.Address == address.AbsoluteUri && File.Exists(PathOf(page.Address, ".body")) ? page : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public FetchedContent Open(CachedPage page) => new(PathOf(page.Address, ".body"), page.Charset);

    public CachedPage Renew(CachedPage page, DateTimeOffset now)
    {
        CachedPage renewed = page with { Fetched = now };
        WriteHead(renewed);
        return renewed;
    }

    /// <exception cref="UnreadableException">The body is larger than it may be.</exception>
    public async Task SaveAsync(CachedPage page, Stream body, long limit, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string beside = PathOf(page.Address, ".part");
        await using (FileStream file = new(beside, FileMode.Create, FileAccess.Write))
        {
            byte[] buffer = new byte[64 * 1024];
            for (int read; (read = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                if (file.Length + read > limit)
                {
                    throw new UnreadableException($"The page is larger than {limit} bytes.", "Fetch it by hand and split it.");
                }

                await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }
        }

        // The head last: a head without its body would be a page that is not there.
        File.Move(beside, PathOf(page.Address, ".body"), overwrite: true);
        WriteHead(page);
    }

    private void WriteHead(CachedPage page)
    {
        string beside = PathOf(page.Address, ".head");
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(page));
        File.Move(beside, PathOf(page.Address, ".json"), overwrite: true);
    }

    private string PathOf(string address, string extension) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address))) + extension);
}
