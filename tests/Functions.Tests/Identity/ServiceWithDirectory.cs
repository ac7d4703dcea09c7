using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Functions.Tests.Identity;

/// <summary>A running service that trusts a directory on loopback; shared by the tests of a class.</summary>
public sealed class ServiceWithDirectory : IAsyncLifetime
{
    internal FakeAuthority Authority { get; private set; } = null!;

    internal RunningService Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Authority = await FakeAuthority.StartAsync();
        Service = await RunningService.StartReadyAsync(settings: [.. Authority.Settings, "--COMPLIANCE_RATE_ADDRESS", "0"]);
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Authority.DisposeAsync();
    }
}
