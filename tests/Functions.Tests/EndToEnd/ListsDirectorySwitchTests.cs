using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.Supply;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>The running service, from a file that is exchanged in its directory to the answer of a screening, the alert, the feed and the
/// party that left.</summary>
public sealed class ListsDirectorySwitchTests
{
    private const string Newcomer =
        """{"subject":{"id":"acct_9","type":"individual","name":"Amadou Zwillichar","birthDate":"1961","nationalities":["NO"]}}""";

    [Fact]
    public async Task A_new_version_in_the_directory_changes_answers_opens_an_alert_and_is_told_in_the_feed()
    {
        using var folder = new CliFolder();
        var lists = folder.WriteLists("lists", "2026-02-27", "Ottoline|Brinmorax|1980");
        await using var service = await RunningService.StartReadyAsync(replace: services =>
        {
            services.RemoveAll<IListSupply>();
            services.AddSingleton<IListSupply>(provider =>
                new DirectorySupply(lists, TimeSpan.FromMilliseconds(50), new RawFiles(provider.GetRequiredService<IBlobStore>()),
                TimeProvider.System));
        });
        Assert.Equal("allow", (await service.ScreenAsync(Newcomer)).Decision);

        folder.WriteLists("lists", "2026-03-01", "Gone|Already|1999", "Amadou|Zwillichar|1961");
        await Eventually.TrueAsync(async () =>
            (await service.GetAsync("/api/v1/lists/un-sc/history")).Text.Contains("\"sequence\":2", StringComparison.Ordinal),
            "the new version is in use");
        await Eventually.TrueAsync(async () => (await service.ScreenAsync(Newcomer)).Decision != "allow", "the newcomer is found");
        await Eventually.TrueAsync(() => !service.Opener.Opened.IsEmpty, "an alert is opened");

        var page = (await service.GetAsync("/api/v1/lists/un-sc/changes?since=2-0")).Json;
        Assert.Equal(["amended un-sc:XXi.2001", "added un-sc:XXi.2002"], page.GetProperty("changes").EnumerateArray()
            .Select(one => $"{one.GetProperty("op").GetString()} {one.GetProperty("entry").GetString()}"));

        folder.WriteLists("lists", "2026-03-02", "Gone|Already|1999");
        await Eventually.TrueAsync(async () =>
            (await service.GetAsync("/api/v1/parties/un-sc:XXi.2002")).Text.Contains("delistedAt", StringComparison.Ordinal),
            "the party is found as delisted");
        await Eventually.TrueAsync(async () => (await service.ScreenAsync(Newcomer)).Decision == "allow",
            "a party that left blocks nobody");
    }
}
