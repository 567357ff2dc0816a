using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AbstractMiner.Review;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AbstractMiner.Cli.ReviewPage;

/// <summary>
/// The review page on the loopback address. The address that is printed holds a token that opens the page once and leaves a
/// cookie; without the cookie, under another host name, or from another origin everything is answered with 403.
/// </summary>
internal sealed class ReviewServer : IAsyncDisposable
{
    private const string Cookie = "abstractminer";

    // Everything the page needs comes from this program; nothing in an abstract can load or run.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly ReviewSession _session;
    private readonly WebApplication _app;
    private readonly string _secret = Secret();
    private string? _token = Secret();
    private string _origin = "";

    /// <param name="port">0 for any free one.</param>
    public ReviewServer(ReviewSession session, int port)
    {
        _session = session;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
        });
        _app = builder.Build();
        _app.Use(Guard);
        _app.UseRouting();
        _app.MapGet("/", context => Send(context, "page.html", "text/html; charset=utf-8"));
        _app.MapGet("/page.css", context => Send(context, "page.css", "text/css; charset=utf-8"));
        _app.MapGet("/page.js", context => Send(context, "page.js", "text/javascript; charset=utf-8"));
        _app.MapGet("/api/run", Run);
        _app.MapGet("/api/abstracts/{id}", Abstract);
        _app.MapPost("/api/decisions", context => Answer<DecisionRequest>(context, request =>
            (request.EvidenceId, _session.Decide(request.EvidenceId, request.Decision, request.Corrected, request.Reviewer))));
        _app.MapPost("/api/missing", context => Answer<MissingRequest>(context, request =>
            _session.Add(request.AbstractId, request.Start, request.End, request.Corrected, request.Reviewer) is var added ? (added.Id, added) : default));
    }

    private sealed record DecisionRequest(string EvidenceId, Decision Decision, Dictionary<string, string?> Corrected, string Reviewer);

    private sealed record MissingRequest(string AbstractId, int Start, int End, Dictionary<string, string?> Corrected, string Reviewer);

    /// <summary>Starts and returns the address to open.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public async Task<string> StartAsync(CancellationToken stop)
    {
        await _app.StartAsync(stop);
        _origin = _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return $"{_origin}/?token={_token}";
    }

    /// <summary>Until <paramref name="stop"/>.</summary>
    public Task Stopped(CancellationToken stop) => _app.WaitForShutdownAsync(stop);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Guard(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        bool home = _origin == $"http://{context.Request.Host}";
        bool own = HttpMethods.IsGet(context.Request.Method) ? context.Request.Headers.Origin is [] or [null] || context.Request.Headers.Origin == _origin : context.Request.Headers.Origin == _origin;
        if (home && own && context.Request.Path == "/" && context.Request.Query["token"] is [{ } given] && Spend(given))
        {
            context.Response.Cookies.Append(Cookie, _secret, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
            context.Response.Redirect("/");
            return;
        }

        if (!home || !own || context.Request.Cookies[Cookie] is not { } cookie || !Same(cookie, _secret))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("Not yours to see. Open the address that review serve printed; it works once.");
            return;
        }

        await next(context);
    }

    private bool Spend(string given) => _token is { } token && Same(given, token) && Interlocked.CompareExchange(ref _token, null, token) == token;

    private Task Run(HttpContext context)
    {
        IReadOnlyList<ReviewedItem> items = _session.Items;
        return context.Response.WriteAsJsonAsync(new
        {
            Fields = ReviewField.All.Select(column => new { column.Name, column.Choices }),
            Flags = items.SelectMany(item => item.Flags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Abstracts = items,
            _session.Progress.Decided,
            _session.Progress.Total,
        }, Json);
    }

    private Task Abstract(HttpContext context)
    {
        if (_session.Abstract((string)context.GetRouteValue("id")!) is not { } item)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return context.Response.WriteAsJsonAsync(new { Error = "This abstract is not in the run." }, Json);
        }

        return context.Response.WriteAsJsonAsync(new
        {
            Id = item.AbstractId,
            item.Title,
            item.Text,
            Spans = item.Places,
            Findings = _session.Findings(item.AbstractId),
        }, Json);
    }

    /// <summary>Reads a request, records it, and answers with the finding as it stands now, or with what is wrong.</summary>
    private async Task Answer<TRequest>(HttpContext context, Func<TRequest, (string Id, ReviewedFinding? Finding)> record)
    {
        try
        {
            TRequest request = await context.Request.ReadFromJsonAsync<TRequest>(Json, context.RequestAborted) ?? throw new JsonException("null");
            (string id, ReviewedFinding? finding) = record(request);
            (int decided, int total) = _session.Progress;
            await context.Response.WriteAsJsonAsync(new { Id = id, Finding = finding, Decided = decided, Total = total }, Json);
        }
        catch (Exception error) when (error is DecisionException or LedgerException or JsonException or BadHttpRequestException)
        {
            context.Response.StatusCode = error is LedgerException ? StatusCodes.Status500InternalServerError : StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { Error = error.Message }, Json);
        }
    }

    private static async Task Send(HttpContext context, string name, string type)
    {
        await using Stream asset = typeof(ReviewServer).Assembly.GetManifestResourceStream(name)!;
        context.Response.ContentType = type;
        await asset.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
}
