using System.Net;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class CorpusChangesTests
{
    private const string Newcomer = "Zacharias Wolfgang Ptolemy";

    private static string Subject(string name) => $$$"""{"subject":{"name":"{{{name}}}"}}""";

    [Fact]
    public async Task A_stale_corpus_is_reviewed_never_allowed()
    {
        var then = TimeProvider.System.GetUtcNow().AddHours(-30);
        await using var service = await RunningService.StartReadyAsync(new InventedSupply(() => InventedLists.Snapshot(then)));

        var reply = await service.ScreenAsync(Subject(InventedLists.Unlisted));

        Assert.Equal("review", reply.Decision);
        Assert.Contains("corpus.stale", reply.Text, StringComparison.Ordinal);
        Assert.True(reply.Json.GetProperty("corpus").GetProperty("lists")[0].GetProperty("stale").GetBoolean());
        Assert.Contains("\"state\":\"stale\"", (await service.GetAsync("/api/v1/lists")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_swap_under_load_shows_every_screening_one_whole_corpus()
    {
        var now = TimeProvider.System.GetUtcNow();
        var (before, after) = (InventedLists.Snapshot(now), InventedLists.Snapshot(now, null, Newcomer));
        var newest = before;
        await using var service = await RunningService.StartReadyAsync(new InventedSupply(() => newest));
        var hashes = new[] { ScreeningCorpus.Build([before]).Hash, ScreeningCorpus.Build([after]).Hash };

        var load = Enumerable.Range(0, 4).Select(async worker =>
        {
            var seen = new List<(string Hash, string Decision)>();
            for (var i = 0; i < 150; i++)
            {
                if (worker == 0 && i % 20 == 10)
                {
                    newest = newest == before ? after : before;
                    await Task.Delay(40);
                }

                var reply = await service.ScreenAsync(Subject(Newcomer));
                Assert.Equal(HttpStatusCode.OK, reply.Status);
                seen.Add((reply.Json.GetProperty("corpus").GetProperty("hash").GetString()!, reply.Decision));
            }

            return seen;
        }).ToArray();

        var all = (await Task.WhenAll(load)).SelectMany(seen => seen).ToList();
        Assert.Equal(hashes.Order(), all.Select(one => one.Hash).Distinct().Order());
        Assert.All(all, one => Assert.Equal(one.Hash == hashes[1], one.Decision != "allow"));
    }

    [Fact]
    public async Task A_version_that_lost_most_of_its_parties_is_refused_and_the_last_good_one_stays()
    {
        var now = TimeProvider.System.GetUtcNow();
        var newest = InventedLists.Snapshot(now, null, [.. Enumerable.Range(0, 40).Select(i => $"Person Number{i} Longname")]);
        await using var service = await RunningService.StartReadyAsync(new InventedSupply(() => newest));

        newest = InventedLists.Snapshot(now);
        await Eventually.TrueAsync(async () =>
            (await service.GetAsync("/api/v1/lists")).Text.Contains("shrink: ", StringComparison.Ordinal), "the refusal is shown");

        Assert.Contains("\"parties\":43", (await service.GetAsync("/api/v1/lists")).Text, StringComparison.Ordinal);
        var refresh = await service.Http.PostAsync("/api/v1/lists/test-list/refresh", null);
        Assert.Contains(refresh.StatusCode, new[] { HttpStatusCode.BadGateway, HttpStatusCode.OK });
    }

    [Fact]
    public async Task While_the_publisher_fails_the_stored_version_is_used_and_the_error_is_shown()
    {
        var data = Directory.CreateTempSubdirectory("compliance-test-").FullName;
        await using (await RunningService.StartReadyAsync(data: data))
        {
        }

        await using (var service = await RunningService.StartReadyAsync(new InventedSupply(() => null), data: data))
        {
            Assert.NotEqual("allow", (await service.ScreenAsync(Subject(InventedLists.Listed))).Decision);
            Assert.Equal("allow", (await service.ScreenAsync(Subject(InventedLists.Unlisted))).Decision);
            await Eventually.TrueAsync(async () =>
                (await service.GetAsync("/api/v1/lists")).Text.Contains("the publisher answered 503", StringComparison.Ordinal),
                "the error is shown");
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task The_sample_list_allows_nobody_outside_Development()
    {
        const string key = "a-key-of-a-test";
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));
        await using var service = await RunningService.StartReadyAsync(
            new InventedSupply(() => null), environment: "Production", settings: ["--COMPLIANCE_API_KEYS", $"test:{hash}:screening"]);
        service.Http.DefaultRequestHeaders.Add("X-Api-Key", key);

        var reply = await service.ScreenAsync(Subject(InventedLists.Unlisted));

        Assert.Equal("review", reply.Decision);
        Assert.True(reply.Json.GetProperty("corpus").GetProperty("sample").GetBoolean());
    }

    [Fact]
    public async Task A_listed_party_is_shown_in_canonical_form()
    {
        await using var service = await RunningService.StartReadyAsync();

        var reply = await service.GetAsync("/api/v1/parties/test-list:1");

        Assert.Equal(InventedLists.Listed, reply.Json.GetProperty("names")[0].GetProperty("text").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync("/api/v1/parties/test-list:999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync("/api/v1/parties/nonsense")).Status);
    }
}
