using System.Net;
using System.Text.Json;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Functions.Tests.Yente;

/// <summary>What yente's own tests of matching ask, told anew over invented entities (opensanctions/yente, tests/test_match.py and
/// test_app.py, read November 2026).</summary>
public sealed class YenteMatchTests(YenteService yente) : IClassFixture<YenteService>
{
    private static readonly object Radomir = new
    {
        schema = "Person",
        properties = new { name = new[] { "Radomir Vseslavich OSTROZHENKO" }, birthDate = new[] { "1965" }, country = "Russia" },
    };

    private static readonly object ManyNames = new
    {
        schema = "Person",
        properties = new
        {
            name = new[]
            {
                "Radomir Vseslavich Ostrozhenko", "Радомир Всеславич Остроженко", "Остроженко Радомир", "Ostrozhenko Radomir Vseslavich",
                "Radomir Ostroženko",
            },
        },
    };

    [Theory]
    [InlineData("open_sanctions")]
    [InlineData("open-sanctions")]
    [InlineData("north_register")]
    [InlineData("default")]
    public async Task A_batch_of_examples_finds_the_entity_in_every_dataset_that_holds_it(string dataset)
    {
        var reply = await yente.MatchAsync(dataset, new { queries = new { vv = Radomir, xx = Radomir, zz = Radomir } });
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("3", reply.Message.Headers.GetValues("x-batch-size").Single());
        var response = reply.Json.GetProperty("responses").GetProperty("vv");
        Assert.Equal("Person", response.GetProperty("query").GetProperty("schema").GetString());
        Assert.Equal("ru", response.GetProperty("query").GetProperty("properties").GetProperty("country")[0].GetString());
        Assert.True(response.GetProperty("total").GetProperty("value").GetInt32() > 0);
        Assert.Equal(200, response.GetProperty("status").GetInt32());
        var first = response.GetProperty("results")[0];
        Assert.Equal(YenteService.Wanted, first.GetProperty("id").GetString());
        EntityShape.Check(first);
        Assert.True(first.GetProperty("match").GetBoolean());
        Assert.All(first.GetProperty("explanations").EnumerateObject(), feature => Assert.Equal(JsonValueKind.Number,
            feature.Value.GetProperty("score").ValueKind));
        Assert.Equal(first.GetProperty("explanations").EnumerateObject().Select(one => one.Name),
            first.GetProperty("features").EnumerateObject().Select(one => one.Name));
    }

    [Theory]
    [InlineData("name-based")]
    [InlineData("name-qualified")]
    [InlineData("logic-v1")]
    [InlineData("logic-v2")]
    [InlineData("regression-v1")]
    [InlineData("ofac-249")]
    [InlineData("best")]
    [InlineData("Best")]
    public async Task Every_algorithm_that_clients_name_finds_the_entity(string algorithm)
    {
        var first = (await First("open_sanctions?algorithm=" + algorithm))!.Value;
        Assert.Equal(YenteService.Wanted, first.GetProperty("id").GetString());
        Assert.True(first.GetProperty("score").GetDouble() > 0.7);
    }

    [Fact]
    public async Task An_algorithm_that_nobody_knows_is_refused_with_400()
        => Refused(HttpStatusCode.BadRequest,
            await yente.MatchAsync("open_sanctions?algorithm=neural-net", new { queries = new { q = Radomir } }));

    [Theory]
    [InlineData("""{"queries":{"q":{"properties":{"name":"Banana"}}}}""", 422)]
    [InlineData("""{"queries":{"q":{"schema":"xxx","properties":{"name":"Banana"}},"ok":{"schema":"Person","properties":{"name":["A B"]}}}}""", 400)]
    [InlineData("""{"queries":{"q":{"schema":"Sanction","properties":{"program":["X"]}}}}""", 400)]
    [InlineData("""{"queries":{"q":{"schema":"Person"}}}""", 422)]
    [InlineData("""{"queries":{"q":{"schema":"Person","properties":["x"]}}}""", 422)]
    [InlineData("""{"queries":{"q":{"schema":"Person","properties":{"name":[{"a":1}]}}}}""", 422)]
    [InlineData("""{"queries":{"q":{"schema":"Person","properties":{"nmae":["Radomir Ostrozhenko"]}}}}""", 422)]
    [InlineData("""{"queries":{"q":{"schema":"Person","properties":{"nmae":["Radomir Ostrozhenko"],"birthDate":["1965"]}}}}""", 422)]
    [InlineData("""{"queries":{"q":{"schema":"Person","properties":{"name":["Radomir Ostrozhenko"],"name":["A B"]}}}}""", 422)]
    [InlineData("""{"queries":{"q":{"schema":"Person","properties":{"name":["Radomir"]}},"q":{"schema":"Person","properties":{}}}}""", 422)]
    [InlineData("""{"queries":[]}""", 422)]
    [InlineData("""{"queries":{}}""", 400)]
    [InlineData("""{}""", 422)]
    [InlineData("""[]""", 422)]
    [InlineData("""{"queries":""", 422)]
    [InlineData("", 422)]
    [InlineData("""{"queries":{"q":{"schema":"Person","properties":{"name":"A B"}}},"config":{"invalid_option":0.4}}""", 400)]
    [InlineData("""{"queries":{"q":{"schema":"Person","properties":{"name":"A B"}}},"weights":{"name_literal":0.8}}""", 400)]
    public async Task What_is_no_batch_is_refused_with_a_detail(string body, int status)
        => Refused((HttpStatusCode)status, await yente.MatchTextAsync("open_sanctions", body));

