using System.Text;
using AbstractMiner.Ingest;
using AbstractMiner.Text;

namespace AbstractMiner.Tests.Ingest;

public class PlainTextReaderTest
{
    [Fact]
    public void AFileIsOneDocumentAndItsTally()
    {
        List<ReadItem> items = Reading.Items("dump.txt", "Of 40 patients, 12 (30%) relapsed.\n"u8.ToArray());
        RawDocument document = Assert.IsType<RawDocument>(items[0]);
        Assert.Equal("Of 40 patients, 12 (30%) relapsed.\n", document.Raw);
        InputTally tally = Assert.IsType<InputTally>(items[1]);
        Assert.Equal((35L, 1, 0, "text"), (tally.Bytes, tally.Documents, tally.Rejected, tally.Format));
        Assert.Equal(64, tally.Sha256!.Length);
    }

    [Theory]
    [InlineData("empty.txt", new byte[0], "The file is empty.")]
    [InlineData("blank.txt", new byte[] { 32, 10, 32, 10 }, "The file holds nothing but blanks.")]
    [InlineData("picture.txt", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13 }, "The file is binary, and in no format that can be read.")]
    public void WhatHoldsNoTextIsRejected(string name, byte[] bytes, string reason)
    {
        Rejection rejection = Reading.Rejection(name, bytes);
        Assert.Equal((name, reason), (rejection.Source, rejection.Reason));
        Assert.NotEmpty(rejection.Remedy);
    }

    [Fact]
    public void NulBytesAfterTheHeadAreRejectedByPlace()
    {
        byte[] bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("A line of text.\n", 4000)));
        bytes[50_000] = 0;
        Rejection rejection = Reading.Rejection("dump.txt", bytes);
        Assert.Equal("byte 50000", rejection.Place);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("gb18030")]
    public void ALongDumpIsReadInWindowsThatLoseNothing(string charset)
    {
        StringBuilder dump = new();
        for (int i = 1; i <= 500; i++)
        {
            dump.Append(System.Globalization.CultureInfo.InvariantCulture, $"P{i}: EFFECT OF TREATMENT {i}\n\nBackground: 方法 of 治疗.\nResults: In {i} of 600 (p≤0.05) 😀.\n\n\n");
        }

        Encoding encoding = EncodingDetector.Named(charset)!;
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(dump.ToString())];
        using Input input = new("dump.txt", new MemoryStream(bytes), new ReadOptions());
        List<RawDocument> windows = [.. new PlainTextReader(window: 4096).Read(input).Cast<RawDocument>()];
        Assert.True(windows.Count > 5);
        Assert.Equal(dump.ToString(), string.Concat(windows.Select(window => window.Raw)));
        long units = 0;
        foreach (RawDocument window in windows)
        {
            Assert.StartsWith("P", window.Raw, StringComparison.Ordinal);
            Assert.Equal(units, window.Origin.UnitsBefore);
            Assert.Equal(dump.ToString()[..(int)units].EnumerateRunes().Count(), window.Origin.CodePointsBefore);
            units += window.Raw.Length;
            int at = window.Raw.IndexOf("(p≤0.05)", StringComparison.Ordinal);
            (long start, long end) = window.Origin.BytesOf(window.Raw, new TextSpan(at, at + 8));
            Assert.Equal("(p≤0.05)", encoding.GetString(bytes.AsSpan((int)start, (int)(end - start))));
        }
    }

    [Fact]
    public void DamagedBytesNeitherCrashNorShiftWhatFollows()
    {
        byte[] bytes = [.. "60% ± 5. é ± é ± é\n"u8, 0xFF, 0xC3, .. " damaged\n"u8, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Good line.\n", 600)))];
        using Input input = new("dump.txt", new MemoryStream(bytes), new ReadOptions());
        List<RawDocument> windows = [.. new PlainTextReader(window: 1024).Read(input).Cast<RawDocument>()];
        Assert.Null(windows[0].Origin.Encoding);
        Assert.Equal(bytes.Length, windows[^1].Origin.ByteEnd);
        Assert.All(windows[1..], window => Assert.StartsWith("Good line.", window.Raw, StringComparison.Ordinal));
    }

    [Fact]
    public void AnEndlessLineIsRejectedInBoundedMemoryAndTheRestIsRead()
    {
        byte[] bytes = new byte[50 * 1024 * 1024];
        bytes.AsSpan().Fill((byte)'x');
        "First line.\n"u8.CopyTo(bytes);
        "\nLast line.\n"u8.CopyTo(bytes.AsSpan(bytes.Length - 12));
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<ReadItem> items = Reading.Items("line.txt", bytes);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 50 * 1024 * 1024, "the line is not held");
        Assert.Equal(["First line.\n", "Last line.\n"], items.OfType<RawDocument>().Select(document => document.Raw));
        Assert.Contains("A line is longer than", Assert.Single(items.OfType<Rejection>()).Reason, StringComparison.Ordinal);
    }
}
