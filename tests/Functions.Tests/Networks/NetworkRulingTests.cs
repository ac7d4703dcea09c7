using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Networks;
using Compliance.Functions.Tests.Enforcement;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>What officers say of two accounts holds, is said by two where it loosens, and shows in the run and its history.</summary>
public sealed class NetworkRulingTests : IDisposable
{
    private static readonly SubjectRef One = SubjectRef.Account("ring-00");
    private static readonly SubjectRef Other = SubjectRef.Account("ring-01");
    private static readonly SubjectRef Stranger = SubjectRef.Account("alone-0");
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Two_people_say_that_two_accounts_are_not_one_actors_and_then_no_detour_joins_them()
    {
        var before = await RunAsync(_host, RingEvents(_host, ring: 12));
        Assert.Equal(before.Run.Clusters[before.Find(One)], before.Run.Clusters[before.Find(Other)]);
        Assert.Equal(RefusalCode.SamePerson, await RefusedAsync(Ben, async () =>
        {
            await SayAsync(One, Other, RulingWord.NotSame, Ben);
            return await Rulings.SecondAsync(Other, One, Ben, null, default);
        }));
        var waiting = await RunAsync(_host, []);
        Assert.Equal(before.About.Number, waiting.About.Number); // Nothing counts yet.
        Assert.IsType<ActionReply.Done>(await Rulings.SecondAsync(Other, One, Eve, null, default));

        var after = await RunAsync(_host, []);
        Assert.NotEqual(after.Run.Clusters[after.Find(One)], after.Run.Clusters[after.Find(Other)]);
        var list = await _host.Get<NetworkReader>().ListAsync(10, default);
        Assert.Contains(list!.Changes, change => change is { Kind: "split", Generation: 2 } or { Kind: "shrank", Generation: 2 });

        // One person does not undo what two said, not even by the stronger word.
        await SayAsync(One, Other, RulingWord.Same, Ana);
        Assert.Equal(after.About.Number, (await RunAsync(_host, [])).About.Number);
        Assert.IsType<ActionReply.Done>(await Rulings.SecondAsync(One, Other, Ben, null, default));
        Assert.Empty((await RunAsync(_host, [])).Run.Rulings.NotSame);
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    [Fact]
    public async Task One_person_says_that_one_actor_runs_both_and_two_take_it_back()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        await SayAsync(Stranger, One, RulingWord.Same, Ana);
        var joined = await RunAsync(_host, []);
        Assert.Equal(13, joined.MembersOf(joined.Run.Clusters[joined.Find(One)]).Count);
        var answer = await _host.Get<NetworkReader>().FindAsync(One, Stranger, default);
        Assert.Contains("an officer said", Assert.Single(answer!.With!.Steps), StringComparison.Ordinal);
        Assert.Null(answer.With.Cut); // No evidence holds them: a person does.
        Assert.Contains(answer.Cluster!.Members, member => member is { Account: "account:alone-0", Confirmed: true });

        Assert.IsType<ActionReply.Done>(await SayAsync(Stranger, One, RulingWord.None, Ana));
        Assert.Equal(joined.About.Number, (await RunAsync(_host, [])).About.Number);
        Assert.Equal(RefusalCode.NotPermitted, await RefusedAsync(Ana, () => Rulings.SecondAsync(One, Stranger, Ana, null, default)));
        await Rulings.SecondAsync(One, Stranger, Ben, null, default);
        var after = await RunAsync(_host, []);
        Assert.Empty(after.Run.Rulings.Same);
        var stranger = await _host.Get<SubjectStreamStore>().FindAsync(Stranger, default);
        Assert.Empty(stranger.Signals.Standing); // Observed while it was with the ring, retracted since.
        Assert.NotEmpty(stranger.Signals.All);
        Assert.Equal(12, after.MembersOf(after.Run.Clusters[after.Find(One)]).Count);
    }

    [Fact]
    public async Task Nothing_is_said_of_what_is_not_known_was_erased_or_is_no_account()
    {
        await RunAsync(_host, RingEvents(_host, ring: 2));
        Assert.Equal(RefusalCode.UnknownSubject, await RefusedAsync(Ana, () => SayAsync(One, SubjectRef.Account("nobody"),
            RulingWord.Same, Ana)));
        Assert.Equal(RefusalCode.WrongKind, await RefusedAsync(Ana, () => SayAsync(One, SubjectRef.Parse("device:dev-0"),
            RulingWord.Same, Ana)));
        Assert.Equal(RefusalCode.WrongKind, await RefusedAsync(Ana, () => SayAsync(One, One, RulingWord.NotSame, Ana)));
        Assert.Equal(RefusalCode.BadText, await RefusedAsync(Ana, () => Rulings.SayAsync(One, Other, RulingWord.Same, " ", Ana, null,
            default)));
        Assert.Equal(RefusalCode.NotPermitted, await RefusedAsync(Ana, () => SayAsync(One, Other, RulingWord.Same,
            new Officer(OfficerId.Parse("ro"), OfficerRole.Auditor))));
        await EraseAsync(Other);
        Assert.Equal(RefusalCode.ErasedSubject, await RefusedAsync(Ana, () => SayAsync(One, Other, RulingWord.Same, Ana)));
    }

