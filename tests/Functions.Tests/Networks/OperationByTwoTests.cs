using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Networks;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>What two decided on an operation names both in every action, also where the role of one suffices alone.</summary>
public sealed class OperationByTwoTests : IDisposable
{
    private static readonly SubjectRef One = SubjectRef.Account("ring-00");
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Each_action_of_an_operation_names_both_and_only_two_lift_it()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        var (row, _) = await ProposeAsync(_host, One, Rung.Challenge, Ana); // An analyst challenges one account alone.
        var keyed = Ben with { Behind = [OfficerId.Parse("carol")] };
        var (done, _) = await _host.Get<OperationService>().SecondAsync(row!.Id, keyed, default);
        Assert.Equal(12, done!.Outcomes.Length);
        foreach (var outcome in done.Outcomes)
        {
            var action = await ActionAsync(outcome);
            Assert.True(action.TwoDecided);
            Assert.Equal((Ana.Id, Ben.Id), (action.Maker, action.DecidedBy));
            Assert.Equal(keyed.Behind.AsEnumerable(), action.DecidedBehind.AsEnumerable());
            Assert.True(action.WasBy(Ben)); // So the second person does not decide the appeal either.
            Assert.True(action.WasBy(RecordHost.Approver("carol")));
        }

        var first = done.Outcomes[0];
        await DoneAsync(_host, SubjectRef.Account(first.Account), new ActionCommand.End(first.Action!, EndReason.Lifted, null, "a mistake"),
            Ana);
        Assert.Null((await ActionAsync(first)).End);
        Assert.Equal(Ana.Id, (await ActionAsync(first)).AwaitedEnd!.By);
    }

    [Fact]
    public async Task A_proposal_that_nobody_agreed_to_in_fourteen_days_lapses_and_the_log_says_so()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        var (row, _) = await ProposeAsync(_host, One, Rung.Challenge, Ana);
        var operations = _host.Get<OperationService>();
        await operations.FinishAsync(default);
        Assert.Equal(OperationStatus.Proposed, Assert.Single(await operations.AllAsync(null, default)).Status);
        _host.Time.Advance(TimeSpan.FromDays(15));
        Assert.Equal(OperationStatus.Lapsed, Assert.Single(await operations.AllAsync(null, default)).Status); // Before anybody looked.
        Assert.Equal(RefusalCode.BadMoment, (await operations.SecondAsync(row!.Id, Ben, default)).Refusal!.Code);
        await operations.FinishAsync(default);
        Assert.Equal(RefusalCode.NotAwaitingSecond, (await operations.SecondAsync(row.Id, Ben, default)).Refusal!.Code);
        Assert.Empty((await VerifyAsync(_host)).Faults);
        var log = _host.Get<Functions.Records.Log.AuditLog>();
        var acts = new List<string>();
        foreach (var sequence in await log.AboutAsync(row.Id, default))
        {
            acts.Add((await log.FindAsync(sequence, default))!.Act);
        }

        Assert.Equal(["operation.proposed", "operation.lapsed"], acts);
    }

    private async Task<ActionState> ActionAsync(OperationOutcome outcome)
        => (await _host.Get<SubjectStreamStore>().FoldedAsync(SubjectRef.Account(outcome.Account), default)).Actions
            .Actions[outcome.Action!];
}
