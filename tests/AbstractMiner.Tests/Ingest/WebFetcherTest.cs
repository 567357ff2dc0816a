using System.Diagnostics;
using System.Text;
using AbstractMiner.Ingest;

namespace AbstractMiner.Tests.Ingest;

public sealed class WebFetcherTest : IDisposable
{
    private const string Page = "<html><body><p>Of 40 patients, 14 (35.0%) reached remission.</p></body></html>";

    private readonly string _cache = Directory.CreateTempSubdirectory("pages").FullName;

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    private WebOptions Options => new(_cache)
    {
        Interval = TimeSpan.FromMilliseconds(1),
        RetryDelay = TimeSpan.FromMilliseconds(10),
        Timeout = TimeSpan.FromSeconds(1),
        Retries = 2,
    };

    private static ReadItem Read(LocalServer server, WebOptions options, string path = "/page")
    {
        using WebFetcher web = new(options);
        InputFile file = Assert.Single(InputCatalog.Expand([server.Address + path], web: web).Files);
        return ReaderCatalog.Read(file, new ReadOptions()).First();
    }

    private static IEnumerable<object> NoRules(string path, object answer) => [path == "/robots.txt" ? LocalServer.Status("404 Not Found") : answer];

    [Fact]
    public void APageIsReadUnderItsAddress()
    {
        using LocalServer server = new((path, _) => NoRules(path, LocalServer.Ok(Page)));
        RawDocument document = Assert.IsType<RawDocument>(Read(server, Options));
        Assert.Equal(server.Address + "/page", document.Source);
        Assert.Equal("Of 40 patients, 14 (35.0%) reached remission.", document.Content);
    }

    [Theory]
    [InlineData("429 Too Many Requests")]
    [InlineData("500 Internal Server Error")]
    [InlineData("503 Service Unavailable")]
    public void AFailureThatPassesIsTriedAgain(string status)
    {
        using LocalServer server = new((path, before) => NoRules(path, before < 2 ? LocalServer.Status(status) : LocalServer.Ok(Page)));
        Assert.IsType<RawDocument>(Read(server, Options));
        Assert.Equal(3, server.Count("/page"));
    }

