using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Checkpoints;

namespace Compliance.Functions.Records.Log;

/// <summary><c>GET /api/v1/audit…</c>: the log of acts, its checkpoints, and proofs over them, for whoever audits from outside.</summary>
internal static class HttpReadAuditLog
{
    private const int LargestPage = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/audit", ShowAsync).WithName("showAuditLog").WithTags("Audit")
                .WithSummary("Shows the length, root and latest checkpoint of the log").Produces<AuditLogAnswer>(), Scopes.Audit);
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/audit/records", RecordsAsync).WithName("listAuditRecords").WithTags("Audit")
                .WithSummary("Reads records of the log")
                    .WithDescription("from (1) and limit (100, at most 1000); or about: an alert, a screening, a subject's key or a list.")
                .Produces<AuditRecordsAnswer>().Produces<ProblemBody>(400, Problems.ContentType),
            Scopes.Audit);
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/audit/records/{sequence:long}/proof", ProveAsync).WithName("proveAuditRecord").WithTags("Audit")
                .WithSummary("Proves that a record stands in the log (RFC 6962)")
                    .WithDescription("size: records of the tree, such as a checkpoint's; the whole log where it is absent.")
                .Produces<InclusionAnswer>().Produces<ProblemBody>(404, Problems.ContentType),
            Scopes.Audit);
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/audit/consistency", ConsistencyAsync).WithName("proveAuditConsistency").WithTags("Audit")
                .WithSummary("Proves that the log of one size is the beginning of the log of another (RFC 6962)")
                    .WithDescription("first and second: sizes.")
                .Produces<ConsistencyAnswer>().Produces<ProblemBody>(404, Problems.ContentType),
            Scopes.Audit);
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/audit/checkpoints", CheckpointsAsync).WithName("listCheckpoints").WithTags("Audit")
                .WithSummary("Lists the checkpoints of the log").Produces<CheckpointsAnswer>(), Scopes.Audit);
        ApiKeyGuard.RequireScope(
            routes.MapPost("/api/v1/audit/checkpoints", CheckpointAsync).WithName("makeCheckpoint").WithTags("Audit")
                .WithSummary("Makes a checkpoint of the log now").Produces<CheckpointAnswer>()
                    .Produces<ProblemBody>(404, Problems.ContentType),
            Scopes.Audit);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, AuditLog log, LogCheckpoints checkpoints)
    {
        var head = await log.HeadAsync(http.RequestAborted);
        var (kept, _) = await checkpoints.ReadAsync(http.RequestAborted);
        return Answers.Json(
            new AuditLogAnswer(head.Length, head.Frontier.Root.ToString(), head.Hash, checkpoints.Place, kept.Length,
                kept.LastOrDefault()?.ToAnswer()), RecordWireFormat.Json.AuditLogAnswer);
    }

    private static async Task<IResult> RecordsAsync(HttpContext http, AuditLog log, long from = 1, int limit = 100, string? about = null)
    {
        if (from < 1 || limit is < 1 or > LargestPage || about is { Length: 0 or > 200 })
        {
            return Answers.Problem(
                Problems.InvalidHeader("from, limit or about", null,
                $"from is 1 or more, limit 1 to {LargestPage}, about an id of at most 200 characters."));
        }

        var found = new List<AuditRecordAnswer>();
        if (about is null)
        {
            await foreach (var record in log.ReadAsync(from, from + limit - 1, http.RequestAborted))
            {
                found.Add(record.ToAnswer());
            }
        }
        else
        {
            foreach (var sequence in (await log.AboutAsync(about, http.RequestAborted)).Where(sequence => sequence >= from).Take(limit))
            {
                found.Add((await log.FindAsync(sequence, http.RequestAborted))!.ToAnswer());
            }
        }

        return Answers.Json(new AuditRecordsAnswer([.. found]), RecordWireFormat.Json.AuditRecordsAnswer);
    }

    private static async Task<IResult> ProveAsync(long sequence, HttpContext http, AuditLog log, LogCheckpoints checkpoints, long? size =
        null)
    {
        var whole = (await log.HeadAsync(http.RequestAborted)).Length;
        var tree = size ?? whole;
        if (sequence < 1 || sequence > tree || tree > whole || await log.FindAsync(sequence, http.RequestAborted) is not { } record)
        {
            return Answers.Problem(
                Problems.NotFound($"The log has {whole} records; a proof is of a record within a tree of at most that size."));
        }

        var path = await checkpoints.InclusionAsync(sequence, tree, http.RequestAborted);
        return Answers.Json(
            new InclusionAnswer(sequence, tree, (await log.RootAsync(tree, http.RequestAborted)).ToString(), record.Hash,
                [.. path.Select(hash => hash.ToString())]), RecordWireFormat.Json.InclusionAnswer);
    }

    private static async Task<IResult> ConsistencyAsync(HttpContext http, AuditLog log, LogCheckpoints checkpoints, long first =
        0, long second = 0)
    {
        var whole = (await log.HeadAsync(http.RequestAborted)).Length;
        if (first < 1 || first > second || second > whole)
        {
            return Answers.Problem(Problems.NotFound($"The log has {whole} records; write first and second, 1 to {whole}, in this order."));
        }

        var path = await checkpoints.ConsistencyAsync(first, second, http.RequestAborted);
        return Answers.Json(
            new ConsistencyAnswer(
                first, second, (await log.RootAsync(first, http.RequestAborted)).ToString(),
                    (await log.RootAsync(second, http.RequestAborted)).ToString(), [.. path.Select(hash => hash.ToString())]),
            RecordWireFormat.Json.ConsistencyAnswer);
    }

    private static async Task<IResult> CheckpointsAsync(HttpContext http, LogCheckpoints checkpoints)
    {
        var (kept, unreadable) = await checkpoints.ReadAsync(http.RequestAborted);
        return Answers.Json(new CheckpointsAnswer([.. kept.Select(one => one.ToAnswer())], [.. unreadable]),
            RecordWireFormat.Json.CheckpointsAnswer);
    }

    private static async Task<IResult> CheckpointAsync(HttpContext http, LogCheckpoints checkpoints)
        => await checkpoints.MakeAsync(http.RequestAborted) is { } made
        ? Answers.Json(made.ToAnswer(), RecordWireFormat.Json.CheckpointAnswer)
        : Answers.Problem(Problems.NotFound("The log is empty."));
}
