using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Limits;
using Compliance.Lists.OpenSanctions;

namespace Compliance.Functions.Yente;

/// <summary><c>/api/yente/reconcile/{dataset}</c>: the reconciliation API 0.2 that OpenRefine speaks.</summary>
internal static class HttpReconcile
{
    private const string Reference = "https://www.opensanctions.org/reference/#schema";

    /// <summary>The address.</summary>
    public const string Address = YenteEndpoints.Prefix + "/reconcile/{dataset}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet(Address, (string dataset, HttpContext http, YenteMatching matching) =>
            Results.Text(Manifest(EntityFilter.NameOf(dataset), http, matching).ToJsonString(YenteFormat.Relaxed), "application/json")),
            "yenteReconcile",
            "Describes the reconciliation service of a dataset", Scopes.Read);
        Describe(routes.MapPost(Address, PostAsync), "yenteReconcileQueries", "Answers reconciliation queries or a data extension",
            Scopes.Screening).Accepts<ReconcileForm>("application/x-www-form-urlencoded").DisableAntiforgery()
            .WithRequestTimeout(TimeSpan.FromMinutes(3));
    }

    /// <summary>Names an address of reconciliation.</summary>
    public static RouteHandlerBuilder Describe(RouteHandlerBuilder address, string name, string summary, string scope) =>
        YenteEndpoints.Describe(address, name, summary, scope).Produces<JsonObject>().Produces<DetailAnswer>(400)
            .Produces<DetailAnswer>(404).Produces<DetailAnswer>(422).Produces<DetailAnswer>(503);

    private static JsonObject Manifest(string dataset, HttpContext http, YenteMatching matching)
    {
        matching.Ready(dataset);
        var address = $"{http.Request.Scheme}://{http.Request.Host}{YenteEndpoints.Prefix}/reconcile/{Uri.EscapeDataString(dataset)}";
        var query = http.Request.QueryString.Value;
        return new JsonObject
        {
            ["versions"] = new JsonArray("0.2"),
            ["name"] = $"{dataset} (Compliance)",
            ["identifierSpace"] = Reference,
            ["schemaSpace"] = Reference,
            ["documentation"] = "https://reconciliation-api.github.io/specs/0.2/",
            ["batchSize"] = 3,
            ["view"] = new JsonObject
            {
                ["url"] = $"{http.Request.Scheme}://{http.Request.Host}{YenteEndpoints.Prefix}/entities/{{{{id}}}}",
            },
            ["suggest"] = new JsonObject(new[] { "entity", "type", "property" }.Select(what =>
                KeyValuePair.Create(what, (JsonNode?)Service(address, $"/suggest/{what}{query}")))),
            ["extend"] = new JsonObject
            {
                ["propose_properties"] = Service(address, $"/extend/property{query}"),
                ["propose_settings"] = new JsonArray(),
            },
            ["defaultTypes"] = new JsonArray([.. ReconcileTypes.Matchable.Select(ReconcileTypes.Of)]),
        };
    }

    private static JsonObject Service(string address, string path) => new() { ["service_url"] = address, ["service_path"] = path };

    private static async Task<IResult> PostAsync(string dataset, HttpContext http, YenteMatching matching, RequestLimits limits)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted)
            : throw YenteFailure.Of(400, "No queries or extend request provided.");
        if (form["extend"].ToString() is { Length: > 0 } extend)
        {
            return Counted(http, ReconcileExtension.Answer(matching.Ready(EntityFilter.NameOf(dataset)), extend, out var rows), rows);
        }

        if (form["queries"].ToString() is not { Length: > 0 } queries)
        {
            throw YenteFailure.Of(400, "No queries or extend request provided.");
        }

        var parameters = new YenteParameters(http.Request.Query);
        var asked = new MatchAsked(EntityFilter.Read(dataset, parameters), YenteAlgorithm.Named(parameters.Text("algorithm")),
            YenteAlgorithm.Line, 0, 0);
        var index = matching.Ready(asked.Filter.Dataset);
        asked.Filter.RequireKnownTo(index);
        var answer = new JsonObject();
        foreach (var (name, query) in ReconcileQuery.ReadAll(queries))
        {
            if (answer.Count > 0)
            {
                await limits.WaitOfCallerAsync(ApiKeyGuard.ClientOf(http), http.RequestAborted);
            }

            var found = matching.Match(index, name, query.Example, asked with { Limit = query.Limit }, http.RequestAborted);
            answer[name] = new JsonObject { ["result"] = new JsonArray([.. found.Results.Select(ReconcileTypes.Scored)]) };
        }

        return Counted(http, answer, answer.Count);
    }

    private static IResult Counted(HttpContext http, JsonObject answer, int count)
    {
        http.Response.Headers["x-batch-size"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Text(answer.ToJsonString(YenteFormat.Relaxed), "application/json");
    }
}

/// <summary>The fields of a reconciliation request.</summary>
/// <param name="Queries">JSON of queries by name.</param>
/// <param name="Extend">JSON of a data extension.</param>
internal sealed record ReconcileForm(string? Queries, string? Extend);
