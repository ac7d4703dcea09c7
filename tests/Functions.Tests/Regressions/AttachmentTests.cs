using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>What screenings attach to accounts: many of one subject as one change, and a freeze as often as a screening demands
/// it.</summary>
public sealed class AttachmentTests
{
    private const string BirthDate = "1961-04-17";
    private static readonly SubjectRef Account = SubjectRef.Account("acct_1");

    [Fact]
    public async Task Many_screenings_of_one_account_are_one_change_of_its_alert()
    {
        using var host = new RecordHost();
        var messages = new List<AlertMessage>();
        for (var i = 0; i < 8; i++)
        {
            var id = await host.ScreenWithoutAlertAsync("acct_1", InventedLists.Listed);
            messages.Add(new AlertMessage(id, "acct_1", "review", host.Time.GetUtcNow()));
        }

        var opener = host.Get<IAlertOpener>();
        Assert.IsType<AttachingAlertOpener>(opener);
        await opener.OpenAllAsync(messages, default);
        var file = (await host.Get<AlertStore>().FindAsync(AlertId.FirstOfSubject("acct_1"), default))!;
        Assert.Equal(8, file.Alert.ScreeningIds.Length);
        Assert.Single(file.Events.Select(happened => happened.At).Distinct());
        Assert.True((await host.Get<SubjectStreamStore>().FindAsync(Account, default)).Subject.IsKnown);
    }

    [Fact]
    public async Task A_freeze_that_was_lifted_is_laid_again_by_a_later_screening_and_by_no_earlier_one()
    {
        using var host = new RecordHost();
        var first = await ScreenAsync(host);
        var freeze = Assert.Single((await ActionsAsync(host)).Values);
        Assert.True(freeze.HoldsAt(host.Time.GetUtcNow()));
        await GiveAsync(host, RecordHost.Approver("ben"), new ActionCommand.End(freeze.Id, EndReason.Lifted, null, "a licence"));
        await GiveAsync(host, RecordHost.Approver("eve"), new ActionCommand.SecondEnd(freeze.Id));
        await OpenAsync(host, first); // The message comes once more.
        Assert.False((await FrozenAsync(host)));

        host.Time.Advance(TimeSpan.FromMinutes(5));
        var later = await ScreenAsync(host);
        Assert.True(await FrozenAsync(host));
        await OpenAsync(host, later);
        Assert.Equal(2, (await ActionsAsync(host)).Count);
    }

    private static async Task<string> ScreenAsync(RecordHost host)
    {
        var id = await host.ScreenAsync("acct_1", InventedLists.Listed, BirthDate, opens: false);
        await OpenAsync(host, id);
        return id;
    }

    private static Task OpenAsync(RecordHost host, string id)
        => host.Get<IAlertOpener>().OpenAsync(new AlertMessage(id, "acct_1", "block", host.Time.GetUtcNow()), default);

    private static async Task<bool> FrozenAsync(RecordHost host)
        => (await host.Get<StandingService>().FindAsync([Account], host.Time.GetUtcNow(), default)).Standing.Frozen;

    private static async Task<IReadOnlyDictionary<string, ActionState>> ActionsAsync(RecordHost host)
        => (await host.Get<SubjectStreamStore>().FindAsync(Account, default)).Actions.Actions;

    private static async Task GiveAsync(RecordHost host, Officer officer, ActionCommand command)
        => Assert.IsType<ActionReply.Done>(await host.Get<ActionService>().GiveAsync(Account, command, officer, null, null, default));
}
