using System.Collections.Immutable;
using System.Text;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Reports;
using Compliance.Functions.Screening;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Audit.Reports;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>A store in which people and machines acted on subjects: an account with a key, actions that hold and that ended, leads, and
/// answers under idempotency keys.</summary>
internal static class EnforcedWork
{
    /// <summary>A subject whose block is reported.</summary>
    public const string Blocked = "acct_reported";

    private static readonly SubjectRef Account = SubjectRef.Account("acct_enforced");
    private static readonly SubjectRef Key = SubjectRef.Parse("api_key:key_enforced");
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);

    public static ImmutableArray<SubjectRef> Subjects { get; } = [Account, Key];

    /// <summary>Ids of the leads: one that was dismissed, one that is open.</summary>
    public static ImmutableArray<string> Leads { get; } = [Lead.IdOf(LeadSource.Hunt, "one"), Lead.IdOf(LeadSource.Hunt, "two")];

    public static async Task FillAsync(RecordHost host)
    {
        await ScreenAsync(host, "acct_7", InventedLists.Unlisted, KeyOf("k-allow"));
        await ScreenAsync(host, "acct_8", InventedLists.Listed, KeyOf("k-block"));
        await StateReportAsync(host);
        var (ben, eve) = (RecordHost.Approver("ben"), RecordHost.Approver("eve"));
        await SeeKeyAsync(host);
        await GiveAsync(host, Account, Ana, new ActionCommand.Propose(Action(host, Account, "1", Rung.Suspend)));
        await GiveAsync(host, Account, ben, new ActionCommand.Second(IdOf(Account, "1")));
        await GiveAsync(host, Account, Ana, new ActionCommand.Propose(Action(host, Account, "2", Rung.Challenge)));
        await GiveAsync(host, Account, Ana, new ActionCommand.Propose(Action(host, Account, "3", Rung.Terminate)));
        await GiveAsync(host, Key, ben, new ActionCommand.Propose(Action(host, Key, "4", Rung.Suspend)));
        await GiveAsync(host, Account, ben, new ActionCommand.End(IdOf(Account, "2"), EndReason.Lifted, null, "over"));
        await GiveAsync(host, Account, ben, new ActionCommand.End(IdOf(Account, "1"), EndReason.Lifted, null, "over"));
        await GiveAsync(host, Account, eve, new ActionCommand.SecondEnd(IdOf(Account, "1")));
        await FillLeadsAsync(host);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await host.Get<Functions.Records.Log.LogSealer>().SealAsync(default);
        await host.Get<Functions.Records.Log.LogSealer>().SealAsync(default);
    }

    public static IdempotencyKey KeyOf(string key) => IdempotencyKey.Of("tests", key, "body"u8);

    public static Task<ScreeningReply> ScreenAsync(RecordHost host, string subject, string name, IdempotencyKey key) =>
        host.Get<ScreeningService>().ScreenAsync(new ScreeningRequest
        {
            Channel = Channel.Signup,
            Subject = new ScreeningSubject { Id = subject, Name = name, Kind = PartyKind.Individual },
            Signals = new ScreeningCore.Location.LocationSignals(),
        }, new ScreeningCall("tests", key), default);

    private static async Task StateReportAsync(RecordHost host)
    {
        await host.ScreenAsync(Blocked, InventedLists.Listed, "1961-04-17");
        var reports = host.Get<PropertyReports>();
        var report = (await reports.AllAsync(default)).First(packet => packet.Occasion.Alert == AlertId.FirstOfSubject(Blocked));
        foreach (var happened in new PropertyEvent[]
        {
            new FactsStated(Ana.Id, host.Time.GetUtcNow(), ImmutableSortedDictionary<string, string>.Empty.Add("property.location", "x")),
            new ReportFiled(Ana.Id, host.Time.GetUtcNow(), new DateOnly(2026, 3, 2), "ORS-1"),
        })
        {
            Assert.IsType<TwoPersonResult.Done>(await reports.RecordAsync(report.Occasion.Id, happened, Ana, default));
        }
    }

    private static async Task SeeKeyAsync(RecordHost host)
    {
        var moment = host.Time.GetUtcNow().AddMinutes(-2)
            .ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var (answer, _) = await host.Get<EventReading>().TakeAsync(Encoding.UTF8.GetBytes($$"""
            [{"specversion":"1.0","id":"e1","source":"/platform","type":"usage.window","subject":"{{Key}}","time":"{{moment}}",
              "data":{"account":"{{Account.Id}}","from":"{{moment}}","requests":3} }]
            """), default);
        Assert.Equal(1, answer!.Accepted);
    }

    private static async Task FillLeadsAsync(RecordHost host)
    {
        var (store, now) = (host.Get<LeadStore>(), host.Time.GetUtcNow());
        foreach (var id in Leads)
        {
            var lead = new Lead(id, LeadSource.Hunt, "x", "api", Account, "abuse.velocity", "to look into", 3, 50, 1, now, now, null);
            await store.ReceiveAsync(lead, id, default);
            await store.ReceiveAsync(lead, id + "again", default);
        }

        foreach (var command in new LeadCommand[] { new LeadCommand.Claim(), new LeadCommand.Dismiss("nothing in it") })
        {
            Assert.Null((await store.GiveAsync(Leads[0], command, Ana, null, default)).Refusal);
        }
    }

    private static async Task GiveAsync(RecordHost host, SubjectRef subject, Officer officer, ActionCommand command)
        => Assert.IsType<ActionReply.Done>(await host.Get<ActionService>().GiveAsync(subject, command, officer, null, null, default));

    private static string IdOf(SubjectRef subject, string number) => ActionIds.Of(subject, number.PadLeft(12, '0'));

    private static EnforcementAction Action(RecordHost host, SubjectRef subject, string number, Rung rung) => new(IdOf(subject, number),
        "dec_" + number, subject, ActionReach.Self, Measure.Of(rung), host.Time.GetUtcNow(),
        host.Time.GetUtcNow().AddDays(2), [new ActionGround("law.order", "row", new string('a', 64), null)], ActionOrigin.Officer);
}
