using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Networks;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Enforcement;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>One action on a whole operation: who it meets, who agrees, what a crash leaves, and who comes back.</summary>
public sealed class OperationTests : IDisposable
{
    private static readonly SubjectRef One = SubjectRef.Account("ring-00");
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_link_alone_carries_a_challenge_and_no_suspension()
    {
        var members = new[]
        {
            new OperationMember(SubjectRef.Account("linked"), PairTier.Linked, false),
            new OperationMember(SubjectRef.Account("confirmed"), PairTier.Linked, true),
            new OperationMember(SubjectRef.Account("enforceable"), PairTier.Enforceable, false),
            new OperationMember(SubjectRef.Account("left-out"), PairTier.Enforceable, true),
        };
        var except = new HashSet<SubjectRef> { SubjectRef.Account("left-out") };
        foreach (var rung in Enum.GetValues<Rung>())
        {
            var reach = OperationDecider.Reach(members, except, rung);
            Assert.Equal(rung <= Rung.CapabilityLimit ? ["confirmed", "enforceable", "linked"] : ["confirmed", "enforceable"],
                reach.Met.Select(account => account.Id));
            Assert.Equal(members.Length, reach.Met.Length + reach.LeftOut.Count);
        }

        Assert.Null(await _host.Get<OperationPageReader>().FindAsync(One.Key, null, null, null, Ben, default)); // Nothing ran.
    }

