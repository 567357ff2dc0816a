using System.Text;

namespace AbstractMiner.Ingest;

/// <summary>Characters that markup gives by number.</summary>
internal static class Characters
{
    /// <summary>Numbers that no character has, lone surrogates among them, are U+FFFD; 128 to 159 mean Windows-1252, as in browsers.</summary>
    public static string Of(uint code) => code switch
    {
        0 => "\uFFFD",
        >= 0x80 and <= 0x9F => EncodingDetector.Windows1252.GetString([(byte)code]),
        _ => Rune.TryCreate(code, out Rune rune) ? rune.ToString() : "\uFFFD",
    };
}
