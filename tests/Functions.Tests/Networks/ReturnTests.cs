using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Networks;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using Compliance.Functions.Tests.Regressions;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>Who comes back after an action on an operation is seen at the event, through what is seldom shared, and settled by the
/// next run.</summary>
public sealed class ReturnTests : IDisposable
{
    private readonly RecordHost _host = new(("COMPLIANCE_SECRET", "a secret of the tests that is long enough"));

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task An_account_that_takes_up_a_device_of_an_operation_under_action_is_a_lead_at_once_and_an_address_is_not()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        await TakeAsync(_host, Created(_host, "early", "dev-0", "192.0.2.40", 5)); // Before anybody acted.
        Assert.Empty(await _host.Get<ReturnWatch>().AllAsync(default));
        await ActAsync();

        await TakeAsync(_host, Created(_host, "back", "dev-1", "192.0.2.50", 1), Created(_host, "neighbour", "own-dev", "203.0.113.7", 1),
            Paid(_host, "stranger", "card-foreign", 1));
        var row = Assert.Single(await _host.Get<ReturnWatch>().AllAsync(default));
        Assert.Equal(("back", "device"), (row.Account, row.Through));
        var lead = Assert.Single(await _host.Get<LeadStore>().OpenAsync(50, default), one => one.Ground == "abuse.evasion");
        Assert.Equal(SubjectRef.Account("back"), lead.Subject);
        Assert.Equal([ReturnWatch.Type], await SignalsAsync("back"));
        Assert.Empty((await _host.Get<SubjectStreamStore>().FoldedAsync(SubjectRef.Account("back"), default)).Actions.Actions);
        var run = (await _host.Get<NetworkGenerations>().FindAsync(default))!;
        var page = await _host.Get<OperationPageReader>().FindAsync(run.IdOf(run.Clusters[0]), null, null, null, Ana, default);
        Assert.Contains(page!.Back, one => one.Through.Contains("since the last run", StringComparison.Ordinal));

        var around = (await _host.Get<AroundReader>().FindAsync(SubjectRef.Account("back"), default))!;
        Assert.False(around.InRun);
        Assert.Equal([run.IdOf(run.Clusters[0])], Assert.Single(around.Uses, one => one.Type == "device").Clusters);
        Assert.Null(await _host.Get<AroundReader>().FindAsync(SubjectRef.Account("nobody"), default));

        // The run knows it now, and says what it weighs: a device alone joins nobody.
        var next = await RunAsync(_host, []);
        Assert.Empty(await _host.Get<ReturnWatch>().AllAsync(default));
        Assert.Equal(next.MembersOf(next.Run.Clusters[next.Find(SubjectRef.Account("back"))]).Count > 1, (await SignalsAsync("back"))
            .Contains(ReturnWatch.Type));
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    [Fact]
    public async Task Where_the_action_ended_nobody_comes_back_and_who_is_erased_is_forgotten()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        await ActAsync();
        await TakeAsync(_host, Created(_host, "back", "dev-1", "192.0.2.50", 1));
        await _host.Get<NetworkErasure>().ForgetAsync([SubjectRef.Account("back")], default);
        Assert.Empty(await _host.Get<ReturnWatch>().AllAsync(default));
        _host.Time.Advance(TimeSpan.FromDays(31)); // Actions end by themselves.
        await TakeAsync(_host, Created(_host, "later", "dev-1", "192.0.2.51", 1));
        Assert.Empty(await _host.Get<ReturnWatch>().AllAsync(default));
    }

    [Fact]
    public async Task An_event_that_meets_nobody_costs_no_read_more()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        await ActAsync();
        var counted = new CountingRecords(_host.Get<IRecordStore>(), NetworkRows.Table);
        var watch = new ReturnWatch(counted, _host.Get<NetworkGenerations>(), _host.Get<OperationService>(), _host.Get<StandingService>(),
            _host.Get<LeadStore>(), _host.Get<StreamCommands>(), _host.Time);
        var joined = await _host.Get<NetworkFactStore>().TakeAsync([new EnforcementCore.Networks.ObservedFacts(SubjectRef.Account("new"),
            9800, null, [new(EnforcementCore.Networks.ArtefactType.Device, "dev-new")])], _host.Get<NetworkFingerprints>().Of, default);
        Assert.Single(joined);
        await watch.LookAsync(joined, default);
        Assert.Equal(0, counted.Reads);
    }

    private async Task ActAsync()
    {
        var (proposed, refusal) = await ProposeAsync(_host, SubjectRef.Account("ring-00"), Rung.Challenge, Ben);
        Assert.Null(refusal);
        Assert.Null((await _host.Get<OperationService>().SecondAsync(proposed!.Id, Eve, default)).Refusal);
        _host.Time.Advance(TimeSpan.FromMinutes(2)); // What is watched is read anew.
    }

    private async Task<IEnumerable<string>> SignalsAsync(string account)
        => (await _host.Get<SubjectStreamStore>()
            .FoldedAsync(SubjectRef.Account(account), default)).Signals.Standing.Select(one => one.Type);
}
