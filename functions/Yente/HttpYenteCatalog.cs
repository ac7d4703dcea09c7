using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Lists;
using Compliance.Lists.OpenSanctions;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Yente;

/// <summary>A dataset of the catalogue.</summary>
internal sealed record DatasetAnswer(string Name, string Title, string? Version, bool Load, [property: JsonPropertyName("last_export")]
    string? LastExport, [property: JsonPropertyName("index_version")] string? IndexVersion, [property: JsonPropertyName("index_current")]
    bool IndexCurrent, [property: JsonPropertyName("entity_count")] int EntityCount, string[] Children);

/// <summary>The catalogue.</summary>
internal sealed record CatalogAnswer(DatasetAnswer[] Datasets, string[] Current, string[] Outdated,
    [property: JsonPropertyName("index_stale")] bool IndexStale);

/// <summary>What an algorithm is told by.</summary>
internal sealed record AlgorithmDocsAnswer(string Description, JsonObject Features, JsonObject Config);

/// <summary>An algorithm.</summary>
internal sealed record AlgorithmAnswer(string Name, string Description, JsonObject Features, AlgorithmDocsAnswer Docs);

/// <summary>The algorithms.</summary>
internal sealed record AlgorithmsAnswer(AlgorithmAnswer[] Algorithms, string Default, string Best);

/// <summary><c>GET /api/yente/catalog</c>, <c>/manifest</c>, <c>/algorithms</c>, <c>/healthz</c> and <c>/readyz</c>.</summary>
internal static class HttpYenteCatalog
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, name) in new[] { ("/catalog", "yenteCatalog"), ("/manifest", "yenteManifest") })
        {
            YenteEndpoints.Describe(routes.MapGet(YenteEndpoints.Prefix + path, Catalog), name, "Shows the datasets that can be asked for",
                Scopes.Read).Produces<CatalogAnswer>().Produces(304).Produces<DetailAnswer>(503);
        }

        YenteEndpoints.Describe(routes.MapGet(YenteEndpoints.Prefix + "/algorithms", () => Answers.Json(Algorithms(),
            YenteFormat.Json.AlgorithmsAnswer)), "yenteAlgorithms", "Shows the names of algorithms and what answers in their place",
            Scopes.Read).Produces<AlgorithmsAnswer>();
        YenteEndpoints.Describe(routes.MapGet(YenteEndpoints.Prefix + "/healthz", () => Answers.Json(new StatusAnswer("ok"),
            YenteFormat.Json.StatusAnswer)), "yenteHealth", "Says that the process answers", Scopes.Read).Produces<StatusAnswer>();
        YenteEndpoints.Describe(routes.MapGet(YenteEndpoints.Prefix + "/readyz", (YenteMatching matching) =>
        {
            matching.Ready("default");
            return Answers.Json(new StatusAnswer("ok"), YenteFormat.Json.StatusAnswer);
        }), "yenteReady", "Says whether queries are answered over every list", Scopes.Read).Produces<StatusAnswer>()
            .Produces<DetailAnswer>(503);
    }

    private static IResult Catalog(HttpContext http, EntityIndexes indexes, TimeProvider time)
    {
        var (loaded, index) = indexes.Current;
        var now = time.GetUtcNow();
        var stale = loaded.Corpus.Lists.Where(list => list.IsStaleAt(now)).Select(list => FtmView.DatasetOf(list.Code)).ToArray();
        var missing = loaded.Missing.Select(list => FtmView.DatasetOf(list)).ToArray();
        var tag = "\"" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', [loaded.Corpus.Hash, .. stale, "-", .. missing]))))[..40] + "\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, max-age=300";
        return http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries) is var known
            && (known.Contains("*") || known.Contains(tag))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Answers.Json(new CatalogAnswer(
                [.. Datasets(loaded, index)],
                [.. loaded.Corpus.Lists.Select(list => FtmView.DatasetOf(list.Code)).Except(stale)],
                [.. stale, .. missing],
                stale.Length + missing.Length > 0), YenteFormat.Json.CatalogAnswer);
    }

    private static IEnumerable<DatasetAnswer> Datasets(LoadedCorpus loaded, EntityIndex index)
    {
        var lists = loaded.Corpus.Lists.ToDictionary(list => FtmView.DatasetOf(list.Code), StringComparer.Ordinal);
        yield return new DatasetAnswer("default", "Every list in use", loaded.Corpus.Hash[..16], Load: true, null,
            loaded.Corpus.Hash[..16], loaded.Missing.IsEmpty, index.Count, [.. lists.Keys.Order(StringComparer.Ordinal)]);
        foreach (var (name, count) in index.Datasets.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return lists.TryGetValue(name, out var list) ? Of(list, name, count, index)
                // A source within a file of another dataset: it comes and goes with that.
                : new DatasetAnswer(name, name, null, Load: false, null, null, IndexCurrent: true, count, []);
        }
    }

    private static DatasetAnswer Of(ListVersion list, string name, int count, EntityIndex index) => new(
        name,
        ListLibrary.DescriptorOf(list.Code)?.Title ?? name,
        Version(list),
        Load: true,
        list.PublishedAt is { } published ? EntityIndex.Moment(published) : null,
        Version(list),
        IndexCurrent: true,
        count,
        list.Code == FtmView.Code ? [.. index.Datasets.Keys.Where(key => index.IsSourceWithin(key)).Order(StringComparer.Ordinal)] : []);

    private static string Version(ListVersion list) => list.ContentHash[..16];

    private static AlgorithmsAnswer Algorithms() => new(
        [.. YenteAlgorithm.All.Select(one => new AlgorithmAnswer(one.Name, one.Description, FeaturesOf(one),
            new AlgorithmDocsAnswer(one.Description, FeaturesOf(one), [])))],
        YenteAlgorithm.Best,
        YenteAlgorithm.Best);

    private static JsonObject FeaturesOf(YenteAlgorithm algorithm) => new(
        (algorithm.Facts == YenteFacts.Ofac ? ["ofac"] : YenteAlgorithm.Profile.Weights.Keys.ToImmutableArray())
        .Select(row => KeyValuePair.Create(row, (JsonNode?)new JsonObject
        {
            ["description"] = algorithm.Facts == YenteFacts.Ofac ? "The score that OFAC's search tool would show"
                : "A row of the scoring profile, in log-odds",
            ["coefficient"] = algorithm.Facts == YenteFacts.Ofac ? 1 : YenteAlgorithm.Profile.WeightOf(row),
            ["url"] = "",
        })));
}
