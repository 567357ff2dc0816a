using System.Security.Cryptography;

namespace AbstractMiner.Ingest;

/// <summary>What the user said about the inputs.</summary>
/// <param name="Format">The format of all inputs; null to recognise each.</param>
public sealed record ReadOptions(string? Format = null)
{
    /// <summary>The column (CSV) or key (JSON Lines) that holds the abstract; null to take the usual names.</summary>
    public string? TextColumn { get; init; }

    public string? IdColumn { get; init; }

    public string? TitleColumn { get; init; }

    public string? DoiColumn { get; init; }
}

/// <summary>The name and the first bytes of an input: what a format is recognised by.</summary>
public sealed record InputHead(string Name, ReadOnlyMemory<byte> Bytes)
{
    private string? _text;

    /// <summary>The extension in lower case, with its point; empty without one.</summary>
    public string Extension { get; } = Path.GetExtension(Name).ToLowerInvariant();

    /// <summary>The first bytes as text, without a byte order mark and leading blanks; damaged characters are U+FFFD.</summary>
    public string Text => _text ??= EncodingDetector.Decode(Bytes.Span).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');

    public bool StartsWith(ReadOnlySpan<byte> magic) => Bytes.Span.StartsWith(magic);
}

/// <summary>An open input: read once, from front to end, and hashed on the way.</summary>
public sealed class Input : IDisposable
{
    /// <summary>Enough for the head of an XML export, little enough for thousands of files.</summary>
    private const int HeadLength = 16 * 1024;

    private readonly HashingStream _content;

    /// <param name="source">The name in the tables.</param>
    /// <param name="stream">Closed with the input.</param>
    /// <param name="options">What the user said.</param>
    /// <param name="depth">How many archives the input is packed in.</param>
    /// <param name="name">The name that tells the format, where it is not the source.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public Input(string source, Stream stream, ReadOptions options, int depth = 0, string? name = null)
    {
        Source = source;
        Options = options;
        Depth = depth;
        Charset = (stream as FetchedContent)?.Charset;
        byte[] head = new byte[HeadLength];
        int length = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        Head = new InputHead(name ?? source, head.AsMemory(0, length));
        _content = new HashingStream(Head.Bytes, stream);
    }

    public string Source { get; }

    public InputHead Head { get; }

    public ReadOptions Options { get; }

    /// <summary>How many archives this input is packed in.</summary>
    public int Depth { get; }

    /// <summary>The encoding that the server of a fetched page states; null where nobody says.</summary>
    public string? Charset { get; }

    /// <summary>All of the input, from its first byte on.</summary>
    public Stream Content => _content;

    public long BytesRead => _content.BytesRead;

    /// <summary>Reads what is left and returns the hash of all.</summary>
    /// <exception cref="IOException">The rest cannot be read.</exception>
    public string Finish()
    {
        byte[] buffer = new byte[64 * 1024];
        while (_content.Read(buffer) > 0)
        {
        }

        return _content.Hash();
    }

    /// <summary>
    /// The whole content, for formats that cannot be read in one pass. What is larger than <paramref name="limit"/> is refused
    /// before it fills the memory.
    /// </summary>
    /// <exception cref="UnreadableException">The content is larger than the limit.</exception>
    public byte[] ReadAll(int limit)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = _content.Read(buffer)) > 0;)
        {
            if (all.Length + read > limit)
            {
                throw new UnreadableException($"The file is larger than {limit / (1024 * 1024)} MB, the most that this format is read at.", "Split the file.");
            }

            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>A copy on disk that can be read in any order and vanishes when it is closed.</summary>
    public FileStream Spool()
    {
        FileStream copy = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 64 * 1024, FileOptions.DeleteOnClose);
        _content.CopyTo(copy);
        copy.Flush();
        copy.Position = 0;
        return copy;
    }

    public void Dispose() => _content.Dispose();

    /// <summary>The head again and then the rest, counted and hashed.</summary>
    private sealed class HashingStream(ReadOnlyMemory<byte> head, Stream rest) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int read;
            if (BytesRead < head.Length)
            {
                ReadOnlySpan<byte> left = head.Span[(int)BytesRead..];
                read = Math.Min(left.Length, buffer.Length);
                left[..read].CopyTo(buffer);
            }
            else
            {
                read = rest.Read(buffer);
            }

            _hash.AppendData(buffer[..read]);
            BytesRead += read;
            return read;
        }

        public string Hash() => Convert.ToHexStringLower(_hash.GetCurrentHash());

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _hash.Dispose();
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
