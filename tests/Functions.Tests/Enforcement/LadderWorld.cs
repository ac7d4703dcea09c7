using System.Globalization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>A ladder that two people let act, and what it acts on.</summary>
internal static class LadderWorld
{
    public static readonly Officer Pia = new(OfficerId.Parse("pia"), OfficerRole.PolicyManager);

    public static async Task ActAsync(RecordHost host)
    {
        var ladder = host.Get<LadderService>();
        Assert.Null((await ladder.GiveAsync((one, at) => LadderControlDecider.Ask(one, "The shadow was right.", null, Pia, at), Pia, default))
            .Refusal);
        Assert.Null((await ladder.GiveAsync((one, at) => LadderControlDecider.Second(one, null, Ben, at), Ben, default)).Refusal);
    }

    public static Task StolenCardsAsync(RecordHost host, SubjectRef account)
        => TakeAsync(host, [.. Refused(host, account), Failed(host, account, $"{account.Id}-v1")]);

    /// <summary>Six payments, each with a card of its own, that failed.</summary>
    public static IEnumerable<string> Refused(RecordHost host, SubjectRef account) => Enumerable.Range(0, 6).Select(n => Event(host,
        account, $"{account.Id}-p{n}", "payment.failed", $$"""{"payment":"p{{n}}","amount":1,"currency":"EUR","instrument":"c{{n}}"}"""));

    public static string Failed(RecordHost host, SubjectRef account, string id)
        => Event(host, account, id, "verification.completed", """{"kind":"document","outcome":"failed","level":0}""");

    public static string Moment(RecordHost host)
        => host.Time.GetUtcNow().AddMinutes(-2).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Event(RecordHost host, SubjectRef subject, string id, string type, string data) =>
        $$"""
        {"specversion":"1.0","id":"{{id}}","source":"/platform","type":"{{type}}","subject":"{{subject}}","time":"{{Moment(host)}}",
         "data":{{data}} }
        """;
}