    [Fact]
    public async Task Merged_accounts_are_one_in_the_networks_until_the_merge_is_taken_back()
    {
        await RunAsync(_host, RingEvents(_host, ring: 2));
        var merges = _host.Get<SubjectMerges>();
        var key = new CommandKey("ana", "k1", "b");
        await merges.MergeAsync(Stranger, One, "the same customer", Ana, key, default);
        var merged = await RunAsync(_host, []);
        Assert.Equal(merged.Run.Clusters[merged.Find(One)], merged.Run.Clusters[merged.Find(Stranger)]);
        var stream = await _host.Get<SubjectStreamStore>().FindAsync(Stranger, default);
        await merges.UndoAsync(stream, SubjectMerges.IdOf(Stranger, key), "it was not", Ben, new CommandKey("ben", "k2", "b"), default);
        var after = await RunAsync(_host, []);
        Assert.NotEqual(after.Run.Clusters[after.Find(One)], after.Run.Clusters[after.Find(Stranger)]);
    }

    /// <summary>A merge made one of accounts of which two people had said that different people run them.</summary>
    [Fact]
    public async Task Accounts_that_two_people_said_are_different_peoples_are_not_merged_until_two_take_it_back()
    {
        await RunAsync(_host, RingEvents(_host, ring: 3));
        var third = SubjectRef.Account("ring-02");
        var merges = _host.Get<SubjectMerges>();
        Task<ActionReply> MergeAsync(SubjectRef one, SubjectRef into, string key)
            => merges.MergeAsync(one, into, "the same customer", Ana, new CommandKey("ana", key, "b"), default);
        async Task StandsAsync(SubjectRef one, SubjectRef into, string key)
        {
            var refusal = Assert.IsType<ActionReply.Refused>(await MergeAsync(one, into, key)).Refusal;
            Assert.Equal((RefusalCode.RuledNotSame, 409), (refusal.Code, EnforcementMapping.Of(refusal).Status));
            Assert.Contains("ben and eve said", refusal.Text, StringComparison.Ordinal);
            Assert.Contains("account:ring-00 and account:ring-01", refusal.Text, StringComparison.Ordinal);
        }

        await SayAsync(One, Other, RulingWord.NotSame, Ben);
        await Rulings.SecondAsync(One, Other, Eve, null, default);
        await StandsAsync(One, Other, "k1");
        await StandsAsync(Other, One, "k2");

        // Not by way of a third either.
        Assert.IsType<ActionReply.Done>(await MergeAsync(third, Other, "k3"));
        await StandsAsync(One, Other, "k4");
        Assert.Equal(RefusalCode.MergedSubject, await RefusedAsync(Ana, () => MergeAsync(One, third, "k5")));
        await StandsAsync(Other, One, "k6");

        await SayAsync(One, Other, RulingWord.None, Ana);
        await StandsAsync(One, Other, "k7"); // One person takes nothing back.
        await Rulings.SecondAsync(One, Other, Ben, null, default);
        var done = Assert.IsType<ActionReply.Done>(await MergeAsync(One, Other, "k8"));
        Assert.Equal(done.Action, Assert.IsType<ActionReply.Done>(await MergeAsync(One, Other, "k8")).Action); // Asked again.
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    [Fact]
    public async Task Every_pair_of_a_cluster_has_a_printed_path_and_a_cluster_is_a_lead()
    {
        var run = await RunAsync(_host, RingEvents(_host, ring: 12));
        var reader = _host.Get<NetworkReader>();
        var members = run.MembersOf(Assert.Single(run.Clusters)).Select(run.AccountOf).ToList();
        foreach (var (one, other)
            in members.SelectMany(one => members.Where(other => other.CompareTo(one) > 0).Select(other => (one, other))))
        {
            var answer = await reader.ExplainAsync(one, other, default);
            Assert.True(answer!.SameCluster);
            Assert.NotEmpty(answer.Steps);
            Assert.All(answer.Steps, step => Assert.Contains("both use ", step, StringComparison.Ordinal));
        }

        var risk = await _host.Get<Risk.RiskService>().AssessAsync(One, _host.Time.GetUtcNow(), default);
        var coordination = risk.Assessment.Harms.Single(harm => harm.Harm == EnforcementCore.Risk.RiskHarm.Coordination);
        Assert.Equal("network", Assert.Single(coordination.Contributions,
            one => one.Kind == EnforcementCore.Risk.ContributionKind.Signal).Group);
        Assert.Empty((await _host.Get<SubjectStreamStore>().FindAsync(Stranger, default)).Signals.Standing);
        var lead = Assert.Single(await _host.Get<LeadStore>().OpenAsync(10, default), lead => lead.ExternalId.StartsWith("network",
            StringComparison.Ordinal));
        Assert.Contains("12 accounts", lead.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ring-", lead.Text, StringComparison.Ordinal);
        Assert.Null(await reader.FindAsync(SubjectRef.Account("foreign"), null, default));
        Assert.Null(await reader.ExplainAsync(members[0], SubjectRef.Account("foreign"), default));
    }

    private RulingService Rulings => _host.Get<RulingService>();

    private Task<ActionReply> SayAsync(SubjectRef one, SubjectRef other, RulingWord word, Officer officer)
        => Rulings.SayAsync(one, other, word, "looked at by hand", officer, null, default);

    private static async Task<RefusalCode?> RefusedAsync(Officer officer, Func<Task<ActionReply>> act)
        => await act() is ActionReply.Refused refused ? refused.Refusal.Code
            : throw new InvalidOperationException($"{officer.Id} was let.");

    private async Task EraseAsync(SubjectRef account)
    {
        var erasure = _host.Get<SubjectErasure>();
        await erasure.AskAsync(account, "request 18", Ben, default);
        await erasure.AskAsync(account, "request 18", Eve, default);
    }
}
