using System.Net;

namespace Compliance.Functions.Tests.Yente;

/// <summary>What yente's own tests of reconciliation ask, told anew over invented entities (opensanctions/yente, tests/test_reconcile.py,
/// read November 2026).</summary>
public sealed class YenteReconcileTests(YenteService yente) : IClassFixture<YenteService>
{
    private const string Address = "/reconcile/open_sanctions";

    [Fact]
    public async Task The_service_describes_itself_and_repeats_the_query_string_of_keys()
    {
        var manifest = (await yente.GetAsync(Address + "?api_key=x")).Json;
        Assert.StartsWith("https://www.opensanctions.org", manifest.GetProperty("identifierSpace").GetString(), StringComparison.Ordinal);
        Assert.True(manifest.GetProperty("defaultTypes").GetArrayLength() > 3);
        Assert.EndsWith("?api_key=x", manifest.GetProperty("suggest").GetProperty("entity").GetProperty("service_path").GetString(),
            StringComparison.Ordinal);
        Assert.True(manifest.TryGetProperty("extend", out _));
        Assert.Equal(HttpStatusCode.NotFound, (await yente.GetAsync("/reconcile/banana")).Status);
    }

    [Fact]
    public async Task Queries_are_answered_by_name_with_scores()
    {
        var reply = await yente.ReconcileAsync("queries", new
        {
            one = new { query = "Radomir OSTROZHENKO", properties = new object[] { new { pid = "Thing:country", v = "ru" } } },
            two = new { query = "Velmar Ostrovye Shipping", type = new[] { "Company" }, limit = 1 },
        });
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(YenteService.Wanted, reply.Json.GetProperty("one").GetProperty("result")[0].GetProperty("id").GetString());
        var company = reply.Json.GetProperty("two").GetProperty("result");
        Assert.Equal(1, company.GetArrayLength());
        Assert.True(company[0].GetProperty("match").GetBoolean());
        Assert.Equal("Company", company[0].GetProperty("type")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("queries", """{"mutti":{"type":"Banana"}}""")]
    [InlineData("queries", "{")]
    [InlineData("queries", "[1]")]
    [InlineData("extend", "{")]
    [InlineData("extend", """{"ids":1}""")]
    [InlineData("extend", """{"ids":["gb-old-4"],"properties":[]}""")]
    [InlineData("nothing", "x")]
    public async Task What_is_no_reconciliation_is_refused_with_400(string field, string value)
    {
        var reply = await yente.ReconcileAsync(field, value);
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.True(reply.Json.TryGetProperty("detail", out _));
    }

    [Fact]
    public async Task Values_of_known_entities_are_given()
    {
        var reply = await yente.ReconcileAsync("extend", new
        {
            ids = new[] { "NK-radomir", "nobody" },
            properties = new object[] { new { id = "name", settings = new { limit = 1 } }, new { id = "birthDate" }, new { id = "colour" } },
        });
        Assert.Equal(["name", "birthDate"], reply.Json.GetProperty("meta").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        var row = reply.Json.GetProperty("rows").GetProperty("NK-radomir");
        Assert.Equal("Radomir Vseslavich Ostrozhenko", Assert.Single(row.GetProperty("name").EnumerateArray()).GetProperty("str").GetString());
        Assert.Empty(reply.Json.GetProperty("rows").GetProperty("nobody").EnumerateObject());
    }

    [Theory]
    [InlineData("/suggest/entity", 0, null)]
    [InlineData("/suggest/entity?prefix=radomir%20ostr", 1, "NK-radomir")]
    [InlineData("/suggest/entity?prefix=banana%20man", 0, null)]
    [InlineData("/suggest/property", 0, null)]
    [InlineData("/suggest/property?prefix=country", 3, "Thing:country")]
    [InlineData("/suggest/property?prefix=banana", 0, null)]
    [InlineData("/suggest/type", 0, null)]
    [InlineData("/suggest/type?prefix=organ", 1, "Organization")]
    [InlineData("/suggest/type?prefix=banana", 0, null)]
    public async Task Suggestions_begin_as_typed_and_nothing_typed_suggests_nothing(string path, int count, string? holds)
    {
        var result = (await yente.GetAsync(Address + path)).Json.GetProperty("result").EnumerateArray()
            .Select(one => one.GetProperty("id").GetString()).ToArray();
        Assert.Equal(count, result.Length);
        Assert.True(holds is null || result.Contains(holds), string.Join(' ', result));
    }

    [Fact]
    public async Task Properties_of_a_schema_are_proposed()
    {
        var proposed = (await yente.GetAsync(Address + "/extend/property?limit=5&type=LegalEntity")).Json;
        Assert.Equal(("LegalEntity", 5), (proposed.GetProperty("type").GetString(), proposed.GetProperty("limit").GetInt32()));
        var ids = proposed.GetProperty("properties").EnumerateArray().Select(one => one.GetProperty("id").GetString()).ToArray();
        Assert.Equal(5, ids.Length);
        Assert.Contains("name", ids);
        Assert.Contains("country", ids);
        Assert.Equal(HttpStatusCode.BadRequest, (await yente.GetAsync(Address + "/extend/property?type=Banana")).Status);
    }

    [Fact]
    public async Task An_extension_asks_for_fifty_properties_at_most()
    {
        foreach (var (count, status) in new[] { (50, 200), (51, 400) })
        {
            var properties = Enumerable.Range(0, count).Select(i => new { id = $"p{i}" }).ToArray();
            Assert.Equal(status, (int)(await yente.ReconcileAsync("extend", new { ids = new[] { YenteService.Wanted }, properties })).Status);
        }
    }
}
