using System.Text.Json.Nodes;
using Compliance.Functions.Identity;
using Compliance.Lists.OpenSanctions;

namespace Compliance.Functions.Yente;

/// <summary>What OpenRefine asks while somebody types: entities, types and properties that begin so.</summary>
internal static class HttpReconcileSuggest
{
    private const int MostSuggestions = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        HttpReconcile.Describe(routes.MapGet(HttpReconcile.Address + "/suggest/entity",
            (string dataset, HttpContext http, EntityIndexes indexes) => Suggest(dataset, http, indexes, Entities)),
            "yenteSuggestEntity", "Suggests entities whose names begin so", Scopes.Read);
        HttpReconcile.Describe(routes.MapGet(HttpReconcile.Address + "/suggest/type",
            (string dataset, HttpContext http, EntityIndexes indexes) => Suggest(dataset, http, indexes, (_, prefix, _, _) => ReconcileTypes
                .Matchable.Where(schema => ReconcileTypes.Begins(prefix, schema.Name, schema.Label)).Take(MostSuggestions)
                .Select(ReconcileTypes.Of))), "yenteSuggestType", "Suggests schemata that begin so", Scopes.Read);
        HttpReconcile.Describe(routes.MapGet(HttpReconcile.Address + "/suggest/property",
            (string dataset, HttpContext http, EntityIndexes indexes) => Suggest(dataset, http, indexes, (_, prefix, _, _) =>
                Properties(prefix))), "yenteSuggestProperty", "Suggests properties that begin so", Scopes.Read);
        HttpReconcile.Describe(routes.MapGet(HttpReconcile.Address + "/extend/property",
            (string dataset, HttpContext http, EntityIndexes indexes) => Propose(dataset, http, indexes)), "yenteExtendProperty",
            "Proposes properties of a schema for a data extension", Scopes.Read);
    }

    private static IResult Suggest(string dataset, HttpContext http, EntityIndexes indexes,
        Func<EntityIndex, string, EntityFilter, HttpContext, IEnumerable<JsonNode>> suggest)
    {
        var (index, parameters) = (indexes.Current.Index, new YenteParameters(http.Request.Query));
        var filter = EntityFilter.Read(dataset, parameters);
        if (!index.Has(filter.Dataset))
        {
            throw YenteFailure.Of(404, "No such dataset.");
        }

        filter.RequireKnownTo(index);

        var prefix = parameters.Text("prefix");
        return Results.Text(new JsonObject
        {
            ["code"] = "/api/status/ok",
            ["status"] = "200 OK",
            ["prefix"] = prefix,
            ["result"] = new JsonArray([.. suggest(index, prefix, filter, http)]),
        }.ToJsonString(YenteFormat.Relaxed), "application/json");
    }

    private static IEnumerable<JsonNode> Entities(EntityIndex index, string prefix, EntityFilter filter, HttpContext http)
    {
        var limit = new YenteParameters(http.Request.Query).Number("limit", 10, YenteParameters.MostResults);
        return prefix.Trim().Length == 0 ? []
            : YenteSearch.Find(index, new SearchAsked(prefix, AsPrefix: true, filter, []), http.RequestAborted).Take(limit)
                .Select(position => ReconcileTypes.Entity(EntityMapping.Of(index, position)));
    }

    private static IEnumerable<JsonNode> Properties(string prefix) => ReconcileTypes.Matchable
        .SelectMany(schema => schema.Properties).DistinctBy(property => property.QualifiedName)
        .Where(property => ReconcileTypes.Begins(prefix, property.Name, property.Label)).Take(MostSuggestions)
        .Select(property => new JsonObject { ["id"] = property.QualifiedName, ["name"] = property.Label });

    private static IResult Propose(string dataset, HttpContext http, EntityIndexes indexes)
    {
        var parameters = new YenteParameters(http.Request.Query);
        indexes.Of(EntityFilter.NameOf(dataset));
        var type = parameters.Text("type") is { Length: > 0 } named ? named : FtmModel.Base;
        var schema = FtmModel.Find(type) ?? throw YenteFailure.Of(400, $"Invalid type: {type}");
        var limit = parameters.Number("limit", 0, YenteParameters.MostResults);
        // What everybody asks for first; then in the order of the model.
        var properties = schema.Properties.OrderBy(property => property.Name is "name" or "country" ? 0 : 1)
            .Take(limit == 0 ? int.MaxValue : limit).OrderBy(property => property.Label, StringComparer.Ordinal);
        return Results.Text(new JsonObject
        {
            ["limit"] = limit,
            ["type"] = schema.Name,
            ["properties"] = new JsonArray([.. properties.Select(property =>
                (JsonNode)new JsonObject { ["id"] = property.Name, ["name"] = property.Label })]),
        }.ToJsonString(YenteFormat.Relaxed), "application/json");
    }
}