    [Theory]
    [InlineData("limit=501")]
    [InlineData("limit=-1")]
    [InlineData("limit=many")]
    [InlineData("threshold=high")]
    [InlineData("threshold=1.1")]
    [InlineData("changed_since=yesterday")]
    [InlineData("changed_since=2026-02-30")]
    [InlineData("changed_since=2026-13-01T10:00")]
    [InlineData("changed_since=2026-01-01T25:00:00")]
    [InlineData("include_dataset=ae_local&include_dataset=mx_governors")]
    [InlineData("topics=sanctoin")]
    public async Task A_parameter_that_does_not_fit_is_refused_with_its_place(string parameter)
    {
        var reply = await yente.MatchAsync("open_sanctions?" + parameter, new { queries = new { q = Radomir } });
        Refused(HttpStatusCode.UnprocessableEntity, reply);
        Assert.Equal(["query", parameter.Split('=')[0]],
            reply.Json.GetProperty("detail")[0].GetProperty("loc").EnumerateArray().Select(step => step.GetString()));
    }

    [Fact]
    public async Task A_dataset_that_nobody_loaded_is_refused_with_404()
        => Refused(HttpStatusCode.NotFound, await yente.MatchAsync("banana", new { queries = new { q = Radomir } }));

    [Fact]
    public async Task More_than_a_hundred_queries_are_refused_and_a_hundred_are_answered()
    {
        Refused(HttpStatusCode.BadRequest, await yente.MatchAsync("open_sanctions",
            new { queries = Enumerable.Range(0, 101).ToDictionary(i => $"q{i}", _ => Radomir) }));
        var reply = await yente.MatchAsync("open_sanctions",
            new { queries = Enumerable.Range(0, 100).ToDictionary(i => $"q{i}", _ => Radomir) });
        Assert.Equal(100, reply.Json.GetProperty("responses").EnumerateObject().Count());
    }

    [Theory]
    [InlineData("algorithm=best")]
    [InlineData("fuzzy=false&algorithm=best")]
    [InlineData("algorithm=logic-v1")]
    public async Task Many_names_of_one_person_find_the_entity(string parameters)
        => Assert.Equal(YenteService.Wanted, (await First("open_sanctions?" + parameters, ManyNames))!.Value.GetProperty("id").GetString());

    [Theory]
    [InlineData("exclude_dataset=open_sanctions", false)]
    [InlineData("exclude_dataset=north_register", false)]
    [InlineData("exclude_dataset=south_register", true)]
    [InlineData("include_dataset=north_register&include_dataset=ae_local", true)]
    [InlineData("include_dataset=north_register&exclude_dataset=north_register", false)]
    [InlineData("topics=crime.cyber", false)]
    [InlineData("topics=crime.cyber&topics=sanction", true)]
    [InlineData("exclude_schema=Person", false)]
    [InlineData("exclude_schema=Vessel", true)]
    [InlineData("changed_since=2025-05-31", true)]
    [InlineData("changed_since=2025-06-02T00:00", false)]
    [InlineData("exclude_entity_ids=NK-radomir", false)]
    [InlineData("exclude_entity_ids=gb-old-4", false)]
    [InlineData("exclude_entity_ids=nobody", true)]
    [InlineData("limit=0", false)]
    [InlineData("threshold=1&cutoff=1", false)]
    public async Task Filters_leave_out_what_they_name_and_nothing_else(string parameters, bool found)
        => Assert.Equal(found, (await First("open_sanctions?" + parameters)) is not null);

