using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Networks;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>Whom an operation meets is looked at again when the second person agrees.</summary>
public sealed class OperationReachTests : IDisposable
{
    private static readonly SubjectRef One = SubjectRef.Account("ring-00");
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Whoever_is_linked_no_more_is_left_out_and_whoever_came_since_is_not_added()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        var excepted = SubjectRef.Account("ring-05");
        var (row, _) = await ProposeAsync(_host, One, Rung.Challenge, Ana, excepted);
        Assert.Equal(11, row!.Met.Length);

        // One account's facts go, and one comes whose id is the first of the cluster: the cluster is called otherwise now.
        var gone = SubjectRef.Account("ring-11");
        await _host.Get<NetworkFactStore>().ForgetAsync(gone, default);
        _host.Time.Advance(TimeSpan.FromHours(2));
        var after = await RunAsync(_host, [Created(_host, "again-1", "dev-0", "203.0.113.7", 1), Paid(_host, "again-1", "card-1", 1)]);
        var cluster = after.Run.Clusters[after.Find(One)];
        var still = after.MembersOf(cluster).Select(member => after.AccountOf(member).Id).ToHashSet();
        Assert.NotEqual(row.Cluster, after.IdOf(cluster));
        Assert.Contains("again-1", still);
        Assert.DoesNotContain(gone.Id, still);

        var (done, refusal) = await _host.Get<OperationService>().SecondAsync(row.Id, Ben, default);
        Assert.Null(refusal);
        Assert.Equal(row.Met.Where(still.Contains), done!.Outcomes.Select(outcome => outcome.Account));
        Assert.NotEmpty(done.Outcomes);
        Assert.Equal(row.Met.Where(account => !still.Contains(account)).Append(excepted.Id).Order(), done.LeftOut.Keys.Order());
        Assert.Equal(after.About.Number, done.Generation);
        foreach (var spared in new[] { gone, excepted, SubjectRef.Account("again-1") })
        {
            Assert.Equal(Rung.None, (await StandingAsync(_host, spared)).Standing.Rung);
        }
    }

    [Fact]
    public async Task Where_no_run_is_in_force_nobody_agrees()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        var (row, _) = await ProposeAsync(_host, One, Rung.Challenge, Ana);
        await _host.Get<NetworkGenerations>().ForgetAsync(default);
        Assert.Equal(RefusalCode.StaleVersion, (await _host.Get<OperationService>().SecondAsync(row!.Id, Ben, default)).Refusal!.Code);
        Assert.Equal(Rung.None, (await StandingAsync(_host, One)).Standing.Rung);
    }
}
