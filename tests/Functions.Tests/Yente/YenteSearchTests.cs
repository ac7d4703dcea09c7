using System.Net;
using System.Text.Json;

namespace Compliance.Functions.Tests.Yente;

/// <summary>What yente's own tests of search, entities and catalogue ask, told anew over invented entities (opensanctions/yente,
/// tests/test_search.py, test_entity.py and test_base.py, read November 2026).</summary>
public sealed class YenteSearchTests(YenteService yente) : IClassFixture<YenteService>
{
    [Theory]
    [InlineData("open_sanctions?q=radomir ostrozhenko", 1)]
    [InlineData("open_sanctions?q=остроженко", 1)]
    [InlineData("open_sanctions", 13)]
    [InlineData("open_sanctions?q=tverin", 10)]
    [InlineData("open_sanctions?q=tverin&exclude_schema=Vessel", 9)]
    [InlineData("open_sanctions?q=radomir ostrozhenko&schema=Vessel", 0)]
    [InlineData("open_sanctions?q=radomir ostrozhenko&schema=LegalEntity", 1)]
    [InlineData("open_sanctions?q=radomir ostrozhenko&exclude_dataset=north_register", 0)]
    [InlineData("open_sanctions?q=radomir ostrozhenko&include_dataset=south_register", 0)]
    [InlineData("open_sanctions?q=radomir ostrozhenko&include_dataset=north_register", 1)]
    [InlineData("open_sanctions?q=radomir ostrozhenko&changed_since=2099-01-01T00:00", 0)]
    [InlineData("open_sanctions?q=ostrozhenko&countries=ru", 1)]
    [InlineData("open_sanctions?q=ostrozhenko&countries=ke", 0)]
    [InlineData("open_sanctions?q=ostrozhenko&countries=ke&countries=ru", 1)]
    [InlineData("open_sanctions?q=ostrozhenko&countries=ke&countries=ru&filter_op=AND", 0)]
    [InlineData("open_sanctions?q=ostrozhenko&filter=properties.birthDate:1965-03-02", 1)]
    [InlineData("open_sanctions?q=ostrozhenko&filter=properties.birthDate:1972-01-26", 0)]
    [InlineData("open_sanctions?topics=role.pep", 1)]
    [InlineData("open_sanctions?target=true", 13)]
    [InlineData("open_sanctions?target=false", 0)]
    [InlineData("south_register", 11)]
    [InlineData("open_sanctions?q=banana man", 0)]
    [InlineData("open_sanctions?q=invalid/query", 0)]
    [InlineData("open_sanctions?q=%00%F0%9F%98%80", 0)]
    public async Task A_search_finds_what_its_words_and_filters_name(string query, int total)
    {
        var reply = await yente.GetAsync("/search/" + query);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(total, reply.Json.GetProperty("total").GetProperty("value").GetInt32());
        Assert.All(reply.Json.GetProperty("results").EnumerateArray(), EntityShape.Check);
    }

    [Theory]
    [InlineData("banana", 404)]
    [InlineData("open_sanctions?schema=Banana", 400)]
    [InlineData("open_sanctions?filter=birthDate", 400)]
    [InlineData("open_sanctions?sort=caption:desc", 400)]
    [InlineData("open_sanctions?limit=10000", 422)]
    [InlineData("open_sanctions?sort=first_seen&sort=last_seen&sort=last_change&sort=first_seen", 422)]
    [InlineData("open_sanctions?offset=9999", 422)]
    [InlineData("open_sanctions?facets=colours", 422)]
    [InlineData("open_sanctions?q=ostrozhenko&include_dataset=mx_senators", 422)]
    [InlineData("open_sanctions?q=ostrozhenko&datasets=mx_senators", 422)]
    [InlineData("open_sanctions?q=ostrozhenko&topics=sanctoin", 422)]
    [InlineData("open_sanctions?q=ostrozhenko&filter=birthdate:1965", 422)]
    [InlineData("open_sanctions?q=ostrozhenko&changed_since=2026-02-30", 422)]
    [InlineData("open_sanctions?target=perhaps", 422)]
    public async Task What_cannot_be_searched_is_refused_with_a_detail(string query, int status)
    {
        var reply = await yente.GetAsync("/search/" + query);
        Assert.Equal(status, (int)reply.Status);
        Assert.True(reply.Json.TryGetProperty("detail", out _));
    }

