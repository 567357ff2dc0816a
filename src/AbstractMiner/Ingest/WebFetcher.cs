using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace AbstractMiner.Ingest;

/// <summary>How politely and how patiently pages are fetched.</summary>
/// <param name="CacheFolder">Where fetched pages are kept; a run that was stopped goes on from there.</param>
public sealed record WebOptions(string CacheFolder)
{
    public string UserAgent { get; init; } = "AbstractMiner";

    /// <summary>Between two requests to one host, unless its robots.txt asks for more.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    public int Retries { get; init; } = 5;

    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait before a retry, even where the server asks for more.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For one attempt, to the last byte of the page.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a host is left alone after it failed again and again.</summary>
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a page in the cache is taken without asking the server.</summary>
    public TimeSpan Freshness { get; init; } = TimeSpan.FromDays(1);

    public long MaxBytes { get; init; } = 4L * 1024 * 1024 * 1024;
}

/// <summary>
/// Fetches addresses one after another: no faster than the host allows, only what its robots.txt allows, again where it
/// fails for the moment, and not at all where the page is in the cache and has not changed.
/// </summary>
public sealed class WebFetcher : IDisposable
{
    private readonly WebOptions _options;
    private readonly WebCache _cache;
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;
    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="options">How politely.</param>
    /// <param name="time">The clock of the cache and of the waits.</param>
    /// <param name="cancellation">Ends a wait or a download.</param>
    public WebFetcher(WebOptions options, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        _options = options;
        _time = time ?? TimeProvider.System;
        _cache = new WebCache(options.CacheFolder);
        _cancellation = cancellation;
        _client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, MaxAutomaticRedirections = 8, ConnectTimeout = TimeSpan.FromSeconds(20) })
        {
            // The timeout of an attempt is a part of the resilience pipeline.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd(options.UserAgent);
    }

    public static bool IsAddress(string argument) =>
        Uri.TryCreate(argument, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.Host.Length > 0;

    /// <summary>The page as an input, fetched when it is opened.</summary>
    public InputFile ToInput(string address) => new(address, address, null, () => Fetch(new Uri(address)));

    public void Dispose()
    {
        _client.Dispose();
        foreach (Host host in _hosts.Values)
        {
            host.Dispose();
        }
    }

    /// <exception cref="UnreadableException">The page cannot be had, with the reason and the remedy.</exception>
    private FetchedContent Fetch(Uri address)
    {
        CachedPage? cached = _cache.Find(address);
        if (cached is not null && _time.GetUtcNow() - cached.Fetched < _options.Freshness)
        {
            return _cache.Open(cached);
        }

        try
        {
            return FetchAsync(address, cached).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is HttpRequestException or BrokenCircuitException or TimeoutRejectedException or RateLimiterRejectedException || (e is IOException and not UnreadableException))
        {
            throw e switch
            {
                TimeoutRejectedException => new UnreadableException($"The server did not send the page within {_options.Timeout.TotalSeconds:0} seconds.", "Run again later with --resume."),
                BrokenCircuitException => new UnreadableException("The server failed again and again and is left alone for now.", "Run again later with --resume."),
                _ => new UnreadableException($"The server cannot be reached, or broke off: {e.Message}", "Check the address and the connection, then run again with --resume."),
            };
        }
    }

    private async Task<FetchedContent> FetchAsync(Uri address, CachedPage? cached)
    {
        Host host = await HostOfAsync(address).ConfigureAwait(false);
        if (!host.Rules.Allows(address))
        {
            throw new UnreadableException("The site's robots.txt asks programs not to fetch the page.", "Save the page from a browser, where its terms allow it.");
        }

        Answer answer = await host.Pipeline.ExecuteAsync(
            async token => await AskAsync(address, cached, token).ConfigureAwait(false), _cancellation).ConfigureAwait(false);
        return answer.Page is { } page ? _cache.Open(page) : throw Refused(answer);
    }

    /// <summary>One attempt, to the last byte.</summary>
    private async Task<Answer> AskAsync(Uri address, CachedPage? cached, CancellationToken token)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (cached?.ETag is not null && EntityTagHeaderValue.TryParse(cached.ETag, out EntityTagHeaderValue? tag))
        {
            request.Headers.IfNoneMatch.Add(tag);
        }
        else if (cached?.LastModified is { } modified)
        {
            request.Headers.IfModifiedSince = modified;
        }

        using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotModified && cached is not null)
        {
            return new Answer(response.StatusCode, null, _cache.Renew(cached, _time.GetUtcNow()));
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            TimeSpan? wait = response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - _time.GetUtcNow()) : null;
            return new Answer(response.StatusCode, wait, null);
        }

        using Stream body = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        CachedPage page = new(address.AbsoluteUri, response.Headers.ETag?.ToString(), response.Content.Headers.LastModified, response.Content.Headers.ContentType?.CharSet, _time.GetUtcNow());
        await _cache.SaveAsync(page, body, _options.MaxBytes, token).ConfigureAwait(false);
        return new Answer(response.StatusCode, null, page);
    }

    private static UnreadableException Refused(Answer answer) => (int)answer.Status switch
    {
        >= 300 and < 400 => new UnreadableException("The server redirects in a loop.", "Check the address in a browser."),
        401 or 403 => new UnreadableException($"The server refuses the page ({(int)answer.Status}).", "Save the page from a browser in which you are logged in."),
        404 or 410 => new UnreadableException($"The server has no such page ({(int)answer.Status}).", "Check the address."),
        429 => new UnreadableException("The server asks for fewer requests (429), again and again.", "Run again later with --resume."),
        int status => new UnreadableException($"The server answers with an error ({status}).", "Run again later with --resume."),
    };

    private async Task<Host> HostOfAsync(Uri address)
    {
        string authority = address.GetLeftPart(UriPartial.Authority);
        if (_hosts.TryGetValue(authority, out Host? known))
        {
            return known;
        }

        // The rules are asked for as politely as the pages.
        Host first = new(_options, _options.Interval, RobotsRules.AllowAll);
        RobotsRules rules;
        try
        {
            (HttpStatusCode status, string text) = await ReadRulesAsync(new Uri(new Uri(authority), "/robots.txt"), first).ConfigureAwait(false);
            rules = (int)status switch
            {
                200 => RobotsRules.Parse(text, _options.UserAgent),
                >= 500 or 429 => throw new UnreadableException($"The site's robots.txt cannot be read ({(int)status}), so nothing of it may be fetched.", "Run again later with --resume."),
                _ => RobotsRules.AllowAll,
            };
        }
        catch
        {
            first.Dispose();
            throw;
        }

        TimeSpan interval = rules.Delay > _options.Interval ? rules.Delay : _options.Interval;
        if (interval == _options.Interval)
        {
            first.Rules = rules;
        }
        else
        {
            first.Dispose();
            first = new Host(_options, interval, rules);
        }

        return _hosts.GetOrAdd(authority, first);
    }

    private async Task<(HttpStatusCode Status, string Text)> ReadRulesAsync(Uri address, Host host)
    {
        string text = "";
        Answer answer = await host.Pipeline.ExecuteAsync(
            async token =>
            {
                using HttpResponseMessage response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
                using Stream body = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
                byte[] bytes = new byte[512 * 1024];
                int length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, token).ConfigureAwait(false);
                text = EncodingDetector.Decode(bytes.AsSpan(0, length));
                return new Answer(response.StatusCode, response.Headers.RetryAfter?.Delta, null);
            },
            _cancellation).ConfigureAwait(false);
        return (answer.Status, text);
    }

    /// <param name="Wait">What the server asks for before the next attempt.</param>
    /// <param name="Page">What is in the cache now; null for a refusal.</param>
    private sealed record Answer(HttpStatusCode Status, TimeSpan? Wait, CachedPage? Page)
    {
        /// <summary>It may go better next time.</summary>
        public bool IsPassing => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)Status >= 500;
    }

    /// <summary>A host: its rules, and the pipeline that keeps to its pace and knows its failures.</summary>
    private sealed class Host : IDisposable
    {
        private readonly TokenBucketRateLimiter _pace;

        public Host(WebOptions options, TimeSpan interval, RobotsRules rules)
        {
            Rules = rules;
            _pace = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
            {
                TokenLimit = 1,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = interval,
                QueueLimit = int.MaxValue,
                AutoReplenishment = true,
            });
            PredicateBuilder<Answer> passing = new PredicateBuilder<Answer>()
                .HandleResult(answer => answer.IsPassing)
                .Handle<HttpRequestException>()
                .Handle<TimeoutRejectedException>()
                .Handle<IOException>(e => e is not UnreadableException);
            Pipeline = new ResiliencePipelineBuilder<Answer>()
                .AddRetry(new RetryStrategyOptions<Answer>
                {
                    ShouldHandle = passing,
                    MaxRetryAttempts = options.Retries,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = options.RetryDelay,
                    MaxDelay = options.LongestDelay,
                    DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.Wait is { } wait && wait > TimeSpan.Zero
                        ? wait < options.LongestDelay ? wait : options.LongestDelay
                        : (TimeSpan?)null),
                })
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Answer>
                {
                    ShouldHandle = passing,
                    FailureRatio = 0.9,
                    MinimumThroughput = Math.Max(2, (options.Retries + 1) * 2),
                    SamplingDuration = TimeSpan.FromMinutes(5),
                    BreakDuration = options.Break,
                })
                .AddRateLimiter(_pace)
                .AddTimeout(options.Timeout)
                .Build();
        }

        public RobotsRules Rules { get; set; }

        public ResiliencePipeline<Answer> Pipeline { get; }

        public void Dispose() => _pace.Dispose();
    }
}
