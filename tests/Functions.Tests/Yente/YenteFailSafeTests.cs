using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Lists.Reading;

namespace Compliance.Functions.Tests.Yente;

/// <summary>No answer of these addresses looks like "nobody is listed" where it is not known.</summary>
public sealed class YenteFailSafeTests
{
    private const string Key = "a-key-for-clients-of-yente";
    private static readonly object Query = new
    {
        queries = new { q = new { schema = "Person", properties = new { name = new[] { "Quentin Oyelaran" } } } },
    };

    [Fact]
    public async Task While_a_list_is_missing_nothing_is_matched_against_everything_and_its_own_dataset_says_so()
    {
        await using var service = await RunningService.StartAsync(new FileSupply(YenteService.File(), isMissing: true));
        await Eventually.TrueAsync(async () => (await service.GetAsync("/api/yente/catalog")).Status == HttpStatusCode.OK, "loaded");
        foreach (var (dataset, status) in new[] { ("default", 503), ("un_sc", 503), ("open_sanctions", 200) })
        {
            var reply = await service.Http.PostAsJsonAsync("/api/yente/match/" + dataset, Query);
            Assert.Equal((dataset, status), (dataset, (int)reply.StatusCode));
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.GetAsync("/api/yente/readyz")).Status);
        Assert.True((await service.GetAsync("/api/yente/catalog")).Json.GetProperty("index_stale").GetBoolean());
    }

    /// <summary>More parties than are found at first match as well or better, and the filter leaves all of them out.</summary>
    [Fact]
    public async Task A_match_in_a_small_dataset_is_found_behind_a_thousand_others()
    {
        var lines = Enumerable.Range(0, 1_040).Select(i => Namesake($"a-{i}", "north_register")).Append(Namesake("z-1", "small_register"));
        var file = new ListFile("entities.ftm.json", () => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        await using var service = await RunningService.StartReadyAsync(new FileSupply(file));
        var reply = await Reply.OfAsync(await service.Http.PostAsJsonAsync(
            "/api/yente/match/open_sanctions?include_dataset=small_register&cutoff=0",
            new { queries = new { q = new { schema = "Person", properties = new { name = new[] { "Ostrik Vandelmar" }, birthDate = "1970-03-05" } } } }));
        Assert.Equal("z-1", Assert.Single(reply.Json.GetProperty("responses").GetProperty("q").GetProperty("results").EnumerateArray())
            .GetProperty("id").GetString());

        static string Namesake(string id, string dataset) => $"{{\"id\":\"{id}\",\"schema\":\"Person\",\"target\":true,"
            + $"\"datasets\":[\"{dataset}\"],\"properties\":{{\"name\":[\"Ostrik Vandelmar\"],\"birthDate\":[\"1970-03-05\"],"
            + "\"topics\":[\"sanction\"]}}";
    }

    [Fact]
    public async Task A_stale_list_matches_nobody_and_a_key_opens_the_addresses_as_clients_of_OpenSanctions_write_it()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        await using var service = await RunningService.StartAsync(new FileSupply(YenteService.File(), age: TimeSpan.FromDays(31)),
            environment: "Production", settings: ["--COMPLIANCE_API_KEYS", $"client:{hash}:screening"]);
        using (var nobody = await service.Http.GetAsync("/api/yente/algorithms"))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
            Assert.Contains("\"detail\"", await nobody.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        service.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", Key);
        await Eventually.TrueAsync(async () => (await service.GetAsync("/api/yente/catalog")).Status == HttpStatusCode.OK, "loaded");
        var reply = await Reply.OfAsync(await service.Http.PostAsJsonAsync("/api/yente/match/open_sanctions", Query));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Contains("stale", reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotNull(reply.Message.Headers.RetryAfter);
    }
}
