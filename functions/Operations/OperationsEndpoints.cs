using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Operations;

/// <summary><c>/api/v1/queues</c> and <c>/api/v1/quarantine</c>: what operators look at and act on.</summary>
internal static class OperationsEndpoints
{
    private const int MaxBodyBytes = 4 * 1024;
    private const int MaxRedrive = 1000;
    private const int MaxNoteChars = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        ApiKeyGuard.RequireScope(routes.MapGet("/api/v1/queues", QueuesAsync), Scopes.Admin)
            .WithName("listQueues").WithTags("Operations").WithSummary("What waits, what lies dead, what was not sent yet")
                .Produces<QueuesAnswer>();
        ApiKeyGuard.RequireScope(routes.MapPost("/api/v1/queues/{queue}/redrive", RedriveAsync), Scopes.Admin)
            .WithName("redriveQueue").WithTags("Operations").WithSummary("Sends the dead letters of a queue again")
                .Produces<RedriveAnswer>().Produces<ProblemBody>(404, Problems.ContentType);
        ApiKeyGuard.RequireScope(routes.MapGet("/api/v1/quarantine", ListAsync), Scopes.Admin)
            .WithName("listQuarantine").WithTags("Operations").WithSummary("Messages that can never be handled")
                .Produces<QuarantineAnswer>();
        ApiKeyGuard.RequireScope(routes.MapGet("/api/v1/quarantine/{id}", FindAsync), Scopes.Admin)
            .WithName("findQuarantined").WithTags("Operations").WithSummary("One of them with its text").Produces<QuarantinedMessage>()
                .Produces<ProblemBody>(404, Problems.ContentType);
        foreach (var release in new[] { true, false })
        {
            var act = release ? "release" : "discard";
            ApiKeyGuard.RequireScope(
                    routes.MapPost($"/api/v1/quarantine/{{id}}/{act}",
                        (string id, HttpContext http, Quarantine quarantine) => SettleAsync(id, release, http, quarantine)), Scopes.Admin)
                .WithName(act + "Quarantined").WithTags("Operations")
                .WithSummary(release ? "Sends a quarantined message again" : "Lets a quarantined message go")
                .WithDescription("The note says why; it stands in the audit chain with the caller's name.")
                .Accepts<SettleBody>("application/json").Produces<QuarantinedMessage>().Produces<ProblemBody>(400, Problems.ContentType)
                    .Produces<ProblemBody>(409, Problems.ContentType);
        }
    }

    private static async Task<IResult> QueuesAsync(HttpContext http, QueueOverview overview) =>
        Answers.Json(await overview.ReadAsync(http.RequestAborted), OperationsJson.Default.QueuesAnswer);

    private static async Task<IResult> RedriveAsync(string queue, HttpContext http, QueueOverview overview)
    {
        if (!QueueOverview.Queues.Contains(queue))
        {
            return Answers.Problem(
                Problems.NotFound($"There is no queue of this name; there are {string.Join(", ", QueueOverview.Queues)}."));
        }

        try
        {
            return Answers.Json(new RedriveAnswer(queue, await overview.RedriveAsync(queue, MaxRedrive, http.RequestAborted)),
                OperationsJson.Default.RedriveAnswer);
        }
        catch (NotSupportedException)
        {
            return Answers.Problem(
                Conflict("The queue is in Service Bus: send its dead letters again in the portal's Service Bus Explorer."));
        }
    }

    private static async Task<IResult> ListAsync(HttpContext http, Quarantine quarantine)
    {
        var all = await quarantine.AllAsync(http.RequestAborted);
        return Answers.Json(
            new QuarantineAnswer(all.Count(message => message.Settled is null), [.. all.Select(message =>
                new QuarantineEntry(message.Id, message.Function, message.Reason, message.At, message.Settled, message.By, message.Note,
                message.SettledAt))]),
            OperationsJson.Default.QuarantineAnswer);
    }

    private static async Task<IResult> FindAsync(string id, HttpContext http, Quarantine quarantine)
        => await quarantine.FindAsync(id, http.RequestAborted) is { } message
        ? Answers.Json(message, OperationsJson.Default.QuarantinedMessage)
        : Answers.Problem(Problems.NotFound("No quarantined message has this id."));

    private static async Task<IResult> SettleAsync(string id, bool release, HttpContext http, Quarantine quarantine)
    {
        if (await NoteAsync(http) is not { } note)
        {
            return Answers.Problem(
                Problems.InvalidRequest([new FieldError("$.note", null, $"Say why, in 1 to {MaxNoteChars} characters.")]));
        }

        return await quarantine.FindAsync(id, http.RequestAborted) is null
            ? Answers.Problem(Problems.NotFound("No quarantined message has this id."))
            : await quarantine.SettleAsync(id, release, ApiKeyGuard.ClientOf(http), note, http.RequestAborted) is { } settled
                ? Answers.Json(settled, OperationsJson.Default.QuarantinedMessage)
            : Answers.Problem(Conflict("The message was settled before, or has no queue to be sent to."));
    }

    private static async Task<string?> NoteAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http.Request.BodyReader, MaxBodyBytes, http.RequestAborted);
        var note = body is null ? null : BodyJson.Read(body, OperationsJson.Default.SettleBody, out _)?.Note?.Trim();
        return note is { Length: > 0 and <= MaxNoteChars } ? note : null;
    }

    private static ProblemBody Conflict(string detail) => new()
    {
        Type = "urn:compliance:problem:not-possible-now",
        Title = "This is not possible now.",
        Status = StatusCodes.Status409Conflict,
        Code = "not_possible_now",
        Detail = detail,
    };
}
