using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary><c>/api/v1/networks/operations</c>: one action on all accounts of an operation, by two people.</summary>
internal static class HttpOperations
{
    private const int MaxBodyBytes = 256 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        HttpNetworks.Describe(routes.MapGet("/api/v1/networks/operations", (string? cluster, HttpContext http,
            OperationService operations) => OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _ =>
            {
                AccessRecording.Note(http, "operations");
                return Answers.Json(new OperationsAnswer([.. (await operations.AllAsync(cluster, http.RequestAborted))
                    .Select(OperationAnswer.Of)]), NetworkWire.Json.OperationsAnswer);
            })), "listOperations", "Actions on operations, the newest first").Produces<OperationsAnswer>();
        HttpNetworks.Describe(routes.MapPost("/api/v1/networks/operations", (HttpContext http, OperationService operations) =>
            OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => ProposeAsync(http, officer, operations))),
            "proposeOperation", "Proposes one action on all accounts of a cluster; nothing is done until another person agrees")
            .Accepts<OperationBody>("application/json").Produces<OperationAnswer>();
        HttpNetworks.Describe(routes.MapPost("/api/v1/networks/operations/{id}/second", (string id, HttpContext http,
            OperationService operations) => OfficerGate.ActAsync(http, ReviewPermission.ApproveVerdicts, async officer =>
                Answer(await operations.SecondAsync(id, officer, http.RequestAborted)))),
            "secondOperation", "Agrees: each account that it meets gets its action").Produces<OperationAnswer>();
        HttpNetworks.Describe(routes.MapPost("/api/v1/networks/operations/{id}/decline", (string id, HttpContext http,
            OperationService operations) => OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, async officer =>
                Answer(await operations.DeclineAsync(id, officer, http.RequestAborted)))),
            "declineOperation", "Declines a proposal, or takes one's own back").Produces<OperationAnswer>();
    }

    private static async Task<IResult> ProposeAsync(HttpContext http, Officer officer, OperationService operations)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        if (key is null || CommandBody.Read(text!, NetworkWire.Json.OperationBody, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var except = (body.Except ?? []).Select((one, place) => ActionReading.Subject($"$.except[{place}]", one, errors)).ToHashSet();
        return errors.Any ? Answers.Problem(Problems.InvalidRequest(errors.All))
            : Answer(await operations.ProposeAsync(new OperationWish(body.Cluster ?? "", (Rung)(body.Rung ?? 0), body.Days,
                body.Ground ?? "", body.Row ?? "", body.Facts ?? "", body.Text ?? "", except)
            { Once = key.Key }, officer,
                http.RequestAborted));
    }

    private static IResult Answer((OperationRow? Row, Refusal? Refusal) result) => result.Refusal is { } refusal
        ? Answers.Problem(EnforcementMapping.Of(refusal)) : Answers.Json(OperationAnswer.Of(result.Row!), NetworkWire.Json.OperationAnswer);
}