    [Fact]
    public async Task The_callers_id_and_numbers_as_values_come_back()
    {
        var reply = await yente.MatchTextAsync("open_sanctions",
            """{"queries":{"q":{"id":"mine","schema":"Person","properties":{"name":["Radomir Ostrozhenko"],"birthDate":[1965],"shoeSize":["44"]}}}}""");
        var query = reply.Json.GetProperty("responses").GetProperty("q").GetProperty("query");
        Assert.Equal("mine", query.GetProperty("id").GetString());
        Assert.Equal("1965", query.GetProperty("properties").GetProperty("birthDate")[0].GetString());
        Assert.False(query.GetProperty("properties").TryGetProperty("shoeSize", out _));
    }

    [Theory]
    [InlineData("radomirvseslavichostrozhenko")]
    [InlineData("Radomlr Ostrozhenka")]
    public async Task Names_without_blanks_and_with_slips_find_the_entity_below_the_line_at_least(string name)
        => Assert.Equal(YenteService.Wanted, (await First("open_sanctions?threshold=0.2",
            new { schema = "Person", properties = new { name = new[] { name, "foo bar" } } }))!.Value.GetProperty("id").GetString());

    [Theory]
    [InlineData("Company", "name", "Velmar Ostrovye Shipping", "NK-velmar")]
    [InlineData("Company", "registrationNumber", "7700123456", "NK-velmar")]
    [InlineData("Vessel", "imoNumber", "9074729", "NK-ship")]
    [InlineData("Vessel", "name", "Sea of Tverin", "NK-ship")]
    [InlineData("LegalEntity", "name", "Ilse Vandermolenaar", "NK-pep")]
    [InlineData("Thing", "name", "Ilse Vandermolenaar", "NK-pep")]
    [InlineData("Person", "lastName", "Vandermolenaar", null)]
    public async Task Examples_of_every_schema_find_by_names_and_by_numbers(string schema, string property, string value, string? id)
    {
        var first = await First("open_sanctions", new { schema, properties = new Dictionary<string, string> { [property] = value } });
        Assert.Equal(id, first?.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task A_request_is_read_as_json_whatever_its_content_type_says(string? type)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { queries = new { q = Radomir } }));
        content.Headers.ContentType = type is null ? null : new System.Net.Http.Headers.MediaTypeHeaderValue(type);
        using var answer = await yente.Service.Http.PostAsync("/api/yente/match/open_sanctions", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_same_request_gets_the_same_bytes()
    {
        var query = new { queries = new { q = ManyNames, r = Radomir } };
        Assert.Equal((await yente.MatchAsync("default?threshold=0.1", query)).Text,
            (await yente.MatchAsync("default?threshold=0.1", query)).Text);
    }

    private async Task<JsonElement?> First(string query, object? example = null)
    {
        var reply = await yente.MatchAsync(query, new { queries = new { q = example ?? Radomir } });
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply.Json.GetProperty("responses").GetProperty("q").GetProperty("results").EnumerateArray().Select(one => (JsonElement?)one)
            .FirstOrDefault();
    }

    private static void Refused(HttpStatusCode status, Reply reply)
    {
        Assert.Equal((status, "application/json"), (reply.Status, reply.Message.Content.Headers.ContentType?.MediaType));
        Assert.Contains(reply.Json.GetProperty("detail").ValueKind, new[] { JsonValueKind.String, JsonValueKind.Array });
    }

    [Fact]
    public async Task A_fifth_birth_date_is_refused_with_its_place_and_not_dropped()
    {
        var properties = new { name = new[] { "Radomir Ostrozhenko" }, birthDate = new[] { "1961", "1962", "1963", "1964", "1965-03-02" } };
        var reply = await yente.MatchAsync("open_sanctions", new { queries = new { q = new { schema = "Person", properties } } });
        Assert.Equal(422, (int)reply.Status);
        Assert.Contains("\"birthDate\"", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_country_of_a_company_counts_in_whatever_order()
    {
        var scores = new List<double>();
        foreach (var jurisdiction in new[] { new[] { "ru", "cy" }, ["cy", "ru"], ["ru"], ["cy"] })
        {
            var reply = await yente.MatchAsync("open_sanctions?cutoff=0", new
            {
                queries = new { q = new { schema = "Company", properties = new { name = new[] { "Velmar Ostrovye" }, jurisdiction } } },
            });
            scores.Add(reply.Json.GetProperty("responses").GetProperty("q").GetProperty("results")[0].GetProperty("score").GetDouble());
        }

        Assert.Equal(scores[0], scores[1]);
        Assert.True(scores[1] > scores[3], string.Join(", ", scores));
    }
}
