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
    public async Task No_request_fails_the_service_or_hangs_it()
    {
        await using var service = await StartAsync();

        var outcome = await HostileRun.RunAsync(service.Http.BaseAddress!, Key, requests: 3000, seed: 20261122);

        Assert.True(outcome.Failures.Count == 0, string.Join(Environment.NewLine, outcome.Failures.Take(5)));
        Assert.True(outcome.Statuses.GetValueOrDefault(200) > 50,
            $"Too little of it reached the code behind the door: {string.Join(' ', outcome.Statuses)}");
        Assert.True((await service.GetAsync("/health/ready")).Message.IsSuccessStatusCode);
    }

    private static async Task<RunningService> StartAsync()
    {
        var service = await RunningService.StartReadyAsync(
            environment: "Production",
            settings: ["--COMPLIANCE_API_KEYS", $"fuzz:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}:admin",
                "--COMPLIANCE_RATE_ADDRESS", "0", "--COMPLIANCE_RATE_CALLER", "0"]);
        return service;
    }
}
