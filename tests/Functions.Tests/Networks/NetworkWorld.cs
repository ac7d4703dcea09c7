using System.Globalization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Networks;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Enforcement;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Networks;

/// <summary>Events of invented accounts: a ring that shares devices, cards and an address, and strangers who share nothing.</summary>
internal static class NetworkWorld
{
    /// <summary>The events of a ring and of as many strangers.</summary>
    public static List<string> RingEvents(RecordHost host, int ring, int strangers = 4)
    {
        var events = new List<string>();
        for (var member = 0; member < ring; member++)
        {
            events.Add(Created(host, $"ring-{member:00}", $"dev-{member % 2}", "203.0.113.7", hoursAgo: 50 + member));
            events.Add(Paid(host, $"ring-{member:00}", $"card-{member % 3}", hoursAgo: 40));
        }

        for (var one = 0; one < strangers; one++)
        {
            events.Add(Created(host, $"alone-{one}", $"alone-dev-{one}", $"198.51.100.{one + 1}", hoursAgo: 24 * 30 * (one + 1)));
            events.Add(Paid(host, $"alone-{one}", $"alone-card-{one}", hoursAgo: 9));
        }

        return events;
    }

    public static string Created(RecordHost host, string account, string device, string ip, int hoursAgo) => Event(host, "account.created",
        account, hoursAgo, $$"""{"device":"{{device}}","ip":"{{ip}}"}""");

    public static string Paid(RecordHost host, string account, string card, int hoursAgo, string type = "payment.captured") => Event(host,
        type, account, hoursAgo, $$"""{"payment":"p-{{account}}-{{hoursAgo}}","amount":100,"currency":"EUR","instrument":"{{card}}"}""");

    public static string Event(RecordHost host, string type, string account, int hoursAgo, string data)
    {
        var at = host.Time.GetUtcNow().AddHours(-hoursAgo).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $$"""
            {"specversion":"1.0","id":"{{type}}-{{account}}-{{hoursAgo}}","source":"/platform","type":"{{type}}",
             "subject":"account:{{account}}","time":"{{at}}","data":{{data}} }
            """;
    }

    /// <summary>Makes the stream of an account unreadable, and reads everything anew.</summary>
    /// <returns>What it was, to be put back.</returns>
    public static Task<string> BreakAsync(RecordHost host, SubjectRef account) => WriteHeadAsync(host, account, "{");

    /// <summary>Puts the head of an account's stream in place, and reads everything anew; what was there before.</summary>
    public static async Task<string> WriteHeadAsync(RecordHost host, SubjectRef account, string json)
    {
        var records = host.Get<IRecordStore>();
        var row = (await records.FindAsync(EnforcementRows.Table, account.Key, EnforcementRows.Head, default))!;
        Assert.True((await records.CommitAsync(EnforcementRows.Table, account.Key,
            [new RecordOperation.Replace(row.Row, row.ETag, json)], default)).Succeeded);
        host.Reopen();
        return row.Json;
    }

    /// <summary>Proposes a measure on the cluster of an account.</summary>
    public static async Task<(OperationRow? Row, Refusal? Refusal)> ProposeAsync(RecordHost host, SubjectRef account, Rung rung,
        Officer officer, params SubjectRef[] except)
    {
        var run = (await host.Get<NetworkGenerations>().FindAsync(default))!;
        return await host.Get<OperationService>()
            .ProposeAsync(new OperationWish(run.IdOf(run.Run.Clusters[run.Find(account)]), rung, rung == Rung.Terminate ? null : 30,
            "abuse.coordination", "rule 4.1", "Accounts act as one.", "looked at by hand", except.ToHashSet())
            { Once = "once" }, officer, default);
    }

    /// <summary>Takes events in and runs.</summary>
    public static async Task<CurrentNetwork> RunAsync(RecordHost host, IEnumerable<string> events)
    {
        foreach (var part in events.Chunk(1000))
        {
            var answer = await EnforcementWorld.TakeAsync(host, part);
            Assert.Empty(answer.Refused);
        }

        await host.Get<NetworkRunner>().RunAsync(default);
        return (await host.Get<NetworkGenerations>().FindAsync(default))!;
    }
}
