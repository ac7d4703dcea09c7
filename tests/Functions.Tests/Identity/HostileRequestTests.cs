using System.Net;
using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Hosting;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Tests.Shared.Hostile;

namespace Compliance.Functions.Tests.Identity;

/// <summary>The small form of <c>Benchmarks -- hostile</c>.</summary>
public sealed class HostileRequestTests
{
    private const string Key = "key-of-the-hostile";

    [Fact]
    public async Task No_request_and_no_trigger_envelope_fails_the_service_or_hangs_it()
    {
        await using var service = await StartAsync();

        var outcome = await HostileRun.RunAsync(service.Http.BaseAddress!, Key, requests: 3000, seed: 20261122);

        Assert.True(outcome.Failures.Count == 0, string.Join(Environment.NewLine, outcome.Failures.Take(5)));
        Assert.True(outcome.Statuses.GetValueOrDefault(200) > 50,
            $"Too little of it reached the code behind the door: {string.Join(' ', outcome.Statuses)}");
        Assert.True((await service.GetAsync("/health/ready")).Message.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_trigger_is_not_there_for_a_request_that_bears_a_sign_of_outside()
    {
        (string, string)[] signs =
        [
            ("X-ARR-LOG-ID", "1"), ("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=203.0.113.7"),
                ("X-Original-URL", "/QueueOpenAlert"), ("Origin", "https://elsewhere.example"),
            ("Cookie", "a=b"), ("Authorization", "Bearer " + Key), ("Host", "screening.example"),
        ];
        await using var service = await StartAsync();
        foreach (var (header, value) in signs)
        {
            foreach (var path
                in new[] { "/QueueOpenAlert", "/queueopenalert", "/TimerDrainOutbox", "/QueueOpenAlert/", "/%51ueueOpenAlert",
                "/app/../QueueOpenAlert" })
            {
                Assert.True(await InvokeAsync(service, path, (header, value)) == HttpStatusCode.NotFound, $"{path} with {header}");
            }
        }

        foreach (var path
            in new[] { "/api/QueueOpenAlert", "/api/v1/QueueOpenAlert", "/app/QueueOpenAlert", "/health/QueueOpenAlert",
            "/openapi/QueueOpenAlert" })
        {
            Assert.True(await InvokeAsync(service, path) is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized
                or HttpStatusCode.MethodNotAllowed, path);
        }

        Assert.Equal(HttpStatusCode.OK, await InvokeAsync(service, "/TimerDrainOutbox"));
    }

    private static async Task<HttpStatusCode> InvokeAsync(RunningService service, string path, params (string Name, string Value)[] headers)
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, path)
            { Content = new StringContent("""{"Data":{},"Metadata":{}}""", Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await service.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<RunningService> StartAsync()
    {
        // Triggers as the Functions host calls them, beside the addresses of the standalone service.
        var service = await RunningService.StartReadyAsync(
            environment: "Production",
            settings: ["--COMPLIANCE_API_KEYS", $"fuzz:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}:admin",
                "--COMPLIANCE_RATE_ADDRESS", "0", "--COMPLIANCE_RATE_CALLER", "0"],
            mapped: app => ServiceHost.MapTriggers(app));
        return service;
    }
}
