using System.Text.Json;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Limits;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Yente;

/// <summary><c>POST /api/yente/match/{dataset}</c>: parties like the examples of a batch.</summary>
internal static class HttpYenteMatch
{
    /// <summary>Most queries of one batch.</summary>
    public const int MostQueries = 100;

    private const int MostExcluded = 50;
    private const int MostBodyBytes = 2 * 1024 * 1024;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static void Map(IEndpointRouteBuilder routes) => YenteEndpoints.Describe(
        routes.MapPost(YenteEndpoints.Prefix + "/match/{dataset}", RunAsync), "yenteMatch", "Matches entities by example, as yente does",
            Scopes.Screening)
        .Accepts<MatchBody>("application/json", "*/*").Produces<MatchAnswer>().Produces<DetailAnswer>(400).Produces<DetailAnswer>(404)
        .Produces<DetailAnswer>(422).Produces<DetailAnswer>(503).WithRequestTimeout(TimeSpan.FromMinutes(3));

    private static async Task<IResult> RunAsync(string dataset, HttpContext http, YenteMatching matching, RequestLimits limits)
    {
        var parameters = new YenteParameters(http.Request.Query);
        var threshold = parameters.Share("threshold", YenteAlgorithm.Line);
        var asked = new MatchAsked(
            EntityFilter.Read(dataset, parameters) with { ExcludeIds = parameters.Texts("exclude_entity_ids", MostExcluded) },
            YenteAlgorithm.Named(parameters.Text("algorithm")),
            threshold,
            Math.Min(parameters.Share("cutoff", YenteAlgorithm.Line), threshold),
            parameters.Number("limit", 5, YenteParameters.MostResults));
        var index = matching.Ready(asked.Filter.Dataset);
        asked.Filter.RequireKnownTo(index);
        var body = await RequestBody.ReadAsync(http.Request.BodyReader, MostBodyBytes, http.RequestAborted)
            ?? throw YenteFailure.Of(413, $"The body has more than {MostBodyBytes} bytes.");
        var queries = Read(body, asked.Algorithm);
        var responses = new Dictionary<string, MatchesAnswer>(StringComparer.Ordinal);
        var client = ApiKeyGuard.ClientOf(http);
        foreach (var (name, example) in queries)
        {
            // Each query is a request of the caller, as each line of a batch of screenings is; the guard counted the first.
            if (responses.Count > 0)
            {
                await limits.WaitOfCallerAsync(client, http.RequestAborted);
            }

            responses[name] = matching.Match(index, name, example, asked, http.RequestAborted);
        }

        http.Response.Headers["x-batch-size"] = responses.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Answers.Json(new MatchAnswer(responses, asked.Limit), YenteFormat.Json.MatchAnswer);
    }

    /// <summary>The queries of a body, in its order.</summary>
    private static List<(string Name, ExampleBody Example)> Read(byte[] body, YenteAlgorithm algorithm)
    {
        try
        {
            using var document = WellFormedJson.Parse(body, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw YenteFailure.Unfit(["body"], "Input should be an object", document.RootElement.ValueKind.ToString());
            }

            RefuseTuning(document.RootElement, algorithm);
            var queries = Field(document.RootElement, ["body"], "queries");
            var read = queries.EnumerateObject().Where(query => query.Value.ValueKind != JsonValueKind.Null)
                .Select(query => (query.Name, Example(query.Name, query.Value))).ToList();
            return read.Count switch
            {
                0 => throw YenteFailure.Of(400, "No queries provided."),
                > MostQueries => throw YenteFailure.Of(400, $"Too many queries in one batch (limit: {MostQueries})"),
                _ => read,
            };
        }
        catch (JsonException error)
        {
            throw YenteFailure.Unreadable("body", error) ?? YenteFailure.Unfit(["body"], $"JSON decode error: {error.Message}", "no JSON");
        }
    }

    // To leave out what a caller asks of the scoring would answer another question than theirs.
    private static void RefuseTuning(JsonElement root, YenteAlgorithm algorithm)
    {
        foreach (var field in new[] { "config", "weights" })
        {
            if (root.TryGetProperty(field, out var tuning) && tuning.ValueKind == JsonValueKind.Object
                && tuning.EnumerateObject().FirstOrDefault() is { Value.ValueKind: not JsonValueKind.Undefined } first)
            {
                throw YenteFailure.Of(400, field == "config"
                    ? $"Invalid configuration parameter: {first.Name} for algorithm {algorithm.Name}"
                    : "Weights of features are not supported: the profile of the service weighs them.");
            }
        }
    }

    private static ExampleBody Example(string name, JsonElement query)
    {
        string[] place = ["body", "queries", name];
        if (query.ValueKind != JsonValueKind.Object)
        {
            throw YenteFailure.Unfit(place, "Input should be an object", query.ValueKind.ToString());
        }

        if (!query.TryGetProperty("schema", out var schema) || schema.ValueKind != JsonValueKind.String)
        {
            throw YenteFailure.Unfit([.. place, "schema"], "Field required");
        }

        return new ExampleBody
        {
            Id = query.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null,
            Schema = schema.GetString()!,
            // Copied: the document ends with this reading.
            Properties = Field(query, place, "properties").EnumerateObject().GroupBy(property => property.Name, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Last().Value.Clone(), StringComparer.Ordinal),
        };
    }

    private static JsonElement Field(JsonElement holder, string[] place, string name) =>
        !holder.TryGetProperty(name, out var field) ? throw YenteFailure.Unfit([.. place, name], "Field required")
        : field.ValueKind == JsonValueKind.Object ? field
        : throw YenteFailure.Unfit([.. place, name], "Input should be a valid dictionary", field.ValueKind.ToString());
}
