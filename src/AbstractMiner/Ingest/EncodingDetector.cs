using System.Text;

namespace AbstractMiner.Ingest;

/// <summary>How bytes are to be decoded.</summary>
/// <param name="Preamble">The length of the byte order mark, which is no part of the text.</param>
public sealed record DetectedEncoding(Encoding Encoding, int Preamble)
{
    /// <summary>Damaged bytes become U+FFFD; decoding never throws.</summary>
    public string Decode(ReadOnlySpan<byte> bytes) => Encoding.GetString(bytes[Preamble..]);
}

/// <summary>
/// Tells the encoding from the bytes: UTF-8 with or without a byte order mark, UTF-16 either way, GB18030 (and so GBK and
/// GB2312) by its Chinese characters, else Windows-1252, of which ISO 8859-1 is a part. Text that was decoded wrongly before
/// it was saved (<c>Â±</c>) is valid here: the Normaliser mends it.
/// </summary>
public static class EncodingDetector
{
    /// <summary>What a declaration in a page or header may name; Windows-1252 stands for Latin-1 as in browsers.</summary>
    private static readonly EncodingProvider CodePages = CodePagesEncodingProvider.Instance;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
    private static readonly Encoding Utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false);
    private static readonly Encoding Gb18030 = CodePages.GetEncoding(54936)!;
    internal static Encoding Windows1252 { get; } = CodePages.GetEncoding(1252)!;

    /// <summary>The encoding of these bytes, or null where they are no text in any of them.</summary>
    /// <param name="bytes">All of the text, or its first part.</param>
    /// <param name="declared">
    /// What the page or the server says. It is often wrong, so it decides only where the bytes leave a choice: between the
    /// encodings that give a letter to every byte.
    /// </param>
    public static DetectedEncoding? Detect(ReadOnlySpan<byte> bytes, string? declared = null)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return new(Utf8, 3);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return new(Utf16, 2);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return new(Utf16BigEndian, 2);
        }

        int nuls = bytes.Count((byte)0);
        if (nuls > 0)
        {
            return Utf16WithoutMark(bytes, nuls);
        }

        if (Controls(bytes) > bytes.Length / 50)
        {
            return null;
        }

        (int good, int bad) = Utf8Sequences(bytes);
        if (good > bad || bad == 0)
        {
            // A few damaged sequences in good UTF-8 stay damaged: in another encoding all of the good ones would break.
            return new(Utf8, 0);
        }

        if (IsChinese(bytes))
        {
            return new(Gb18030, 0);
        }

        if (declared is not null && Named(declared) is { IsSingleByte: true } named)
        {
            return new(named, 0);
        }

        return new(Windows1252, 0);
    }

    /// <summary>The text of bytes in whatever encoding; empty where they are binary.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => Detect(bytes)?.Decode(bytes) ?? "";

    /// <summary>The encoding of a name in a declaration (<c>charset=gbk</c>), or null.</summary>
    public static Encoding? Named(string name)
    {
        string plain = name.Trim(' ', '"', '\'').ToLowerInvariant();
        switch (plain)
        {
            case "utf-8" or "utf8":
                return Utf8;
            case "utf-16" or "utf-16le":
                return Utf16;
            case "utf-16be":
                return Utf16BigEndian;
            case "gbk" or "gb2312" or "gb18030" or "gb_2312-80":
                return Gb18030;
            case "iso-8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "windows-1252":
                return Windows1252;
            default:
                try
                {
                    return CodePages.GetEncoding(plain);
                }
                catch (ArgumentException)
                {
                    return null;
                }
        }
    }

    /// <summary>ASCII in UTF-16 has a NUL in every second byte, always on the same side.</summary>
    private static DetectedEncoding? Utf16WithoutMark(ReadOnlySpan<byte> bytes, int nuls)
    {
        int odd = 0;
        for (int i = 1; i < bytes.Length; i += 2)
        {
            odd += bytes[i] == 0 ? 1 : 0;
        }

        bool often = nuls > bytes.Length / 5;
        return often && odd > nuls * 0.98 ? new(Utf16, 0) : often && odd < nuls * 0.02 ? new(Utf16BigEndian, 0) : null;
    }

    /// <summary>Control characters that no text has.</summary>
    private static int Controls(ReadOnlySpan<byte> bytes)
    {
        int controls = 0;
        foreach (byte b in bytes)
        {
            controls += b is < 32 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x0B or 0x1B) ? 1 : 0;
        }

        return controls;
    }

    /// <summary>Sequences of more than one byte that are valid, and stretches that are not. One cut off at the end is neither.</summary>
    private static (int Good, int Bad) Utf8Sequences(ReadOnlySpan<byte> bytes)
    {
        int good = 0;
        int bad = 0;
        while (!bytes.IsEmpty)
        {
            int ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                break;
            }

            bytes = bytes[ascii..];
            switch (Rune.DecodeFromUtf8(bytes, out _, out int length))
            {
                case System.Buffers.OperationStatus.Done:
                    good++;
                    break;
                case System.Buffers.OperationStatus.InvalidData:
                    bad++;
                    break;
                default:
                    return (good, bad);
            }

            bytes = bytes[length..];
        }

        return (good, bad);
    }

    /// <summary>
    /// Two-byte characters of GB18030 whose first byte is in the rows of common Chinese (B0 to F7) and whose second is high
    /// too stand beside each other in Chinese. In Western text a high byte stands alone between letters.
    /// </summary>
    private static bool IsChinese(ReadOnlySpan<byte> bytes)
    {
        int chinese = 0;
        int alone = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
            {
                continue;
            }

            if (i + 1 == bytes.Length)
            {
                break;
            }

            if (bytes[i + 1] is >= 0x30 and <= 0x39 && i + 3 < bytes.Length && bytes[i + 2] >= 0x81 && bytes[i + 3] is >= 0x30 and <= 0x39)
            {
                // Four bytes for what is rare: they tell nothing.
                i += 3;
            }
            else if (bytes[i] is >= 0x81 and <= 0xFE && bytes[i + 1] is >= 0x40 and not (0x7F or 0xFF))
            {
                // A letter of ASCII may be a second byte of rare characters alone.
                bool common = bytes[i] is >= 0xA1 and <= 0xF7 && bytes[i + 1] >= 0xA1;
                chinese += common ? 1 : 0;
                alone += common ? 0 : 1;
                i++;
            }
            else
            {
                alone++;
            }
        }

        return chinese > 4 * alone && chinese >= 2;
    }
}
