using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Networks;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>An account that cannot be read keeps no other from its action.</summary>
public sealed class OperationUnreadableTests : IDisposable
{
    private static readonly SubjectRef One = SubjectRef.Account("ring-00");
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task One_unreadable_account_stops_no_other_and_is_tried_again()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        var (row, _) = await ProposeAsync(_host, One, Rung.Challenge, Ana);
        var broken = SubjectRef.Account("ring-03");
        var head = await BreakAsync(_host, broken);
        Assert.Equal(OperationStatus.Agreed, (await _host.Get<OperationService>().SecondAsync(row!.Id, Ben, default)).Row!.Status);
        await _host.Get<OperationService>().FinishAsync(default); // It stays as it is, and nothing is thrown.
        Assert.Equal(OperationStatus.Agreed, Assert.Single(await _host.Get<OperationService>().AllAsync(null, default)).Status);
        foreach (var member in Enumerable.Range(0, 12).Where(member => member != 3))
        {
            Assert.Equal(Rung.Challenge, (await StandingAsync(_host, SubjectRef.Account($"ring-{member:00}"))).Standing.Rung);
        }

        await WriteHeadAsync(_host, broken, head);
        await _host.Get<OperationService>().FinishAsync(default);
        var done = Assert.Single(await _host.Get<OperationService>().AllAsync(null, default));
        Assert.Equal((OperationStatus.Done, 12), (done.Status, done.Outcomes.Count(outcome => outcome.Action is not null)));
        Assert.Equal(Rung.Challenge, (await StandingAsync(_host, broken)).Standing.Rung);
    }
}
