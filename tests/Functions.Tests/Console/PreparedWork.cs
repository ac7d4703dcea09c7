using System.Text.Json;
using Compliance.Functions.Alerts.Queue;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Console;

/// <summary>Work that tests begin with, done through the API by two people.</summary>
internal static class PreparedWork
{
    /// <summary>A good-guy entry of a subject; the path of the alert it came from.</summary>
    public static async Task<string> GoodGuyAsync(ConsoleHost host, string subject, int days = 90, bool everyListing = false)
    {
        var path = $"/api/v1/alerts/{AlertId.FirstOfSubject(subject)}";
        var alert = await host.DoneAsync(HttpMethod.Get, path, "ana");
        var hits = alert.GetProperty("findings").EnumerateArray()
            .Where(one => one.GetProperty("listEntry").ValueKind == JsonValueKind.String).Select(one => one.GetProperty("key").GetString()!)
            .ToArray();
        var (key, findings) = (hits[0], everyListing ? hits : hits[..1]);
        var version = (await host.DoneAsync(HttpMethod.Post, path + "/claim", "ana", "analyst", new { })).GetProperty("version").GetInt32();
        await host.DoneAsync(HttpMethod.Post, path + "/disposition", "ana", "analyst", new
        {
            version,
            findings,
            disposition = "false_positive",
            reason = "several_differences",
            text = "Another person of the same name.",
            goodGuyUntil = host.Clock.GetUtcNow().AddDays(days),
        });
        await host.DoneAsync(HttpMethod.Post, path + "/approve", "ben", "approver", new { version = version + 1, findings });
        return $"/app/alerts/{AlertId.FirstOfSubject(subject)}?finding={Uri.EscapeDataString(key)}";
    }

    /// <summary>The largest group of like findings.</summary>
    public static string GroupOf(ConsoleHost host) => host.Services.GetRequiredService<QueueIndex>()
        .AskAsync(content => content.Open().Where(row => row.Group is not null).GroupBy(row => row.Group!)
            .OrderByDescending(group => group.Count()).First().Key, default).GetAwaiter().GetResult();

    /// <summary>A proposal for the largest group by ana; its path.</summary>
    public static async Task<string> BulkProposalAsync(ConsoleHost host)
    {
        var preview = await host.DoneAsync(HttpMethod.Get, "/api/v1/review/bulk/preview?group=" + Uri.EscapeDataString(GroupOf(host)),
            "ana");
        var verdict = await host.DoneAsync(HttpMethod.Post, "/api/v1/review/bulk", "ana", "analyst", new
        {
            members = preview.GetProperty("members").EnumerateArray()
                .Select(one => new
                {
                    alert = one.GetProperty("alert").GetString(),
                    finding = one.GetProperty("finding")
                .GetString(),
                    version = one.GetProperty("version").GetInt32()
                }).ToArray(),
            reason = "different_birth_date",
            text = "Born in the nineties; the listed party between 1971 and 1973.",
        });
        return "/app/bulk/" + verdict.GetProperty("id").GetString();
    }
}