    [Fact]
    public async Task Results_are_paged_sorted_and_counted_by_facets()
    {
        var none = (await yente.GetAsync("/search/open_sanctions?limit=0&offset=2")).Json;
        Assert.Equal((0, 0, 2), (none.GetProperty("results").GetArrayLength(), none.GetProperty("limit").GetInt32(),
            none.GetProperty("offset").GetInt32()));
        var sorted = (await yente.GetAsync("/search/open_sanctions?sort=first_seen:desc&limit=500")).Json.GetProperty("results")
            .EnumerateArray().Select(one => one.GetProperty("first_seen").GetString() ?? "").ToArray();
        Assert.Equal(sorted.OrderByDescending(moment => moment, StringComparer.Ordinal), sorted);
        var facets = none.GetProperty("facets");
        Assert.Equal(["countries", "datasets", "topics"], facets.EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Contains(facets.GetProperty("topics").GetProperty("values").EnumerateArray(),
            one => one.GetProperty("name").GetString() == "debarment" && one.GetProperty("count").GetInt32() == 9);
        var asked = (await yente.GetAsync("/search/open_sanctions?facets=schema&facets=topics")).Json.GetProperty("facets");
        Assert.Equal(["schema", "topics"], asked.EnumerateObject().Select(one => one.Name));
    }

    [Fact]
    public async Task An_entity_is_shown_with_what_belongs_to_it_and_merged_ids_lead_to_it()
    {
        var entity = (await yente.GetAsync("/entities/NK-radomir")).Json;
        EntityShape.Check(entity);
        Assert.Equal(["nr-17", "gb-old-4"], entity.GetProperty("referents").EnumerateArray().Select(one => one.GetString())
            .OrderByDescending(id => id, StringComparer.Ordinal));
        Assert.Equal("NR-SHIP", entity.GetProperty("properties").GetProperty("sanctions")[0].GetProperty("properties")
            .GetProperty("programId")[0].GetString());
        Assert.Equal("NK-velmar", entity.GetProperty("properties").GetProperty("ownershipOwner")[0].GetProperty("properties")
            .GetProperty("asset")[0].GetProperty("id").GetString());
        Assert.Equal("Company", (await yente.GetAsync("/entities/NK-velmar")).Json.GetProperty("schema").GetString());
        var flat = (await yente.GetAsync("/entities/NK-radomir?nested=false")).Json.GetProperty("properties");
        Assert.False(flat.TryGetProperty("sanctions", out _));
        using var direct =
            new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = yente.Service.Http.BaseAddress };
        using var merged = await direct.GetAsync("/api/yente/entities/gb-old-4");
        Assert.Equal((HttpStatusCode.PermanentRedirect, "/api/yente/entities/NK-radomir"),
            (merged.StatusCode, merged.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await yente.GetAsync("/entities/banana")).Status);
    }

    [Fact]
    public async Task What_stands_around_an_entity_is_paged_by_property()
    {
        var around = (await yente.GetAsync("/entities/NK-radomir/adjacent")).Json;
        Assert.Equal("Radomir Vseslavich Ostrozhenko", around.GetProperty("entity").GetProperty("caption").GetString());
        Assert.Equal(1, around.GetProperty("adjacent").GetProperty("sanctions").GetProperty("total").GetProperty("value").GetInt32());
        var page = (await yente.GetAsync("/entities/NK-radomir/adjacent/ownershipOwner?limit=1&offset=1")).Json;
        Assert.Equal((1, 1, 1, 0), (page.GetProperty("limit").GetInt32(), page.GetProperty("offset").GetInt32(),
            page.GetProperty("total").GetProperty("value").GetInt32(), page.GetProperty("results").GetArrayLength()));
        Assert.Equal(HttpStatusCode.OK, (await yente.GetAsync("/entities/NK-radomir/adjacent/familyPerson")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await yente.GetAsync("/entities/NK-radomir/adjacent/address")).Status);
    }

    [Theory]
    [InlineData("/catalog")]
    [InlineData("/manifest")]
    public async Task The_catalogue_names_every_dataset_and_answers_304_to_who_knows_it(string path)
    {
        var reply = await yente.GetAsync(path);
        var datasets = reply.Json.GetProperty("datasets").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);
        Assert.Equal(["default", "north_register", "open_sanctions", "south_register"], datasets.Keys.Order(StringComparer.Ordinal));
        Assert.True(datasets["open_sanctions"].GetProperty("load").GetBoolean());
        Assert.Equal(13, datasets["open_sanctions"].GetProperty("entity_count").GetInt32());
        Assert.Equal(["open_sanctions"], reply.Json.GetProperty("current").EnumerateArray().Select(one => one.GetString()));
        Assert.False(reply.Json.GetProperty("index_stale").GetBoolean());
        foreach (var (known, status) in new[] { (reply.Message.Headers.ETag!.Tag, 304), ("\"stale\"", 200), ("*", 304) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/yente" + path);
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
            using var answer = await yente.Service.Http.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task Algorithms_health_and_readiness_are_told()
    {
        var algorithms = (await yente.GetAsync("/algorithms")).Json;
        Assert.Equal("logic-v2", algorithms.GetProperty("best").GetString());
        Assert.Equal(6, algorithms.GetProperty("algorithms").GetArrayLength());
        Assert.All(algorithms.GetProperty("algorithms").EnumerateArray(), one =>
        {
            Assert.NotEmpty(one.GetProperty("docs").GetProperty("features").EnumerateObject());
            Assert.Equal(JsonValueKind.Object, one.GetProperty("docs").GetProperty("config").ValueKind);
        });
        Assert.Equal("ok", (await yente.GetAsync("/healthz")).Json.GetProperty("status").GetString());
        Assert.Equal("ok", (await yente.GetAsync("/readyz")).Json.GetProperty("status").GetString());
    }
}
