using System.Globalization;
using System.Text;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>An account with a key and an end user on the real stores, and officers who act on it.</summary>
internal static class EnforcementWorld
{
    public static readonly SubjectRef Account = SubjectRef.Account("w1");
    public static readonly SubjectRef Key = SubjectRef.Parse("api_key:w1-k");
    public static readonly SubjectRef User = SubjectRef.EndUser("w1", "u1");
    public static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    public static readonly Officer Ben = RecordHost.Approver("ben");
    public static readonly Officer Eve = RecordHost.Approver("eve");

    /// <summary>A minute of the key and its end user.</summary>
    public static string Usage(RecordHost host, string id, long? sequence = null, string user = "u1", int requests = 3)
    {
        var at = host.Time.GetUtcNow().AddMinutes(-2).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $$"""
            {"specversion":"1.0","id":"{{id}}","source":"/platform","type":"usage.window","subject":"{{Key}}","time":"{{at}}",
             {{(sequence is { } number ? $"\"sequence\":{number}," : "")}}
             "data":{"account":"{{Account.Id}}","end_user":"{{user}}","from":"{{at}}","requests":{{requests}}} }
            """;
    }

    public static async Task<EventsAnswer> TakeAsync(RecordHost host, params string[] events)
        => (await host.Get<EventReading>().TakeAsync(Encoding.UTF8.GetBytes("[" + string.Join(',', events) + "]"), default)).Answer!;

    public static EnforcementAction Action(RecordHost host, SubjectRef subject, Rung rung, string number, string? reference = null) => new(
        ActionIds.Of(subject, number.PadLeft(12, '0')), "dec_" + number, subject,
        SubjectKinds.HasDescendants(subject.Kind) ? ActionReach.Descendants : ActionReach.Self, Measure.Of(rung), host.Time.GetUtcNow(),
        rung == Rung.Terminate ? null : host.Time.GetUtcNow().AddDays(3),
        [new ActionGround("abuse.evasion", "row", new string('a', 64), reference)], ActionOrigin.Officer)
    { WhyNotNarrower = "all of them act as one" };

    public static async Task<SubjectStream> DoneAsync(RecordHost host, SubjectRef subject, ActionCommand command, Officer officer)
        => Assert.IsType<ActionReply.Done>(await host.Get<ActionService>().GiveAsync(subject, command, officer, null, null, default)).Stream;

    public static async Task<RefusalCode?> RefusedAsync(RecordHost host, SubjectRef subject, ActionCommand command, Officer officer)
        => await host.Get<ActionService>().GiveAsync(subject, command, officer, null, null, default) is ActionReply.Refused refused
            ? refused.Refusal.Code : null;

    public static Task<VersionedStanding> StandingAsync(RecordHost host, params SubjectRef[] subjects)
        => host.Get<StandingService>().FindAsync(subjects, host.Time.GetUtcNow(), default);

    public static Task<VerifiedRecord> VerifyAsync(RecordHost host) => host.Get<RecordVerification>().VerifyAsync(seal: true, default);

    /// <summary>Events, a suspension that is lifted, a termination by two, and a strike that is voided.</summary>
    public static async Task ActAsync(RecordHost host)
    {
        await TakeAsync(host, Usage(host, "e1"));
        var (suspension, termination) = (Action(host, Account, Rung.Suspend, "1"), Action(host, Account, Rung.Terminate, "2"));
        await DoneAsync(host, Account, new ActionCommand.Propose(suspension), Ben);
        await DoneAsync(host, Account, new ActionCommand.Propose(termination), Ana);
        await DoneAsync(host, Account, new ActionCommand.Second(termination.Id), Ben);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await DoneAsync(host, Account, new ActionCommand.End(suspension.Id, EndReason.Lifted, null, "the termination holds"), Ben);
        var strike = new Strike(StrikeIds.Of(Account, "000000000003"), "dec_3", "clause", 3, host.Time.GetUtcNow(),
            host.Time.GetUtcNow().AddDays(30));
        await DoneAsync(host, Account, new ActionCommand.GiveStrike(strike), Ana);
        await DoneAsync(host, Account, new ActionCommand.VoidStrike(strike.Id, "it was another"), Ben);
    }
}