    [Fact]
    public async Task Two_people_act_on_all_accounts_at_once_and_each_action_ends_by_itself()
    {
        var run = await RunAsync(_host, RingEvents(_host, ring: 12));
        var cluster = run.IdOf(run.Run.Clusters[run.Find(One)]);
        var left = SubjectRef.Account("ring-05");
        var (proposed, refusal) = await ProposeAsync(cluster, Rung.Challenge, Ana, left);
        Assert.Null(refusal);
        Assert.Equal(proposed!.Id, (await ProposeAsync(cluster, Rung.Challenge, Ana, left)).Row!.Id); // The same again is the same.
        Assert.Equal(RefusalCode.AlreadyExists, (await ProposeAsync(cluster, Rung.Warn, Ana, left)).Refusal!.Code);
        Assert.Equal(0, (int)(await StandingAsync(_host, One)).Standing.Rung); // Nothing is done yet.
        Assert.Equal(RefusalCode.NotPermitted, (await Operations.SecondAsync(proposed.Id, Ana, default)).Refusal!.Code);

        var (done, none) = await Operations.SecondAsync(proposed.Id, Ben, default);
        Assert.Null(none);
        Assert.Equal((OperationStatus.Done, 11), (done!.Status, done.Outcomes.Length));
        Assert.All(done.Outcomes, outcome => Assert.Null(outcome.Why));
        Assert.Equal(Rung.Challenge, (await StandingAsync(_host, One)).Standing.Rung);
        Assert.Equal(Rung.None, (await StandingAsync(_host, left)).Standing.Rung);
        Assert.Equal(Rung.None, (await StandingAsync(_host, SubjectRef.Account("alone-0"))).Standing.Rung);
        Assert.Equal(RefusalCode.NotAwaitingSecond, (await Operations.SecondAsync(proposed.Id, Eve, default)).Refusal!.Code);

        await DoneAsync(_host, One, new ActionCommand.End(done.Outcomes[0].Action!, EndReason.Lifted, null, "it was a mistake"), Eve);
        Assert.Equal(Rung.Challenge, (await StandingAsync(_host, SubjectRef.Account("ring-01"))).Standing.Rung);
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    [Fact]
    public async Task Whoever_proposed_it_does_not_agree_and_may_take_it_back()
    {
        var run = await RunAsync(_host, RingEvents(_host, ring: 12));
        var cluster = run.IdOf(run.Run.Clusters[run.Find(One)]);
        var (proposed, _) = await ProposeAsync(cluster, Rung.Challenge, Ben);
        Assert.Equal(RefusalCode.SamePerson, (await Operations.SecondAsync(proposed!.Id, Ben, default)).Refusal!.Code);
        Assert.Equal(OperationStatus.Declined, (await Operations.DeclineAsync(proposed.Id, Ben, default)).Row!.Status);
        Assert.Equal(RefusalCode.NotAwaitingSecond, (await Operations.SecondAsync(proposed.Id, Eve, default)).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, (await ProposeAsync("nowhere", Rung.Challenge, Eve)).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, (await Operations.SecondAsync("op_../x", Eve, default)).Refusal!.Code);
    }

    [Fact]
    public async Task A_row_that_was_written_past_the_service_takes_no_action()
    {
        var run = await RunAsync(_host, RingEvents(_host, ring: 12));
        var (proposed, _) = await ProposeAsync(run.IdOf(run.Clusters[0]), Rung.Challenge, Ana);
        var records = _host.Get<IRecordStore>();
        var row = (await records.FindAsync(NetworkRows.Table, "operations", proposed!.Id, default))!;
        await records.CommitAsync(NetworkRows.Table, "operations", [new RecordOperation.Replace(row.Row, row.ETag,
            row.Json.Replace("\"Proposed\"", "\"Agreed\"", StringComparison.Ordinal))], default);
        await Operations.FinishAsync(default);
        Assert.Equal(RefusalCode.NotFound, (await Operations.SecondAsync(proposed.Id, Ben, default)).Refusal!.Code);
        Assert.Equal(Rung.None, (await StandingAsync(_host, One)).Standing.Rung);
    }

    [Fact]
    public async Task Who_comes_back_after_an_action_is_named_with_what_links_it()
    {
        var run = await RunAsync(_host, RingEvents(_host, ring: 12));
        var cluster = run.IdOf(run.Clusters[0]);
        var (proposed, _) = await ProposeAsync(cluster, Rung.Challenge, Ana);
        await Operations.SecondAsync(proposed!.Id, Ben, default);
        var reader = _host.Get<OperationPageReader>();
        Assert.Empty((await reader.FindAsync(cluster, null, null, null, Ben, default))!.Back);

        _host.Time.Advance(TimeSpan.FromHours(2));
        await RunAsync(_host, [Created(_host, "again-1", "dev-0", "203.0.113.7", 1), Paid(_host, "again-1", "card-1", 1)]);
        var page = (await reader.FindAsync(cluster, null, One.Key, SubjectRef.Account("again-1").Key, Ben, default))!;
        var back = Assert.Single(page.Back);
        Assert.Equal(("again-1", _host.Time.GetUtcNow().AddHours(-1)), (back.Name, back.SignUp));
        Assert.Contains("both use ", back.Through, StringComparison.Ordinal);
        Assert.NotEmpty(page.Explained!.Steps);
        Assert.NotNull(page.Explained.Cut);
        Assert.Equal(13, page.Members.Count);

        // Whoever sees no personal data sees no account's id.
        var masked = (await reader.FindAsync(cluster, null, null, null, new ScreeningCore.Review.Officer(
            ScreeningCore.Review.OfficerId.Parse("sam"), ScreeningCore.Review.OfficerRole.ExternalReviewer), default))!;
        Assert.DoesNotContain(masked.Members, member => member.Name.Contains("ring", StringComparison.Ordinal));
        Assert.DoesNotContain("again-1", masked.Back[0].Through, StringComparison.Ordinal);
    }

    private OperationService Operations => _host.Get<OperationService>();

    private Task<(OperationRow? Row, Refusal? Refusal)> ProposeAsync(string cluster, Rung rung, ScreeningCore.Review.Officer officer,
        params SubjectRef[] except)
            => Operations.ProposeAsync(new OperationWish(cluster, rung, rung == Rung.Terminate ? null
            : 30, "abuse.coordination", "rule 4.1",
            "Accounts act as one.", "looked at by hand", except.ToHashSet())
            { Once = "once" }, officer, default);
}
