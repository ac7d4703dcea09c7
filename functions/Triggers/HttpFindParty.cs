using Compliance.Functions.Contracts;
using Compliance.Functions.Corpus;
using Compliance.Functions.Hosting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Triggers;

/// <summary><c>GET /api/v1/parties/{listEntry}</c>: a listed party as the list says it.</summary>
internal static class HttpFindParty
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/parties/{listEntry}", Run)
            .WithName("findParty").WithTags("Lists")
            .WithSummary("Shows a listed party in canonical form")
            .Produces(200, contentType: "application/json")
            .Produces<ProblemBody>(404, Problems.ContentType)
            .Produces<ProblemBody>(503, Problems.ContentType),
        Scopes.Read);

    private static IResult Run(string listEntry, CorpusHost corpora)
    {
        if (corpora.Current is not { } current)
        {
            return Answers.Problem(Problems.NotReady());
        }

        return ListEntryId.TryParse(listEntry, out var entry) && current.Corpus.Find(entry) is { } party
            ? Results.Bytes(PartyCodec.Write(party), "application/json")
            : Answers.Problem(Problems.NotFound("No list in use holds this entry; write list:key, such as us-ofac-sdn:24283."));
    }
}
