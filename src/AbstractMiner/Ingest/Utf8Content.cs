using System.Text;
using System.Text.Unicode;

namespace AbstractMiner.Ingest;

/// <summary>
/// The content of an input as UTF-8, read forward through a window that grows only as far as one record may. What is in
/// another encoding is recoded on the way; places then count in the recoded bytes.
/// </summary>
internal sealed class Utf8Content
{
    /// <summary>Far more than any abstract; what is larger is skipped and rejected.</summary>
    public const int RecordLimit = 8 * 1024 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    /// <exception cref="UnreadableException">The input is no text.</exception>
    public Utf8Content(Input input, string? declared = null)
    {
        DetectedEncoding found = EncodingDetector.Detect(input.Head.Bytes.Span, declared)
            ?? throw new UnreadableException("The file is binary: this is no text.", "Export it again, or name its format with --format.");
        Span<byte> preamble = stackalloc byte[4];
        input.Content.ReadExactly(preamble[..found.Preamble]);
        bool utf8 = found.Encoding is UTF8Encoding;
        Position = utf8 ? found.Preamble : 0;
        _stream = utf8 ? input.Content : Encoding.CreateTranscodingStream(input.Content, found.Encoding, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Of the first byte of <see cref="Window"/>.</summary>
    public long Position { get; private set; }

    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Reads more behind the window; false at the end of the content.</summary>
    public bool Grow()
    {
        if (_ended)
        {
            return false;
        }

        if (_end == _buffer.Length)
        {
            int length = _end - _start;
            byte[] target = length > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
            _buffer.AsSpan(_start, length).CopyTo(target);
            _buffer = target;
            _start = 0;
            _end = length;
        }

        int read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _ended = read == 0;
        return !_ended;
    }

    /// <summary>Moves the start of the window forward.</summary>
    public void Skip(int bytes)
    {
        _start += bytes;
        Position += bytes;
    }

    /// <summary>
    /// The next line with its line feed and its place; null at the end. A line beyond the limit is skipped and comes without text.
    /// </summary>
    public (string? Text, long Start)? NextLine()
    {
        long start = Position;
        int searched = 0;
        int feed;
        while ((feed = Window[searched..].IndexOf((byte)'\n')) < 0)
        {
            searched = Window.Length;
            if (searched > RecordLimit)
            {
                Skip(searched);
                searched = 0;
            }

            if (!Grow())
            {
                break;
            }
        }

        int length = feed < 0 ? Window.Length : searched + feed + 1;
        if (length == 0 && Position == start)
        {
            return null;
        }

        string? text = Position == start ? TextOf(Window[..length]) : null;
        Skip(length);
        return (text, start);
    }

    /// <summary>A file may be plain at its start and in Windows-1252 at a name or a sign further on.</summary>
    public static string TextOf(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : EncodingDetector.Decode(bytes);
}
