using System.Text;

namespace AbstractMiner.Ingest;

/// <summary>Repairs single characters whose UTF-8 bytes were read as Windows-1252.</summary>
internal static class Mojibake
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 read as Windows-1252: <c>Â±</c>, <c>â‰¤</c>, <c>Ã©</c>. Null where the bytes are no UTF-8.</summary>
    public static char? Repair(string text, int at, out int length)
    {
        length = text[at] switch { >= '\u00c2' and <= '\u00df' => 2, >= '\u00e2' and <= '\u00ef' => 3, _ => 0 };
        if (length == 0 || at + length > text.Length)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[3];
        Span<char> decoded = stackalloc char[4];
        for (int i = 0; i < length; i++)
        {
            char c = text[at + i];
            if (i > 0 && c < '\u0080')
            {
                return null;
            }

            if (c is >= '\u0080' and <= '\u00ff')
            {
                bytes[i] = (byte)c;
            }
            else if (Windows.GetBytes(new ReadOnlySpan<char>(in c), bytes[i..]) != 1 || bytes[i] < 0x80)
            {
                return null;
            }

            if (i > 0 && bytes[i] is < 0x80 or > 0xbf)
            {
                return null;
            }
        }

        try
        {
            return StrictUtf8.GetChars(bytes[..length], decoded) == 1 ? decoded[0] : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
