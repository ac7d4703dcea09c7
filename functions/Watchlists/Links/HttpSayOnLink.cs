using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Approvals;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Watchlists.Links;

/// <summary><c>POST /api/v1/links/sever</c> and <c>restore</c>: two listings are different parties, or are one after all.</summary>
internal static class HttpSayOnLink
{
    private const int MaxBodyBytes = 16 * 1024;
    private const int MaxReasonChars = 2000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var act in new[] { "sever", "restore" })
        {
            ApiKeyGuard.RequireScope(
                routes.MapPost("/api/v1/links/" + act,
                    (HttpContext http, PartyLinks links, SeveredLinks severed) => OfficerGate.ActAsync(http, ReviewPermission.SeverLinks,
                        officer => RunAsync(http, act == "sever", officer, links, severed)))
                    .WithName(act + "Link").WithTags("Lists")
                    .WithSummary(act == "sever" ? "Says that two listings are different parties"
                        : "Takes back that two listings are different parties")
                    .WithDescription(
                        "The first person asks (202), and it holds when a second one, an approver, says the same. A third listing that "
                            + "is linked with both still joins them: sever "
                            + "that link too.")
                    .Accepts<LinkWordBody>("application/json")
                    .Produces<LinkWordAnswer>()
                    .Produces<PendingApproval>(202)
                    .Produces<ProblemBody>(400, Problems.ContentType),
                Scopes.Alerts);
        }
    }

    private static async Task<IResult> RunAsync(HttpContext http, bool sever, Officer officer, PartyLinks links,
        SeveredLinks severed)
    {
        if (await RequestBody.ReadAsync(http.Request.BodyReader, MaxBodyBytes, http.RequestAborted) is not { } body)
        {
            return Answers.Problem(Problems.TooLarge(MaxBodyBytes));
        }

        if (BodyJson.Read(body, LinkWireFormat.Json.LinkWordBody, out var wrong) is not { } word)
        {
            return Answers.Problem(Problems.InvalidJson(wrong!));
        }

        var errors = new FieldErrors();
        var (first, second) = (Entry("$.first", word.First, errors), Entry("$.second", word.Second, errors));
        if (word.Reason?.Trim().Length is null or 0 or > MaxReasonChars)
        {
            errors.Add("$.reason", null, $"The reason in words, 1 to {MaxReasonChars} characters.");
        }

        if (!errors.Any && first == second)
        {
            errors.Add("$.second", word.Second, "Two different listings are needed.");
        }

        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var (result, said) = await severed.AskAsync(new LinkedPair(first, second), sever, officer, word.Reason!.Trim(),
            http.RequestAborted);
        return await TwoPersonAnswers.OfAsync(http, result, officer,
            async () =>
            {
                await links.RefreshAsync(http.RequestAborted);
                return Answers.Json(said!.ToAnswer(), LinkWireFormat.Json.LinkWordAnswer);
            },
            "There is no such pair.");
    }

    private static ListEntryId Entry(string path, string? text, FieldErrors errors)
    {
        if (!ListEntryId.TryParse(text, out var entry))
        {
            errors.Add(path, text, "An entry is written list:key, such as us-ofac-sdn:24283.");
        }

        return entry;
    }
}
