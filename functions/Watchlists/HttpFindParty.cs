using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists;

/// <summary><c>GET /api/v1/parties/{listEntry}</c>: a listed party as the list says it.</summary>
internal static class HttpFindParty
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/parties/{listEntry}", RunAsync)
            .WithName("findParty").WithTags("Lists")
            .WithSummary("Shows a listed party in canonical form")
            .WithDescription("A party that left its list is shown as it last was, with delistedAt and lastVersion; it blocks nobody.")
            .Produces(200, contentType: "application/json")
            .Produces<ProblemBody>(404, Problems.ContentType)
            .Produces<ProblemBody>(503, Problems.ContentType),
        Scopes.Read);

    private static async Task<IResult> RunAsync(string listEntry, HttpContext http, CorpusHost corpora, DelistedParties delisted)
    {
        if (corpora.Current is not { } current)
        {
            return Answers.Problem(Problems.NotReady());
        }

        if (!ListEntryId.TryParse(listEntry, out var entry))
        {
            return Answers.Problem(Problems.NotFound("Write list:key, such as us-ofac-sdn:24283."));
        }

        if (current.Corpus.Find(entry) is { } party)
        {
            return Results.Bytes(PartyCodec.Write(party), "application/json");
        }

        return await delisted.FindAsync(entry, http.RequestAborted) is { } gone
            ? Results.Bytes(WithDate(gone), "application/json")
            : Answers.Problem(
                Problems.NotFound("No list in use holds this entry, and none held it before; write list:key, such as us-ofac-sdn:24283."));
    }

    /// <summary>The party as it last was, and when it left.</summary>
    private static byte[] WithDate(DelistedParty gone)
    {
        var party = JsonNode.Parse(PartyCodec.Write(gone.Party))!.AsObject();
        party["delistedAt"] = gone.DelistedAt;
        party["lastVersion"] = gone.LastVersion;
        return JsonSerializer.SerializeToUtf8Bytes(party, PartyCodec.Options);
    }
}
