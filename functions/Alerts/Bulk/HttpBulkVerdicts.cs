using System.Collections.Immutable;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.Bulk;

/// <summary><c>/api/v1/review/bulk</c>: groups of like findings, proposals, and the second person's answer.</summary>
internal static class HttpBulkVerdicts
{
    private const int MaxBodyBytes = 256 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/review/bulk", (HttpContext http, BulkPageReader reader) => OfficerGate.ReadAsync(
                    http, ReviewPermission.ProposeBulk,
                        async _ => Answers.Json((await reader.ReadAsync(http.RequestAborted)).ToAnswer(),
                        ReviewWireFormat.Json.BulkAnswerBody)))
                .WithName("listBulk").WithTags("Review").WithSummary("Groups of like findings, and bulk verdicts")
                    .Produces<BulkAnswerBody>(),
            Scopes.Alerts);
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/review/bulk/preview", (string group, HttpContext http, BulkPageReader reader) => OfficerGate.ReadAsync(
                    http, ReviewPermission.ProposeBulk,
                        async _ => Answers.Json((await reader.PreviewAsync(group, null, http.RequestAborted)).ToAnswer(),
                        ReviewWireFormat.Json.BulkPreviewAnswer)))
                .WithName("previewBulk").WithTags("Review").WithSummary("Who is in a group, who is not and why")
                    .Produces<BulkPreviewAnswer>(),
            Scopes.Alerts);
        ApiKeyGuard.RequireScope(
            routes.MapPost("/api/v1/review/bulk",
                (HttpContext http, BulkVerdictService desk) =>
                OfficerGate.ActAsync(http, ReviewPermission.ProposeBulk, officer => ProposeAsync(http, desk, officer)))
                .WithName("proposeBulk").WithTags("Review").WithSummary("Proposes one false positive for a group; a second person decides")
                .Accepts<BulkProposalBody>("application/json").Produces<BulkVerdictAnswer>()
                    .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(409, Problems.ContentType),
            Scopes.Alerts);
        foreach (var act in new[] { "approve", "reject", "withdraw" })
        {
            ApiKeyGuard.RequireScope(
                routes.MapPost("/api/v1/review/bulk/{id}/" + act,
                    (string id, HttpContext http, BulkVerdictService desk) =>
                    OfficerGate.ActAsync(http, ReviewPermission.ProposeBulk, officer => AnswerAsync(id, act, http, desk, officer)))
                    .WithName(act + "Bulk").WithTags("Review").WithSummary($"Answer a bulk proposal: {act}")
                    .Accepts<BulkWordsBody>("application/json").Produces<BulkVerdictAnswer>()
                        .Produces<ProblemBody>(403, Problems.ContentType).Produces<ProblemBody>(409, Problems.ContentType),
                Scopes.Alerts);
        }
    }

    private static async Task<IResult> ProposeAsync(HttpContext http, BulkVerdictService desk, Officer officer)
    {
        var errors = new FieldErrors();
        var body = await JsonBody.ReadAsync(http, MaxBodyBytes, ReviewWireFormat.Json.BulkProposalBody, errors);
        var members = ImmutableArray.CreateBuilder<(AlertId, string, int)>();
        foreach (var (member, i) in (body?.Members ?? []).Select((member, i) => (member, i)))
        {
            if (member is null || member.Finding is null)
            {
                errors.Add($"$.members[{i}]", "null", "Each member names an alert, a finding and the version that was read.");
            }
            else if (AlertId.TryParse(member.Alert, out var alert))
            {
                members.Add((alert, member.Finding, member.Version));
            }
            else
            {
                errors.Add($"$.members[{i}].alert", member.Alert, "Not an alert: sixteen hexadecimal digits, a dash and a number.");
            }
        }

        return errors.Any ? Answers.Problem(Problems.InvalidRequest(errors.All))
            : Answer(await desk.ProposeAsync(members.ToImmutable(), body?.Reason, body?.Text, officer, http.RequestAborted), officer);
    }

    private static async Task<IResult> AnswerAsync(string id, string act, HttpContext http, BulkVerdictService desk, Officer officer)
    {
        var errors = new FieldErrors();
        var words = await JsonBody.ReadAsync(http, MaxBodyBytes, ReviewWireFormat.Json.BulkWordsBody, errors);
        return errors.Any ? Answers.Problem(Problems.InvalidRequest(errors.All)) : Answer(
            act switch
            {
                "approve" => await desk.ApproveAsync(id, officer, http.RequestAborted),
                "reject" => await desk.RejectAsync(id, words?.Text, officer, http.RequestAborted),
                _ => await desk.WithdrawAsync(id, officer, http.RequestAborted),
            },
            officer);
    }

    private static IResult Answer(BulkAnswer answer, Officer officer) => answer.Refusal is { } refusal
        ? Answers.Problem(AlertProblems.Of(refusal, null, null, officer.View))
        : Answers.Json(answer.Verdict!.ToAnswer(), ReviewWireFormat.Json.BulkVerdictAnswer);
}
