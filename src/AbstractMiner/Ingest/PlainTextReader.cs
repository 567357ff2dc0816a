using System.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Plain text. A file of usual size is one document; a long dump is read in windows that end where an abstract most likely
/// does, so that memory stays flat whatever the file's size.
/// </summary>
/// <param name="window">In bytes.</param>
public sealed class PlainTextReader(int window = PlainTextReader.DefaultWindow) : IReader
{
    /// <summary>Some forty pages of a supplement: many windows are on their way at the same time.</summary>
    private const int DefaultWindow = 256 * 1024;

    public string Format => "text";

    public bool Recognises(InputHead head) => EncodingDetector.Detect(head.Bytes.Span) is not null;

    public IEnumerable<ReadItem> Read(Input input)
    {
        byte[] buffer = new byte[window];
        int filled = input.Content.ReadAtLeast(buffer, window, throwOnEndOfStream: false);
        DetectedEncoding found = EncodingDetector.Detect(buffer.AsSpan(0, filled)) ?? throw NoText(buffer.AsSpan(0, filled));
        Encoding encoding = found.Encoding;
        long position = 0;
        long units = 0;
        long codePoints = 0;
        int number = 0;
        Consume(found.Preamble);
        while (filled > 0)
        {
            string text = encoding.GetString(buffer, 0, filled);
            if (filled == window)
            {
                int cut = TextBoundary.Find(text);
                if (cut == 0)
                {
                    yield return new Rejection(input.Source, $"byte {position}", $"A line is longer than {window / 1024} kB: no running text has such lines.", "Break it into lines, or name the format of the file with --format.");
                    SkipLine();
                    continue;
                }

                text = text[..cut];
            }

            int bytes = BytesOf(text, encoding, buffer.AsSpan(0, filled));
            int nul = text.IndexOf('\0', StringComparison.Ordinal);
            if (nul >= 0)
            {
                yield return new Rejection(input.Source, $"byte {position + encoding.GetByteCount(text.AsSpan(0, nul))}", "NUL bytes stand in the text.", "Remove them, or convert the file to text again.");
            }
            else if (!string.IsNullOrWhiteSpace(text))
            {
                number++;
                yield return new RawDocument(input.Source, null, text)
                {
                    Origin = new Origin(number, position, position + bytes)
                    {
                        UnitsBefore = units,
                        CodePointsBefore = codePoints,
                        Encoding = encoding.GetByteCount(text) == bytes ? encoding : null,
                    },
                };
            }
            else if (number == 0 && filled < window)
            {
                yield return new Rejection(input.Source, null, "The file holds nothing but blanks.", "Leave it out, or fetch it again.");
            }

            Count(text);
            Consume(bytes);
        }

        void Consume(int bytes)
        {
            buffer.AsSpan(bytes, filled - bytes).CopyTo(buffer);
            filled -= bytes;
            position += bytes;
            filled += input.Content.ReadAtLeast(buffer.AsSpan(filled), window - filled, throwOnEndOfStream: false);
        }

        void Count(ReadOnlySpan<char> text)
        {
            units += text.Length;
            codePoints += text.Length;
            foreach (char c in text)
            {
                codePoints -= char.IsLowSurrogate(c) ? 1 : 0;
            }
        }

        void SkipLine()
        {
            Decoder decoder = encoding.GetDecoder();
            char[] chars = new char[encoding.GetMaxCharCount(window)];
            while (filled > 0)
            {
                int end = NextLine(buffer.AsSpan(0, filled), encoding);
                int skipped = end < 0 ? filled : end;
                Count(chars.AsSpan(0, decoder.GetChars(buffer, 0, skipped, chars, 0)));
                Consume(skipped);
                if (end >= 0)
                {
                    return;
                }
            }
        }
    }

    private static UnreadableException NoText(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)0) is var nul and >= 0
        ? new UnreadableException("NUL bytes stand in it: this is no text.", "Convert the file to text, or name its format with --format.", $"byte {nul}")
        : new UnreadableException("The file is binary: this is no text.", "Convert it to text, or name its format with --format.");

    /// <summary>
    /// How many bytes a text, whole or cut at the end of a line, was decoded from. Where damaged bytes make it differ from what
    /// the text encodes to, the lines are counted: a line feed is never a part of another character.
    /// </summary>
    private static int BytesOf(string text, Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        int encoded = encoding.GetByteCount(text);
        bool matches = encoded == bytes.Length || (encoded < bytes.Length && encoding.GetString(bytes[..encoded]).Equals(text, StringComparison.Ordinal));
        if (matches || !text.EndsWith('\n'))
        {
            return matches ? encoded : bytes.Length;
        }

        int at = 0;
        for (int lines = text.AsSpan().Count('\n'); lines > 0; lines--)
        {
            int next = NextLine(bytes[at..], encoding);
            if (next < 0)
            {
                return bytes.Length;
            }

            at += next;
        }

        return at;
    }

    /// <summary>The byte after the first line feed, or -1.</summary>
    private static int NextLine(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        if (encoding is not UnicodeEncoding)
        {
            return bytes.IndexOf((byte)'\n') + 1 is var end and > 0 ? end : -1;
        }

        int high = encoding.GetBytes("\n")[0] == 0 ? 0 : 1;
        for (int i = 0; i + 1 < bytes.Length; i += 2)
        {
            if (bytes[i + high] == 0 && bytes[i + 1 - high] == '\n')
            {
                return i + 2;
            }
        }

        return -1;
    }
}
