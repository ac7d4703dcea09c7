using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Networks;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>A run that broke off is made good by the next.</summary>
public sealed class NetworkRunCrashTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_run_that_broke_off_among_the_signals_gives_the_lead_and_every_signal_when_it_runs_again()
    {
        await TakeAsync(_host, [.. RingEvents(_host, ring: 12)]);
        var broken = SubjectRef.Account("ring-05");
        var head = await BreakAsync(_host, broken);
        await Assert.ThrowsAnyAsync<Exception>(() => _host.Get<NetworkRunner>().RunAsync(default));
        Assert.Null(await _host.Get<NetworkGenerations>().FindAsync(default));

        await WriteHeadAsync(_host, broken, head);
        Assert.True((await _host.Get<NetworkRunner>().RunAsync(default)).Changed);
        foreach (var member in Enumerable.Range(0, 12))
        {
            var stream = await _host.Get<SubjectStreamStore>().FoldedAsync(SubjectRef.Account($"ring-{member:00}"), default);
            Assert.Single(stream.Signals.Standing, signal => signal.Group == "network");
        }

        Assert.Single(await _host.Get<LeadStore>().OpenAsync(100, default), lead => lead.Ground == "abuse.coordination");
    }
}
