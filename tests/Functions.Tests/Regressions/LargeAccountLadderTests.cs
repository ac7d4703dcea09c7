using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Leads;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Tests.Enforcement;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>
/// An account with five end users, where the bound was four, opened the breaker of the whole platform: whoever abused switched the ladder
/// off for everybody.
/// </summary>
public sealed class LargeAccountLadderTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task An_action_that_is_too_large_by_itself_is_left_to_people_and_the_ladder_goes_on_for_others()
    {
        await LadderWorld.ActAsync(_host);
        await TakeAsync(_host, [.. Enumerable.Range(0, 5).Select(n => Usage(_host, $"u{n}", user: $"u{n}"))]);
        await LadderWorld.StolenCardsAsync(_host, Account);
        Assert.Equal(0, await RunAsync());
        await TakeAsync(_host, LadderWorld.Failed(_host, Account, "again"));
        Assert.Equal(0, await RunAsync());

        var state = await _host.Get<LadderService>().FindAsync(default);
        Assert.Equal((LadderMode.Acting, null), (state.Mode, state.Tripped));
        Assert.Equal(LadderTraffic.None, (await _host.Get<LadderRows>().TrafficAsync(LadderRows.Traffic, default)).Traffic);
        var lead = Assert.Single(await _host.Get<LeadStore>().OpenAsync(100, default), lead => lead.Surface == "ladder");
        Assert.Equal((Account, 2), (lead.Subject, lead.Count));
        Assert.Contains("affects 6 subjects", lead.Text, StringComparison.Ordinal);

        var other = SubjectRef.Account("small");
        await LadderWorld.StolenCardsAsync(_host, other);
        Assert.Equal(1, await RunAsync());
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    private Task<int> RunAsync() => _host.Get<LadderWork>().RunAsync(default);
}
