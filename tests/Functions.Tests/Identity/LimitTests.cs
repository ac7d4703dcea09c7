using System.Net;
using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Functions.Tests.Identity;

public sealed class LimitTests
{
    private const string Body = """{"subject":{"name":"Quentin Oyelaran"}}""";

    [Fact]
    public async Task A_caller_beyond_its_limit_waits_and_another_one_does_not()
    {
        await using var service = await StartAsync("--COMPLIANCE_RATE_CALLER", "1");

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add(await SendAsync(service, "first"));
        }

        Assert.Equal(HttpStatusCode.OK, answers[0].StatusCode);
        var late = answers.Last(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.InRange(late.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Contains("too_many_requests", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(service, "second")).StatusCode);
        await Eventually.TrueAsync(async () => (await SendAsync(service, "first")).StatusCode == HttpStatusCode.OK,
            "the bucket fills again");
    }

    /// <summary>A batch of a thousand lines once went through at any speed: singles of the same caller were refused, its lines were
    /// not.</summary>
    [Fact]
    public async Task Every_line_of_a_batch_counts_and_a_batch_beyond_the_limit_is_slowed_down()
    {
        await using var service = await StartAsync("--COMPLIANCE_RATE_CALLER", "4");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/screenings/batch")
        {
            Content = new StringContent(string.Join('\n', Enumerable.Repeat(Body, 16)), Encoding.UTF8, "application/x-ndjson"),
        };
        request.Headers.Add("X-Api-Key", "first");
        var began = TimeProvider.System.GetTimestamp();

        using var answer = await service.Http.SendAsync(request);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(16, lines.Length);
        Assert.All(lines, line => Assert.Contains("\"status\":200", line, StringComparison.Ordinal));
        // Eight are in the bucket, one of them went for the request itself; the other nine lines come at four a second.
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(1.9), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Guessing_keys_is_limited_and_hurts_nobody_who_has_one()
    {
        await using var service = await StartAsync("--COMPLIANCE_RATE_ADDRESS", "1");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 80; i++)
        {
            statuses.Add((await SendAsync(service, $"guess-{i}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(service, "first")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync("/health/live")).StatusCode);
        var pages = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => service.Http.GetAsync("/app/sign-in")));
        Assert.Contains(pages, page => page.StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public void An_address_of_ones_own_choosing_in_the_same_network_is_the_same_address()
    {
        using var limits = new RequestLimits(new LimitOptions(PerAddress: 1));
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(limits.TakeOfAddress(IPAddress.Parse($"2001:db8:1:2:{i + 1}::{i + 1}")));
        }

        Assert.NotNull(limits.TakeOfAddress(IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.Null(limits.TakeOfAddress(IPAddress.Parse("2001:db8:1:3::1")));
        Assert.Null(limits.TakeOfAddress(IPAddress.Parse("203.0.113.7")));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        using var limits = new RequestLimits(new LimitOptions(0, 0));
        for (var i = 0; i < 100_000; i++)
        {
            Assert.Null(limits.TakeOfCaller("a"));
            Assert.Null(limits.TakeOfAddress(null));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/lists")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/nothing")]
    [InlineData("/app/sign-in")]
    [InlineData("/app/alerts")]
    [InlineData("/app/assets/console.css")]
    [InlineData("/%00")]
    public async Task Every_answer_bears_the_headers_that_tell_browsers_to_do_nothing_else_with_it(string path)
    {
        await using var service = await StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = service.Http.BaseAddress };
        using var answer = await client.GetAsync(path);
        if (path == "/%00")
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode); // Refused before anything of ours runs.
            return;
        }

        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        // Pages of the console name their origin to the console alone; without it their forms could not be told from another's.
        Assert.Contains(answer.Headers.GetValues("Referrer-Policy").Single(), new[] { "no-referrer", "same-origin" });
        Assert.Contains("max-age=", answer.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        if (!path.Contains("assets", StringComparison.Ordinal))
        {
            Assert.True(answer.Headers.CacheControl!.NoStore, path);
        }
    }

    [Fact]
    public async Task Bodies_and_headers_beyond_the_bounds_are_refused()
    {
        await using var service = await StartAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge,
            (await SendAsync(service, "first", Body.Replace("Quentin", new string('x', 300_000), StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(service, "first", new string('x', 3_000_000))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await SendAsync(service, "first", string.Concat(Enumerable.Repeat("""{"subject":""", 40)))).StatusCode);
        using var many = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        for (var i = 0; i < 100; i++)
        {
            many.Headers.Add($"X-{i}", "x");
        }

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await service.Http.SendAsync(many)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await service.Http.GetAsync("/health/live?" + new string('q', 9000))).StatusCode);
    }

    private static Task<RunningService> StartAsync(params string[] settings) => RunningService.StartReadyAsync(
        environment: "Production",
            settings: ["--COMPLIANCE_API_KEYS", $"one:{HashOf("first")}:screening,two:{HashOf("second")}:screening", .. settings]);

    private static async Task<HttpResponseMessage> SendAsync(RunningService service, string key, string body = Body)
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/screenings")
            { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Api-Key", key);
        return await service.Http.SendAsync(request);
    }

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
