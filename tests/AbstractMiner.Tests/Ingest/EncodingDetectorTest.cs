using System.Text;
using AbstractMiner.Ingest;

namespace AbstractMiner.Tests.Ingest;

public class EncodingDetectorTest
{
    private static readonly Encoding Gb18030 = EncodingDetector.Named("gbk")!;
    private static readonly Encoding Windows1252 = EncodingDetector.Named("latin1")!;

    public static TheoryData<string, byte[], string> Texts => new()
    {
        { "ASCII is UTF-8", "p<0.05"u8.ToArray(), "p<0.05" },
        { "UTF-8 without a mark", "7.4±3.9, 60–70 µg"u8.ToArray(), "7.4±3.9, 60–70 µg" },
        { "UTF-8 with a mark: the mark is no text", [0xEF, 0xBB, 0xBF, .. "40例"u8], "40例" },
        { "UTF-8 cut inside its last character is still UTF-8", "≥16 ≥"u8.ToArray()[..^1], "≥16 \uFFFD" },
        { "UTF-16 LE by its mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("p≤0.05")], "p≤0.05" },
        { "UTF-16 BE by its mark", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("p≤0.05")], "p≤0.05" },
        { "UTF-16 LE without a mark by its NULs", Encoding.Unicode.GetBytes("Of 40 patients, 12 (30%) relapsed."), "Of 40 patients, 12 (30%) relapsed." },
        { "UTF-16 BE without a mark by its NULs", Encoding.BigEndianUnicode.GetBytes("Of 40 patients, 12 (30%) relapsed."), "Of 40 patients, 12 (30%) relapsed." },
        { "a lone surrogate in UTF-16 is damage, not a crash", [0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x42, 0x00], "A\uFFFDB" },
        { "GB18030 by its pairs", Gb18030.GetBytes("方法：纳入40例患者，随机分为两组。"), "方法：纳入40例患者，随机分为两组。" },
        { "GB18030 in mixed text", Gb18030.GetBytes("MSC 移植后 6 个月 (P<0.05)，SLEDAI 评分下降。"), "MSC 移植后 6 个月 (P<0.05)，SLEDAI 评分下降。" },
        { "Windows-1252 with a sign alone", Windows1252.GetBytes("mean 7.4±3.9 – Sjögren"), "mean 7.4±3.9 – Sjögren" },
        { "French accents do not make Chinese", Windows1252.GetBytes("été évalués, déjà traités, âgés de 45±7 ans"), "été évalués, déjà traités, âgés de 45±7 ans" },
        { "a damaged character in good UTF-8 stays damaged", [.. "é±é±é±é± "u8, 0xB1, .. " 3"u8], "é±é±é±é± \uFFFD 3" },
        { "empty", [], "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void DecodesText(string reason, byte[] bytes, string expected)
    {
        _ = reason;
        Assert.Equal(expected, EncodingDetector.Decode(bytes));
    }

    [Theory]
    [InlineData("a picture", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13 })]
    [InlineData("control characters", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    [InlineData("a NUL in text", new byte[] { 65, 66, 0, 67, 68, 69, 70, 71 })]
    public void BinaryIsNoText(string reason, byte[] bytes)
    {
        _ = reason;
        Assert.Null(EncodingDetector.Detect(bytes));
    }

    [Fact]
    public void ADeclarationDecidesOnlyWhereTheBytesLeaveAChoice()
    {
        byte[] cyrillic = EncodingDetector.Named("windows-1251")!.GetBytes("через 6 месяцев");
        Assert.Equal("через 6 месяцев", EncodingDetector.Detect(cyrillic, "windows-1251")!.Decode(cyrillic));
        Assert.Equal("7.4±3.9", EncodingDetector.Detect("7.4±3.9"u8, "iso-8859-1")!.Decode("7.4±3.9"u8));
    }
}
