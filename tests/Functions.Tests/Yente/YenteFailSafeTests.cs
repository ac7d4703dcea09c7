using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Tests.EndToEnd;

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
