using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Networks;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>What would be refused for each account is refused when it is proposed, and a key stands for one wish.</summary>
public sealed class OperationRulesTests : IDisposable
{
    private static readonly SubjectRef One = SubjectRef.Account("ring-00");
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void What_a_ground_or_a_rung_does_not_permit_is_refused_at_the_proposal_with_what_was_asked()
    {
        var reach = new OperationReach([One], System.Collections.Immutable.ImmutableSortedDictionary<SubjectRef, string>.Empty);
        foreach (var ground in GroundCatalogue.All)
        {
            foreach (var rung in new[] { Rung.Warn, Rung.Challenge, Rung.PaymentHold, Rung.Suspend, Rung.Terminate })
            {
                foreach (var days in rung == Rung.Terminate ? new int?[] { null } : [1, 90, 91, 120, 365])
                {
                    var wish = new OperationWish("c", rung, days, ground.Code, "rule 4.1", "Accounts act as one.", "seen",
                        new HashSet<SubjectRef>())
                    { Once = "once" };
                    var refusal = OperationRules.Problem(wish, reach, Ben, _host.Time.GetUtcNow());
                    RefusalCode? expected = rung > ground.Highest ? RefusalCode.GroundNotPermittingAction
                        : days > 90 && rung is not Rung.Warn ? RefusalCode.DurationOverLimit : null;
                    Assert.Equal(expected, refusal?.Code);
                    if (expected == RefusalCode.DurationOverLimit)
                    {
                        Assert.Contains($"{days} days", refusal!.Text, StringComparison.Ordinal);
                    }
                }
            }
        }
    }

    [Fact]
    public async Task A_key_with_another_wish_is_refused_and_the_same_is_found_whatever_runs()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        var left = SubjectRef.Account("ring-05");
        var (row, _) = await ProposeAsync(_host, One, Rung.Challenge, Ana, left);
        Assert.Equal(RefusalCode.AlreadyExists, (await ProposeAsync(_host, One, Rung.Challenge, Ana)).Refusal!.Code);
        Assert.Equal(row!.Id, (await ProposeAsync(_host, One, Rung.Challenge, Ana, left)).Row!.Id);
        await _host.Get<NetworkGenerations>().ForgetAsync(default);
        var again = await _host.Get<OperationService>().ProposeAsync(new OperationWish(row.Cluster, Rung.Challenge, 30,
            "abuse.coordination", "rule 4.1", "Accounts act as one.", "looked at by hand", new HashSet<SubjectRef> { left })
        { Once = "once" }, Ana, default);
        Assert.Equal(row.Id, again.Row!.Id);
    }

    [Fact]
    public async Task Whoever_is_to_be_left_out_and_is_not_in_the_cluster_is_named()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        var refusal = (await ProposeAsync(_host, One, Rung.Challenge, Ana, SubjectRef.Account("alone-0"))).Refusal!;
        Assert.Equal(RefusalCode.BadParameters, refusal.Code);
        Assert.Contains("alone-0", refusal.Text, StringComparison.Ordinal);
    }
}
