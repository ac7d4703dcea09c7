using System.Net;
using System.Text;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Tests.Watchlists.Supply;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>A deployment without lists: it fetches them from their addresses, decides nothing before, and follows changes when the timer
/// fires.</summary>
[NeedsAzurite, Collection(UnderTheDouble.Name), Trait("Category", "Emulator")]
public sealed class HostedRefreshTests(DoubleAzurite azurite)
{
    private static string Yesterday
        => DateTimeOffset.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [ConformanceFact]
    public async Task Lists_are_fetched_kept_and_refreshed_by_the_timer()
    {
        await using var publisher = await StubPublisher.StartAsync();
        publisher.Answers = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await using var host = await FunctionsHostDouble.StartAsync(azurite.Process, new DoubleOptions(azurite.NextAccount())
        {
            Seeded = false,
            Settings = new Dictionary<string, string>
            {
                ["COMPLIANCE_OFFLINE"] = "false",
                ["COMPLIANCE_LISTS"] = "un-sc",
                ["COMPLIANCE_LIST_URLS"] =
                    string.Join(' ', Compliance.Lists.ListLibrary.Descriptors.Single(list => list.Code.Value == "un-sc")
                    .Sources.Select(source => $"un-sc/{source.File}={publisher.Address}{source.File}")),
            },
        });

        var early = await host.ScreenAsync(InventedLists.Unlisted);
        await Eventually.TrueAsync(
            async () => (early = await host.ScreenAsync(InventedLists.Unlisted)).Text.Length > 0, "the worker answers", seconds: 60);
        Assert.True(early.Status == HttpStatusCode.ServiceUnavailable || (early.Text.Length > 0 && early.Decision == "review"),
            $"{early.Status}: {early.Text}");

        publisher.Answers = StubPublisher.Serving(Encoding.UTF8.GetBytes(InventedUnList.Xml(Yesterday)), "\"v1\"");
        await Eventually.TrueAsync(
            async () => (await host.SendAsync(HttpMethod.Post, "/api/v1/lists/un-sc/refresh")).Status == HttpStatusCode.OK,
                "the list is fetched", seconds: 60);
        Assert.True((await host.FireAsync("TimerRefreshWatchlists")).Succeeded);
        var lists = (await host.SendAsync(HttpMethod.Get, "/api/v1/lists")).Json.GetProperty("lists").EnumerateArray().Single();
        Assert.Equal(("un-sc", "active"), (lists.GetProperty("code").GetString(), lists.GetProperty("state").GetString()));

        publisher.Answers =
            StubPublisher.Serving("<CONSOLIDATED_LIST dateGenerated=\"2026-02-01\"><INDIVIDUALS/></CONSOLIDATED_LIST>"u8.ToArray(),
            "\"v2\"");
        Assert.Equal(HttpStatusCode.BadGateway, (await host.SendAsync(HttpMethod.Post, "/api/v1/lists/un-sc/refresh")).Status);

        await host.Worker.ReplaceAsync();
        await host.WaitUntilReadyAsync();
        Assert.Equal("allow", (await host.ScreenAsync(InventedLists.Unlisted)).Decision);
    }
}
