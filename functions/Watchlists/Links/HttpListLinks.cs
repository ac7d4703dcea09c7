using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.Links;

/// <summary><c>GET /api/v1/links</c>: listings of several lists that are one party, and why.</summary>
internal static class HttpListLinks
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/links", RunAsync)
            .WithName("listLinks").WithTags("Lists")
            .WithSummary("Shows which listings of several lists are one party, and why")
            .WithDescription("entry: a listing, such as us-ofac-sdn:24283; without it the first 1,000 links.")
            .Produces<LinksAnswer>()
            .Produces<ProblemBody>(400, Problems.ContentType),
        Scopes.Screening);

    private static async Task<IResult> RunAsync(string? entry, HttpContext http, PartyLinks links, SeveredLinks severed)
    {
        ListEntryId? asked = null;
        if (entry is not null)
        {
            if (!ListEntryId.TryParse(entry, out var parsed))
            {
                var errors = new FieldErrors();
                errors.Add("query entry", entry, "An entry is written list:key, such as us-ofac-sdn:24283.");
                return Answers.Problem(Problems.InvalidRequest(errors.All));
            }

            asked = parsed;
        }

        return Answers.Json(links.Current.ToAnswer(asked, await severed.AllAsync(http.RequestAborted)), LinkWireFormat.Json.LinksAnswer);
    }
}
