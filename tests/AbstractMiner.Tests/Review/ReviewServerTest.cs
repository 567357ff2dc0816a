using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AbstractMiner.Cli.ReviewPage;
using AbstractMiner.Review;

namespace AbstractMiner.Tests.Review;

public sealed class ReviewServerTest : IAsyncLifetime, IDisposable
{
    private readonly ReviewRun _run = new([("a.txt", ReviewRun.Trial(1)), ("b.txt", ReviewRun.Trial(2).Replace("Conclusion 2", "<script>alert(1)</script> &amp; conclusion", StringComparison.Ordinal))]);
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private ReviewServer _server = null!;
    private Uri _address = null!;
    private string _cookie = "";

    private Ledger Ledger => new(Path.Combine(_run.Folder, Ledger.FileName));

    public async Task InitializeAsync()
    {
        _server = new ReviewServer(new ReviewSession(_run.Folder, Ledger, TimeProvider.System), port: 0);
        _address = new Uri(await _server.StartAsync(CancellationToken.None));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _run.Dispose();
    }

    [Fact]
    public async Task WithoutTheTokenEverythingIsForbidden()
    {
        foreach (string path in new[] { "/", "/page.js", "/api/run", "/?token=0000", "/api/abstracts/x" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, path)).StatusCode);
        }
    }

    [Fact]
    public async Task TheTokenOpensThePageOnce()
    {
        await Enter();
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Get, "/")).StatusCode);
        _cookie = "";
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, _address.PathAndQuery)).StatusCode);
    }

    [Fact]
    public async Task AnotherOriginOrHostIsForbidden()
    {
        await Enter();
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, "/api/run", origin: "http://example.org")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Post, "/api/decisions", origin: "http://example.org", body: new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Post, "/api/decisions", origin: null, body: new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, "/api/run", host: "example.org")).StatusCode);
    }

    [Fact]
    public async Task ThePageMayLoadNothingFromElsewhere()
    {
        await Enter();
        HttpResponseMessage page = await Send(HttpMethod.Get, "/");
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADecisionIsInTheLedgerBeforeTheAnswer()
    {
        await Enter();
        string id = RunFolder.Evidence(_run.Folder).First().EvidenceId;
        HttpResponseMessage answer = await Post("/api/decisions", new { evidence_id = id, decision = "edit", corrected = new { value = "12.50" }, reviewer = "first" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Correction correction = Assert.Single(Ledger.Read().Corrections);
        Assert.Equal((id, Decision.Edit, "12.50"), (correction.Anchor.EvidenceId, correction.Decision, correction.Corrected["value"]));

        JsonElement json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("corrected", json.GetProperty("finding").GetProperty("status").GetString());
        Assert.Equal("12.50", json.GetProperty("finding").GetProperty("values").GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("p_value", "1.5")] // no probability
    [InlineData("statistic", "average")] // no statistic of the table
    [InlineData("outcome", "zebra stripes")] // no words of the source
    [InlineData("nonsense", "1")] // no column
    public async Task AnImpossibleEditIsRefusedWithTheReason(string column, string value)
    {
        await Enter();
        string id = RunFolder.Evidence(_run.Folder).First().EvidenceId;
        HttpResponseMessage answer = await Post("/api/decisions", new { evidence_id = id, decision = "edit", corrected = new Dictionary<string, string> { [column] = value }, reviewer = "first" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(column, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(Ledger.Read().Corrections);
    }

    [Fact]
    public async Task AMissingFindingIsAddedOnceAndTakenBack()
    {
        await Enter();
        ReviewedAbstract item = RunFolder.Abstracts(_run.Folder).First();
        int at = item.Text.IndexOf("Trial 1", StringComparison.Ordinal) + 6;
        object request = new { abstract_id = item.AbstractId, start = at, end = at + 1, corrected = new { value = "1", statistic = "value" }, reviewer = "first" };
        JsonElement added = await (await Post("/api/missing", request)).Content.ReadFromJsonAsync<JsonElement>();
        await Post("/api/missing", request);
        Assert.Single(Ledger.Read().Corrections);
        string id = added.GetProperty("id").GetString()!;
        JsonElement gone = await (await Post("/api/decisions", new { evidence_id = id, decision = "withdraw", corrected = new { }, reviewer = "first" })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(JsonValueKind.Null, gone.GetProperty("finding").ValueKind);
    }

    private async Task Enter()
    {
        HttpResponseMessage answer = await Send(HttpMethod.Get, _address.PathAndQuery);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        string cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        _cookie = cookie.Split(';')[0];
    }

    private Task<HttpResponseMessage> Post(string path, object body) => Send(HttpMethod.Post, path, _address.GetLeftPart(UriPartial.Authority), body);

    private Task<HttpResponseMessage> Send(HttpMethod method, string path, string? origin = null, object? body = null, string? host = null)
    {
        HttpRequestMessage request = new(method, new Uri(_address, path));
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        if (_cookie.Length > 0)
        {
            request.Headers.Add("Cookie", _cookie);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        request.Headers.Host = host;
        return _client.SendAsync(request);
    }
}