    [Fact]
    public void RetryAfterIsWaitedFor()
    {
        using LocalServer server = new((path, before) => NoRules(path, before < 1 ? LocalServer.Status("429 Too Many Requests", "Retry-After: 1\r\n") : LocalServer.Ok(Page)));
        Stopwatch watch = Stopwatch.StartNew();
        Assert.IsType<RawDocument>(Read(server, Options));
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(0.9));
    }

    [Theory]
    [InlineData("404 Not Found", "", "The server has no such page (404).", 1)]
    [InlineData("403 Forbidden", "", "The server refuses the page (403).", 1)]
    [InlineData("500 Internal Server Error", "", "The server answers with an error (500).", 3)]
    [InlineData("302 Found", "Location: /page\r\n", "The server redirects in a loop.", 9)]
    public void WhatCannotBeHadIsRejectedWithItsReason(string status, string headers, string reason, int requests)
    {
        using LocalServer server = new((path, _) => NoRules(path, LocalServer.Status(status, headers)));
        Rejection rejection = Assert.IsType<Rejection>(Read(server, Options));
        Assert.Equal((server.Address + "/page", reason), (rejection.Source, rejection.Reason));
        Assert.Equal(requests, server.Count("/page"));
    }

    [Fact]
    public void ASlowDripIsGivenUp()
    {
        using LocalServer server = new((path, _) => path == "/robots.txt"
            ? [LocalServer.Status("404 Not Found")]
            : ["HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", .. Enumerable.Repeat<object[]>(["x", TimeSpan.FromMilliseconds(100)], 100).SelectMany(pair => pair)]);
        Rejection rejection = Assert.IsType<Rejection>(Read(server, Options with { Retries = 1, Timeout = TimeSpan.FromMilliseconds(500) }));
        Assert.StartsWith("The server did not send the page within", rejection.Reason, StringComparison.Ordinal);
        Assert.Equal(2, server.Count("/page"));
    }

    [Fact]
    public void ATruncatedBodyIsNeverTakenForThePage()
    {
        using LocalServer server = new((path, before) => NoRules(path, before < 1 ? $"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n{Page}" : LocalServer.Ok(Page)));
        Assert.IsType<RawDocument>(Read(server, Options));
        using LocalServer broken = new((path, _) => NoRules(path, $"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n{Page}"));
        Assert.StartsWith("The server cannot be reached, or broke off", Assert.IsType<Rejection>(Read(broken, Options)).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(_cache), path => path.EndsWith(".json", StringComparison.Ordinal) && File.ReadAllText(path).Contains(broken.Address, StringComparison.Ordinal));
    }

    [Fact]
    public void AWrongCharsetOfTheServerDoesNotDamageThePage()
    {
        string page = Page.Replace("35.0%", "35.0%±1", StringComparison.Ordinal);
        using LocalServer server = new((path, _) => NoRules(path, $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\nContent-Length: {Encoding.UTF8.GetByteCount(page)}\r\n\r\n{page}"));
        Assert.Contains("35.0%±1", Assert.IsType<RawDocument>(Read(server, Options)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCharsetOfTheServerDecidesWhereThePageSaysNothing()
    {
        byte[] page = EncodingDetector.Named("windows-1251")!.GetBytes("<html><body><p>через 6 месяцев</p></body></html>");
        byte[] head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\nContent-Length: {page.Length}\r\n\r\n");
        using LocalServer server = new((path, _) => NoRules(path, head.Concat(page).ToArray()));
        Assert.Equal("через 6 месяцев", Assert.IsType<RawDocument>(Read(server, Options)).Content);
    }

    [Fact]
    public void AFreshPageIsNotAskedForAgainAndAStaleOneOnlyWhetherItChanged()
    {
        using LocalServer server = new((path, before) => NoRules(path, before == 0 ? LocalServer.Ok(Page, "ETag: \"v1\"\r\n") : LocalServer.Status("304 Not Modified")));
        Assert.IsType<RawDocument>(Read(server, Options));
        Assert.IsType<RawDocument>(Read(server, Options));
        Assert.Equal(1, server.Count("/page"));
        Assert.IsType<RawDocument>(Read(server, Options with { Freshness = TimeSpan.Zero }));
        Assert.Equal(2, server.Count("/page"));
        Assert.Contains("If-None-Match: \"v1\"", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void RobotsRulesAreKept()
    {
        using LocalServer server = new((path, _) => [path == "/robots.txt" ? LocalServer.Ok("User-agent: *\nDisallow: /private\n") : LocalServer.Ok(Page)]);
        Assert.StartsWith("The site's robots.txt asks", Assert.IsType<Rejection>(Read(server, Options, "/private/page")).Reason, StringComparison.Ordinal);
        Assert.Equal(0, server.Count("/private/page"));
        Assert.IsType<RawDocument>(Read(server, Options));
    }

    [Fact]
    public void AHostThatFailsAgainAndAgainIsLeftAlone()
    {
        using LocalServer server = new((path, _) => NoRules(path, LocalServer.Status("500 Internal Server Error")));
        using WebFetcher web = new(Options);
        List<Rejection> rejections = [.. Enumerable.Range(0, 6).SelectMany(i => ReaderCatalog.Read(web.ToInput($"{server.Address}/{i}"), new ReadOptions())).OfType<Rejection>()];
        Assert.Equal(6, rejections.Count);
        Assert.Contains(rejections, rejection => rejection.Reason.Contains("left alone", StringComparison.Ordinal));
        Assert.True(server.Requests.Count < 1 + (6 * 3));
    }

    [Fact]
    public void RequestsToAHostKeepTheirDistance()
    {
        using LocalServer server = new((path, _) => NoRules(path, LocalServer.Ok(Page)));
        using WebFetcher web = new(Options with { Interval = TimeSpan.FromMilliseconds(200) });
        Stopwatch watch = Stopwatch.StartNew();
        Assert.All(Enumerable.Range(0, 4), i => Assert.IsType<RawDocument>(ReaderCatalog.Read(web.ToInput($"{server.Address}/{i}"), new ReadOptions()).First()));
        Assert.True(watch.Elapsed > TimeSpan.FromMilliseconds(600));
    }

    [Fact]
    public void ADeadHostIsRejected()
    {
        LocalServer server = new((_, _) => []);
        string address = server.Address;
        server.Dispose();
        using WebFetcher web = new(Options);
        Assert.IsType<Rejection>(ReaderCatalog.Read(web.ToInput(address + "/page"), new ReadOptions()).First());
    }

    [Theory]
    [InlineData("the longest rule decides", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("a rule of another program", "User-agent: Other\nDisallow: /", "/a", true)]
    [InlineData("the program's own group replaces that of all", "User-agent: *\nDisallow: /\n\nUser-agent: AbstractMiner\nDisallow: /x", "/a", true)]
    [InlineData("a group of two names", "User-agent: Other\nUser-agent: AbstractMiner\nDisallow: /", "/a", false)]
    [InlineData("wildcards", "User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", false)]
    [InlineData("the end of the path", "User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", true)]
    [InlineData("an empty rule forbids nothing", "User-agent: *\nDisallow:", "/a", true)]
    [InlineData("what is no rule is ignored", "<html>not found</html>", "/a", true)]
    public void RobotsRulesAreRead(string reason, string text, string path, bool allowed)
    {
        _ = reason;
        Assert.Equal(allowed, RobotsRules.Parse(text, "AbstractMiner/1.0").Allows(new Uri("http://127.0.0.1" + path)));
    }
}
