using System.Text.Json.Nodes;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity;
using Compliance.Lists.OpenSanctions;

namespace Compliance.Functions.Yente;

/// <summary><c>GET /api/yente/entities/{id}</c>, and what stands around an entity.</summary>
internal static class HttpYenteEntities
{
    private const string Address = YenteEndpoints.Prefix + "/entities/{id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet(Address, (string id, HttpContext http, EntityIndexes indexes) =>
            Found(id, indexes, (index, position) => Answers.Json(
                new YenteParameters(http.Request.Query).Flag("nested") == false ? EntityMapping.Of(index, position)
                    : EntityMapping.Nested(index, position), YenteFormat.Json.EntityAnswer))),
            "yenteEntity", "Shows an entity with what belongs to it").Produces<EntityAnswer>();
        Describe(routes.MapGet(Address + "/adjacent", (string id, HttpContext http, EntityIndexes indexes) =>
            Found(id, indexes, (index, position) => Answers.Json(Around(index, position, new YenteParameters(http.Request.Query)),
                YenteFormat.Json.AdjacentAnswer))), "yenteAdjacent", "Shows what stands around an entity").Produces<AdjacentAnswer>();
        Describe(routes.MapGet(Address + "/adjacent/{property}",
            (string id, string property, HttpContext http, EntityIndexes indexes) => Found(id, indexes, (index, position) =>
                Answers.Json(Page(index, position, property, new YenteParameters(http.Request.Query)),
                    YenteFormat.Json.AdjacentPageAnswer))),
            "yenteAdjacentProperty", "Shows what stands around an entity in one property").Produces<AdjacentPageAnswer>();
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder address, string name, string summary) =>
        YenteEndpoints.Describe(address, name, summary, Scopes.Read).Produces(308).Produces<DetailAnswer>(404).Produces<DetailAnswer>(422)
            .Produces<DetailAnswer>(503);

    private static IResult Found(string id, EntityIndexes indexes, Func<EntityIndex, int, IResult> answer)
    {
        var index = indexes.Current.Index;
        if (index.PositionOf(id) is >= 0 and var position)
        {
            return answer(index, position);
        }

        return index.MergedInto(id) is >= 0 and var into
            ? Results.Redirect(YenteEndpoints.Prefix + "/entities/" + Uri.EscapeDataString(FtmView.IdOf(index.Corpus.Index.EntryAt(into))),
                permanent: true, preserveMethod: true)
            : throw YenteFailure.Of(404, "No such entity!");
    }

    private static AdjacentAnswer Around(EntityIndex index, int position, YenteParameters parameters)
    {
        var record = FtmNesting.Of(index.Corpus.Index.PartyAt(position), index.Corpus.Find);
        return new AdjacentAnswer(EntityMapping.Of(index, position),
            record.Nested.ToDictionary(pair => pair.Key, pair => PageOf(index, pair.Value, parameters), StringComparer.Ordinal));
    }

    private static AdjacentPageAnswer Page(EntityIndex index, int position, string property, YenteParameters parameters)
    {
        var record = FtmNesting.Of(index.Corpus.Index.PartyAt(position), index.Corpus.Find);
        return record.Nested.TryGetValue(property, out var children) ? PageOf(index, children, parameters)
            : FtmNesting.Properties.Contains(property) ? PageOf(index, [], parameters)
            : throw YenteFailure.Of(404, "No such property!");
    }

    private static AdjacentPageAnswer PageOf(EntityIndex index, IReadOnlyCollection<FtmRecord> children, YenteParameters parameters)
    {
        var (limit, offset) = (parameters.Number("limit", 10, YenteParameters.MostResults),
            parameters.Number("offset", 0, YenteParameters.MostOffset));
        return new AdjacentPageAnswer(limit, offset, new TotalAnswer(children.Count),
            new JsonArray([.. children.Skip(offset).Take(limit).Select(child => EntityMapping.Child(index, child))]));
    }
}
