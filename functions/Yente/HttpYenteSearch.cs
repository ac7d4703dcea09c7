using System.Collections.Immutable;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity;
using Compliance.Lists.OpenSanctions;

namespace Compliance.Functions.Yente;

/// <summary><c>GET /api/yente/search/{dataset}</c>: parties by the words of their names.</summary>
internal static class HttpYenteSearch
{
    private static readonly ImmutableArray<string> DefaultFacets = ["countries", "topics", "datasets"];
    private static readonly ImmutableArray<string> Facets = ["datasets", "schema", "countries", "identifiers", "topics", "genders"];
    private static readonly ImmutableArray<string> Sorts = ["first_seen", "last_seen", "last_change"];

    public static void Map(IEndpointRouteBuilder routes) => YenteEndpoints.Describe(
        routes.MapGet(YenteEndpoints.Prefix + "/search/{dataset}", (string dataset, HttpContext http, EntityIndexes indexes) =>
            Answers.Json(Search(dataset, http, indexes), YenteFormat.Json.SearchAnswer)), "yenteSearch",
            "Searches entities by a text, as yente does", Scopes.Read)
        .Produces<SearchAnswer>().Produces<DetailAnswer>(400).Produces<DetailAnswer>(404).Produces<DetailAnswer>(422)
        .Produces<DetailAnswer>(503);

    private static SearchAnswer Search(string dataset, HttpContext http, EntityIndexes indexes)
    {
        var parameters = new YenteParameters(http.Request.Query);
        var (limit, offset) = (parameters.Number("limit", 10, YenteParameters.MostResults),
            parameters.Number("offset", 0, YenteParameters.MostOffset));
        var index = indexes.Of(EntityFilter.NameOf(dataset));
        var schema = parameters.Text("schema") is { Length: > 0 } named ? named : FtmModel.Base;
        if (FtmModel.Find(schema) is null)
        {
            throw YenteFailure.Of(400, "Invalid schema");
        }

        var filter = EntityFilter.Read(dataset, parameters) with
        {
            Schema = schema,
            Countries = [.. parameters.Texts("countries").Select(country => country.ToLowerInvariant())],
            Datasets = [.. parameters.Texts("datasets").Select(EntityFilter.NameOf)],
            NeedsAll = parameters.Text("filter_op").Equals("AND", StringComparison.OrdinalIgnoreCase),
            Target = parameters.Flag("target"),
        };
        filter.RequireKnownTo(index);
        var asked = parameters.Texts("facets") is { IsEmpty: false } several ? several : DefaultFacets;
        if (asked.FirstOrDefault(facet => !Facets.Contains(facet)) is { } unknown)
        {
            throw YenteFailure.Unfit(["query", "facets"], $"Input should be one of {string.Join(", ", Facets)}", unknown);
        }

        var search = new SearchAsked(parameters.Text("q"), AsPrefix: false, filter, Fields(parameters));
        var found = Sorted(index, YenteSearch.Find(index, search, http.RequestAborted), parameters);
        return new SearchAnswer(limit, offset, new TotalAnswer(found.Count),
            [.. found.Skip(offset).Take(limit).Select(position => EntityMapping.Of(index, position))],
            asked.Distinct(StringComparer.Ordinal).ToDictionary(facet => facet, facet => YenteFacets.Count(index, facet, found),
                StringComparer.Ordinal));
    }

    private static ImmutableArray<(string, string)> Fields(YenteParameters parameters) =>
        [.. parameters.Texts("filter").Select(text => text.Split(':', 2) is [{ Length: > 0 } field, var value]
            ? (Known(field.StartsWith("properties.", StringComparison.Ordinal) ? field["properties.".Length..] : field), value)
            : throw YenteFailure.Of(400, $"Invalid filter: '{text}'"))];

    // No party has what the model does not know: no result would look like nobody is listed.
    private static string Known(string field) => field is "schema" or "datasets" or "referents" or "countries"
        || FtmModel.FindProperty(field) is not null ? field
        : throw YenteFailure.Unfit(["query", "filter"], "No entity has such a field or property", field);

    private static IReadOnlyList<int> Sorted(EntityIndex index, IReadOnlyList<int> found, YenteParameters parameters)
    {
        var sorted = found;
        foreach (var (text, order) in parameters.Texts("sort", Sorts.Length).Reverse().Select(sort => (sort, sort.Split(':'))))
        {
            if (!Sorts.Contains(order[0]))
            {
                throw YenteFailure.Of(400, $"Invalid sort: '{text}'; one of {string.Join(", ", Sorts)}, :asc or :desc");
            }

            Func<int, string> key = order[0] switch
            {
                "first_seen" => position => index.FirstSeenAt(position) ?? "",
                "last_change" => position => index.LastChangeAt(position) ?? "",
                _ => index.LastSeenAt,
            };
            sorted = order is [_, "desc"] ? [.. sorted.OrderByDescending(key, StringComparer.Ordinal)]
                : [.. sorted.OrderBy(key, StringComparer.Ordinal)];
        }

        return sorted;
    }
}
