using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Compliance.Functions.Tests.Yente;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>
/// Half a surrogate pair parses as JSON and throws where it is read: yente's interface answered 500 in five places. Every address that the
/// description says takes JSON is asked, and the forms of reconciliation.
/// </summary>
public sealed partial class UnreadableTextEverywhereTests(YenteService yente) : IClassFixture<YenteService>
{
    private static readonly string[] Halves = ["\\ud800", "\\udc00x"];

    private static readonly string[] Forms =
    [
        """queries={"one":{"query":"Radomir","type":"Person","properties":[{"pid":"Thing:country","v":"ru"},{"pid":"name","v":["x"]}]}}""",
        """queries={"one":{"query":"Radomir","type":["Person"],"limit":1},"two":{"query":"x","type":{"id":"Person"}}}""",
        """extend={"ids":["NK-radomir"],"properties":[{"id":"name","settings":{"limit":1}}]}""",
    ];

    [Fact]
    public async Task Every_address_that_takes_JSON_refuses_a_text_that_cannot_be_read()
    {
        var document = (await yente.Service.GetAsync("/openapi/v1.json")).Json;
        var (asked, addresses) = (0, 0);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                if (!operation.Value.TryGetProperty("requestBody", out var body))
                {
                    continue;
                }

                foreach (var content in body.GetProperty("content").EnumerateObject().Where(one => one.Name.EndsWith("json",
                    StringComparison.Ordinal)))
                {
                    addresses++;
                    var sample = content.Value.TryGetProperty("example", out var example) ? example.GetRawText()
                        : SampleOf(document, content.Value.GetProperty("schema"), 0)!.ToJsonString();
                    foreach (var broken in BrokenOf(sample).Take(60))
                    {
                        var (status, said) = await SendAsync(operation.Name, path.Name, content.Name, broken);
                        // A batch answers line by line.
                        Assert.True((int)status is >= 400 and < 500 || (path.Name.EndsWith("/batch", StringComparison.Ordinal)
                            && said.Contains("half of a surrogate pair", StringComparison.Ordinal)),
                            $"{operation.Name} {path.Name} {broken}: {status}");
                        asked++;
                    }
                }
            }
        }

        Assert.True(addresses >= 40 && asked > 300, $"only {asked} bodies to {addresses} addresses");
    }

    [Fact]
    public async Task Forms_of_reconciliation_refuse_it_and_name_the_place()
    {
        foreach (var form in Forms)
        {
            var (field, json) =
                (form[..form.IndexOf('=', StringComparison.Ordinal)], form[(form.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            foreach (var broken in BrokenOf(json))
            {
                var reply = await yente.ReconcileAsync(field, broken);
                Assert.True(reply.Status == HttpStatusCode.UnprocessableEntity, $"{broken}: {reply.Status}");
                Assert.Equal(field, reply.Json.GetProperty("detail")[0].GetProperty("loc")[0].GetString());
            }
        }

        var place = (await yente.Service.Http.PostAsync("/api/yente/match/default", new StringContent(
            """{"queries":{"q1":{"schema":"Person","properties":{"name":["Radomir","\ud800"]}}}}""", Encoding.UTF8, "application/json")));
        Assert.Equal(["body", "queries", "q1", "properties", "name", "1"], JsonDocument.Parse(await place.Content.ReadAsStringAsync())
            .RootElement.GetProperty("detail")[0].GetProperty("loc").EnumerateArray().Select(step => step.GetString()));
    }

    /// <summary>The text with each of its strings, names too, made unreadable in turn.</summary>
    private static IEnumerable<string> BrokenOf(string json)
    {
        var open = false;
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] == '"' && (at == 0 || json[at - 1] != '\\') && (open = !open))
            {
                yield return json.Insert(at + 1, Halves[at % 2]);
            }
        }
    }

    private async Task<(HttpStatusCode Status, string Said)> SendAsync(string method, string path, string type, string body)
    {
        var address = Parameter()
            .Replace(path, match => match.Value is "{dataset}" ? "default" : match.Value is "{code}" ? "us-ofac-sdn" : "x");
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address)
        { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new(type);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.Add("X-Officer", "ana");
        request.Headers.Add("X-Officer-Role", "approver");
        using var answer = await yente.Service.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A body that fills every field of a schema.</summary>
    private static JsonNode? SampleOf(JsonElement document, JsonElement schema, int depth)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        foreach (var choice in (string[])["oneOf", "anyOf"])
        {
            if (schema.TryGetProperty(choice, out var choices))
            {
                return SampleOf(document, choices.EnumerateArray().First(one => !one.TryGetProperty("type", out var kind)
                    || kind.ValueKind != JsonValueKind.String || kind.GetString() != "null"), depth);
            }
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            return JsonNode.Parse(words[0].GetRawText());
        }

        var types = !schema.TryGetProperty("type", out var type) ? ["object"]
            : type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()).ToArray() : [type.GetString()];
        return types.First(one => one != "null") switch
        {
            "object" when schema.TryGetProperty("properties", out var properties) => depth > 5 ? new JsonObject()
                : new JsonObject(properties.EnumerateObject().Select(one => KeyValuePair.Create(one.Name,
                    SampleOf(document, one.Value, depth + 1)))),
            "object" => new JsonObject { ["k"] = "v", ["l"] = new JsonArray("w") },
            "array" => new JsonArray(schema.TryGetProperty("items", out var items) ? SampleOf(document, items, depth + 1) : "w"),
            "string" => "s",
            "boolean" => true,
            _ => 1,
        };
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
