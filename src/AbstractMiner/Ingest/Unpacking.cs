namespace AbstractMiner.Ingest;

/// <summary>
/// A stream of unpacked bytes that stops a bomb: text packs to a tenth or a twentieth of its size, never to a hundredth.
/// </summary>
/// <param name="unpacked">Gives the unpacked bytes.</param>
/// <param name="packed">How many packed bytes they came from so far.</param>
internal sealed class Unpacking(Stream unpacked, Func<long> packed) : Stream
{
    /// <summary>A gzip in a zip in a zip is more than anybody sends.</summary>
    private const int MaxDepth = 3;

    private const int MaxRatio = 100;

    /// <summary>Below this a high ratio does no harm: a small file of equal lines.</summary>
    private const long Harmless = 16 * 1024 * 1024;

    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _bytes; set => throw new NotSupportedException(); }

    /// <exception cref="UnreadableException">The input lies too deep in archives.</exception>
    public static void CheckDepth(Input input)
    {
        if (input.Depth >= MaxDepth)
        {
            throw new UnreadableException($"Archives are packed in archives more than {MaxDepth} deep.", "Unpack the outer ones.");
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = unpacked.Read(buffer);
        _bytes += read;
        if (_bytes > Harmless && _bytes / MaxRatio > Math.Max(1, packed()))
        {
            throw new UnreadableException($"The archive unpacks to more than {MaxRatio} times its size: no text does.", "Leave it out: it may be made to fill the disk.", $"byte {_bytes} unpacked");
        }

        return read;
    }

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
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
