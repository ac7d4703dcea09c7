using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Compliance.Functions.Tests.Watchlists.History;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class ListChangesTests
{
    private const string Changes = "/api/v1/lists/test-list/changes";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_reader_that_stops_anywhere_gets_every_change_once_and_in_order_Invariant()
    {
        WatchlistSnapshot[] versions =
            [Fresh(Invented.Version(0, 40)), Fresh(Invented.Version(1, 43, touched: 5)), Fresh(Invented.Version(2, 41, touched: 7))];
        var newest = versions[0];
        await using var service = await RunningService.StartReadyAsync(new InventedSupply(() => newest));
        foreach (var version in versions[1..])
        {
            newest = version;
            await Eventually.TrueAsync(async () =>
                (await service.GetAsync("/api/v1/lists")).Text.Contains(version.Version.ContentHash, StringComparison.Ordinal),
                "the version is in use");
        }

        var expected = versions.Zip(versions.Prepend(null), (after, before) => WatchlistDelta.Between(before, after))
            .SelectMany(delta => delta.Changes).Select(change => $"{change.Kind} {change.Entry}".ToLowerInvariant()).ToList();
        foreach (var limit in new[] { 1, 7, 40, 1000 })
        {
            var (read, next, atEnd) = (new List<string>(), "1-0", false);
            while (!atEnd)
            {
                var page = (await service.GetAsync($"{Changes}?limit={limit}&since={next}")).Json;
                read.AddRange(page.GetProperty("changes").EnumerateArray()
                    .Select(change => $"{change.GetProperty("op").GetString()} {change.GetProperty("entry").GetString()}"));
                (next, atEnd) = (page.GetProperty("next").GetString()!, page.GetProperty("atEnd").GetBoolean());
            }

            Assert.Equal(expected, read);
            Assert.Equal("4-0", next);
        }

        var amended = (await service.GetAsync($"{Changes}?since=2-0&limit=1")).Json.GetProperty("changes")[0];
        Assert.Equal("remarks", amended.GetProperty("fields")[0].GetProperty("field").GetString());
        Assert.Equal(JsonValueKind.Null, amended.GetProperty("fields")[0].GetProperty("old").ValueKind);
        Assert.Empty((await service.GetAsync($"{Changes}?since={Now.AddDays(1):yyyy-MM-dd}")).Json.GetProperty("changes").EnumerateArray());

        var gone = (await service.GetAsync("/api/v1/parties/test-list:1041")).Json;
        Assert.Equal("Invented Person 41", gone.GetProperty("names")[0].GetProperty("text").GetString());
        Assert.Equal(versions[1].Version.ContentHash, gone.GetProperty("lastVersion").GetString());
        Assert.Equal("allow", (await service.ScreenAsync("""{"subject":{"name":"Zebulon Ashgrove"}}""")).Decision);
    }

    [Theory]
    [InlineData("?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("?limit=1001", HttpStatusCode.BadRequest)]
    [InlineData("?since=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("?since=-5", HttpStatusCode.BadRequest)]
    [InlineData("?since=99-0", HttpStatusCode.OK)]
    public async Task Wrong_questions_are_refused_with_what_is_allowed(string query, HttpStatusCode expected)
    {
        await using var service = await RunningService.StartReadyAsync();
        Assert.Equal(expected, (await service.GetAsync(Changes + query)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync("/api/v1/lists/no-list/changes")).Status);
    }

    [Fact]
    public async Task An_operator_rolls_back_and_releases_over_HTTP_and_the_answers_of_screenings_follow()
    {
        var (good, wrong) = (Fresh(Invented.Version(0, 40)), Fresh(Invented.Version(1, 38)));
        var newest = good;
        await using var service = await RunningService.StartReadyAsync(new InventedSupply(() => newest));
        newest = wrong;
        await Eventually.TrueAsync(async () =>
            (await service.GetAsync("/api/v1/lists")).Text.Contains(wrong.Version.ContentHash, StringComparison.Ordinal),
            "the version is in use");

        Assert.Equal(HttpStatusCode.Conflict,
            (await PostAsync(service, "rollback", new { version = "12345678", reason = "No such version." })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(service, "rollback", new { nonsense = 1 })).Status);
        var done = await PostAsync(service, "rollback", new { version = good.Version.ContentHash, reason = "Two people are missing." });
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal(2, done.Json.GetProperty("added").GetInt32());
        Assert.Contains("\"parties\":40", (await service.GetAsync("/api/v1/lists")).Text, StringComparison.Ordinal);

        var history = (await service.GetAsync("/api/v1/lists/test-list/history")).Json;
        Assert.Equal(wrong.Version.ContentHash, history.GetProperty("hold").GetProperty("withdrawn").GetString());
        Assert.Equal("rolled_back", history.GetProperty("events")[0].GetProperty("kind").GetString());
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(service, "release", new { reason = "They had died." })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(service, "release", new { reason = "Again." })).Status);
    }

    private static async Task<Reply> PostAsync(RunningService service, string act, object body)
        => await Reply.OfAsync(await service.Http.PostAsJsonAsync("/api/v1/lists/test-list/" + act, body));

    private static WatchlistSnapshot Fresh(WatchlistSnapshot snapshot) => snapshot.ConfirmedAt(Now);
}
