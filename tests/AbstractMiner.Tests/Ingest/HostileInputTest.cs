using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using AbstractMiner.Ingest;

namespace AbstractMiner.Tests.Ingest;

/// <summary>Inputs that are made to harm, or are broken: a rejection or a right reading, in bounded time and memory.</summary>
public class HostileInputTest
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Generous: the machine may be busy. A reading without bounds takes minutes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static List<ReadItem> Read(string name, Stream content, ReadOptions? options = null)
    {
        Stopwatch watch = Stopwatch.StartNew();
        List<ReadItem> items = [.. ReaderCatalog.Read(new InputFile(name, name, null, () => content), options ?? new ReadOptions())];
        Assert.IsType<InputTally>(items[^1]);
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
        return items;
    }

    private static List<ReadItem> Read(string name, string content) => Read(name, new MemoryStream(Encoding.UTF8.GetBytes(content)));

    private static Rejection Rejected(List<ReadItem> items)
    {
        Assert.Empty(items.OfType<RawDocument>());
        return Assert.Single(items.OfType<Rejection>());
    }

    private static string PubMed(string text, string before = "") =>
        $"<?xml version=\"1.0\"?>{before}<PubmedArticleSet><PubmedArticle><PMID>1</PMID><ArticleTitle>A title</ArticleTitle><AbstractText>{text}</AbstractText></PubmedArticle>"
        + "<PubmedArticle><PMID>2</PMID><ArticleTitle>The next</ArticleTitle><AbstractText>Forty patients.</AbstractText></PubmedArticle></PubmedArticleSet>";

    private static byte[] Gzip(Stream content)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            content.CopyTo(gzip);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        MemoryStream packed = new();
        using (ZipArchive zip = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    /// <summary>One line of text again and again, for as many bytes as are asked for, without holding them.</summary>
    private sealed class Endless(string head, byte[] line, long length, string tail) : Stream
    {
        private readonly byte[] _head = Encoding.ASCII.GetBytes(head);
        private readonly byte[] _tail = Encoding.ASCII.GetBytes(tail);
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = 0;
            for (; read < count && _at < _head.Length + length + _tail.Length; read++, _at++)
            {
                long inside = _at - _head.Length;
                buffer[offset + read] = inside < 0 ? _head[_at] : inside < length ? line[inside % line.Length] : _tail[inside - length];
            }

            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    [Theory]
    [InlineData("bomb.txt.gz")]
    [InlineData("bomb.zip")]
    public void ABombIsStoppedEarly(string name)
    {
        byte[] lines = new byte[200 * Megabyte];
        "One line that comes again and again, and packs to nothing.\n"u8.CopyTo(lines);
        for (int filled = 59; filled < lines.Length; filled *= 2)
        {
            lines.AsSpan(0, Math.Min(filled, lines.Length - filled)).CopyTo(lines.AsSpan(filled));
        }

        byte[] bomb = name.EndsWith(".gz", StringComparison.Ordinal) ? Gzip(new MemoryStream(lines)) : Zip(("bomb.txt", lines));
        List<ReadItem> items = Read(name, new MemoryStream(bomb));
        Assert.Contains("times its size", Assert.Single(items.OfType<Rejection>()).Reason, StringComparison.Ordinal);
        Assert.True(items.OfType<RawDocument>().Sum(document => (long)document.Raw.Length) < lines.Length, "it is not read to the end");
    }

    [Fact]
    public void ArchivesInArchivesEndSomewhere()
    {
        byte[] packed = "Forty patients."u8.ToArray();
        for (int depth = 0; depth < 12; depth++)
        {
            packed = Zip(($"inner{depth}.zip", packed));
        }

        Assert.Contains("deep", Rejected(Read("outer.zip", new MemoryStream(packed))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameThatLeavesTheFolderIsJustAName()
    {
        List<ReadItem> items = Read("slip.zip", new MemoryStream(Zip(("../../../etc/passwd.txt", "Forty patients."u8.ToArray()), ("/abs.txt", "Fifty patients."u8.ToArray()), ("C:\\x\\..\\y.txt", "Sixty patients."u8.ToArray()))));
        Assert.Equal(["slip.zip!../../../etc/passwd.txt", "slip.zip!/abs.txt", "slip.zip!C:/x/../y.txt"], items.OfType<RawDocument>().Select(document => document.Source));
        Assert.False(File.Exists(Path.Combine(Directory.GetCurrentDirectory(), "y.txt")));
    }

    [Fact]
    public void ADamagedArchiveIsRejected()
    {
        byte[] zip = Zip(("a.txt", "Forty patients."u8.ToArray()));
        Assert.Contains("damaged", Rejected(Read("cut.zip", new MemoryStream(zip[..^20]))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ATruncatedGzipKeepsWhatCameBeforeAndIsTold()
    {
        StringBuilder text = new();
        Random random = new(7);
        for (int i = 0; i < 4000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"id\":\"{i}\",\"text\":\"Of {random.Next()} patients, {random.Next()} improved.\"}}\n");
        }

        byte[] packed = Gzip(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())));
        List<ReadItem> items = Read("cut.jsonl.gz", new MemoryStream(packed[..(packed.Length / 2)]));
        Assert.NotEmpty(items.OfType<RawDocument>());
        Assert.NotEmpty(items.OfType<Rejection>());
        Assert.All(items.OfType<RawDocument>(), document => Assert.EndsWith("improved.", document.Raw, StringComparison.Ordinal));
    }

    [Fact]
    public void DeepXmlIsReadWithoutRecursion()
    {
        string deep = string.Concat(Enumerable.Repeat("<b>", 100_000)) + "Of 40 patients, 14 improved." + string.Concat(Enumerable.Repeat("</b>", 100_000));
        List<ReadItem> items = Read("deep.xml", PubMed(deep));
        Assert.Equal(["A title\n\nOf 40 patients, 14 improved.", "The next\n\nForty patients."], items.OfType<RawDocument>().Select(document => document.Raw));
    }

    [Theory]
    [InlineData("an expansion without end", "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>", "&c;&c;&c;")]
    [InlineData("a file of the machine", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>", "&a;")]
    public void EntitiesAreNeverExpanded(string reason, string before, string text)
    {
        _ = reason;
        List<ReadItem> items = Read("entities.xml", PubMed(text, before));
        Assert.Equal("2", Assert.Single(items.OfType<RawDocument>()).Record);
        Assert.StartsWith("record 1,", Assert.Single(items.OfType<Rejection>()).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void AHugeAttributeCostsItsRecordAlone()
    {
        Stream huge = new Endless("<PubmedArticleSet><PubmedArticle a=\"", "x"u8.ToArray(), 100 * Megabyte, "\"><PMID>1</PMID></PubmedArticle>" + PubMed("Forty patients.")[PubMed("").IndexOf("<PubmedArticle>", StringComparison.Ordinal)..]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<ReadItem> items = Read("huge.xml", huge);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100 * Megabyte, "the attribute is not held");
        Assert.Contains("too large", Assert.Single(items.OfType<Rejection>()).Reason, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], items.OfType<RawDocument>().Select(document => document.Record));
    }

    [Theory]
    [InlineData("huge.html", "<html><body a=\"")]
    [InlineData("huge.jsonl", "{\"text\":\"")]
    [InlineData("huge.nbib", "PMID- 1\nAB  - ")]
    [InlineData("huge.ris", "TY  - JOUR\nAB  - ")]
    [InlineData("huge.csv", "id,text\n1,\"")]
    [InlineData("huge.txt", "")]
    public void AHundredMegabytesWithoutALineAreRejected(string name, string head)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<ReadItem> items = Read(name, new Endless(head, "x"u8.ToArray(), 100 * Megabyte, ""));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100 * Megabyte, "the text is not held");
        Assert.NotEmpty(items.OfType<Rejection>());
    }

    [Fact]
    public void LoneSurrogatesCostTheirRecordAlone()
    {
        List<ReadItem> items = Read("lone.jsonl", "{\"text\":\"\\ud800 alone\"}\n{\"text\":\"\\ud83d\\ude00 a pair\"}\n");
        Assert.Equal("😀 a pair", Assert.Single(items.OfType<RawDocument>()).Raw);
        Assert.StartsWith("record 1,", Assert.Single(items.OfType<Rejection>()).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void NulBytesAreToldByTheirPlace()
    {
        Rejection rejection = Rejected(Read("nul.txt", "Forty\0patients."));
        Assert.NotEmpty(rejection.Remedy);
    }

    [Fact]
    public void ARecordThatIsBrokenCostsItselfAlone()
    {
        List<ReadItem> items = Read("broken.xml", PubMed("Forty <b>patients."));
        Assert.Equal("2", Assert.Single(items.OfType<RawDocument>()).Record);
        List<ReadItem> cut = Read("cut.xml", PubMed("Forty patients.")[..^60]);
        Assert.Equal("1", Assert.Single(cut.OfType<RawDocument>()).Record);
        Assert.Contains("breaks off", Assert.Single(cut.OfType<Rejection>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AProgramThatIsMissingIsSaidWithItsRemedy()
    {
        using Input input = new("a.pdf", new MemoryStream("%PDF-1.4 nothing"u8.ToArray()), new ReadOptions());
        UnreadableException e = Assert.Throws<UnreadableException>(() => new PdfReader("no-such-program").Read(input).ToList());
        Assert.Contains("not installed", e.Message, StringComparison.Ordinal);
        Assert.Contains("poppler", e.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.pdf", "%PDF-1.4\nthis is no PDF")]
    [InlineData("a.docx", "PK\u0003\u0004 this is no document")]
    [InlineData("a.zip", "PK\u0003\u0004 this is no archive")]
    [InlineData("a.xml", "<PubmedArticleSet></PubmedArticleSet>")]
    [InlineData("a.csv", "id,name\n1,x\n")]
    [InlineData("a.html", "<html><body><script>only()</script></body></html>")]
    public void WhatOnlyLooksLikeAFormatIsRejected(string name, string content) => Assert.NotEmpty(Rejected(Read(name, content)).Remedy);
}
