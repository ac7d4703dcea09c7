using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Networks;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>
/// An account that was left out of an operation got its action all the same where it was merged with one that was met, since what holds for
/// one of two merged accounts holds for both. Nothing on the pages of networks said that accounts were merged, and officers could say that
/// different people run two that are one.
/// </summary>
public sealed class MergedOperationTests : IDisposable
{
    private static readonly SubjectRef One = SubjectRef.Account("ring-00");
    private static readonly SubjectRef Left = SubjectRef.Account("ring-05");
    private static readonly SubjectRef Between = SubjectRef.Account("alone-0");
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    /// <summary>Merged with each other, or each with a third account that no run links.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_account_that_is_merged_with_one_that_is_met_cannot_be_left_out(bool byAnother)
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        await MergeAsync(Left, byAnother ? Between : One, "m1");
        await (byAnother ? MergeAsync(One, Between, "m2") : Task.CompletedTask);

        var (row, refusal) = await ProposeAsync(_host, One, Rung.Challenge, Ana, Left);
        Assert.Null(row);
        Assert.Equal((RefusalCode.MergedSubject, "$.except"), (refusal!.Code, refusal.Field));
        Assert.Contains(Left.ToString(), refusal.Text, StringComparison.Ordinal);
        Assert.Contains(One.ToString(), refusal.Text, StringComparison.Ordinal);
        Assert.Null((await ProposeAsync(_host, One, Rung.Challenge, Ana, Left, One)).Refusal); // Both are left out.
    }

    [Fact]
    public async Task A_merge_after_the_proposal_is_seen_by_whoever_agrees()
    {
        await RunAsync(_host, RingEvents(_host, ring: 12));
        var (row, _) = await ProposeAsync(_host, One, Rung.Challenge, Ana, Left);
        await MergeAsync(Left, One, "m1");
        Assert.Equal(RefusalCode.MergedSubject, (await _host.Get<OperationService>().SecondAsync(row!.Id, Ben, default)).Refusal!.Code);
        Assert.Equal(Rung.None, (await StandingAsync(_host, Left)).Standing.Rung);
    }

    [Fact]
    public async Task Two_that_are_merged_are_not_said_to_be_run_by_different_people_and_pages_show_the_merge()
    {
        var rulings = _host.Get<RulingService>();
        await RunAsync(_host, RingEvents(_host, ring: 2));
        await rulings.SayAsync(One, Between, RulingWord.NotSame, "two people", Ana, null, default); // Waits for a second person.
        await MergeAsync(Between, One, "m1");
        foreach (var reply in new[]
        {
            await rulings.SayAsync(Between, One, RulingWord.NotSame, "two people", Ana, null, default),
            await rulings.SecondAsync(One, Between, Ben, null, default),
        })
        {
            Assert.Equal(RefusalCode.MergedSubject, Assert.IsType<ActionReply.Refused>(reply).Refusal.Code);
        }

        await RunAsync(_host, []);
        var networks = _host.Get<NetworkReader>();
        Assert.Equal([One.ToString()], (await networks.FindAsync(Between, null, default))!.MergedWith);
        Assert.Contains("merged by officers", (await networks.ExplainAsync(One, Between, default))!.Steps[0], StringComparison.Ordinal);
        var page = (await _host.Get<OperationPageReader>().FindAsync(One.Key, null, null, null, Ben, default))!;
        Assert.Equal(["alone-0"], page.Members.Single(member => member.Account == One).MergedWith);
    }

    private async Task MergeAsync(SubjectRef subject, SubjectRef into, string key) => Assert.IsType<ActionReply.Done>(
        await _host.Get<SubjectMerges>().MergeAsync(subject, into, "the same customer", Ana, new CommandKey("ana", key, key), default));
}
