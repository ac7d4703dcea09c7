using Compliance.Functions.Alerts;
using Compliance.Functions.Console.Endpoints;
using Compliance.Functions.Hosting;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Checkpoints;
using Compliance.Functions.Records.Export;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Replay;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Records.Webhooks;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.RecordPages;

/// <summary>The pages of the record and of the reports, and their forms.</summary>
internal static class RecordPages
{
    private const int ReplayedAtATime = 1000;

    public static void Map(RouteGroupBuilder console)
    {
        var officers = console.MapGroup("").Needs(ReviewPermission.ReadAudit);
        officers.MapGet("/records", (string? about, HttpContext http) => ShowAsync(http, about, model => model));
        officers.MapPost("/records/verify", VerifyAsync);
        officers.MapPost("/records/checkpoint", async (HttpContext http, LogCheckpoints checkpoints) =>
        {
            await checkpoints.MakeAsync(http.RequestAborted);
            return Results.Redirect("/app/records");
        }).Needs(ReviewPermission.RunRecords);
        officers.MapPost("/records/replay", async (HttpContext http, ReplayRun run) =>
        {
            var summary = await run.RunAsync(null, ReplayedAtATime, () => { }, http.RequestAborted);
            return await ShowAsync(http, null, model => model with { Replayed = summary });
        });
        officers.MapGet("/records/export", ExportAsync).Needs(ReviewPermission.ExportRecords);
        officers.MapPost("/records/hold",
            (HttpContext http, LegalHolds holds) =>
            WithReasonAsync(http, officer => officer.May(ReviewPermission.PlaceHolds), "An analyst or an approver places holds.",
            async (officer, subject, reason) =>
            !await http.RequestServices.GetRequiredService<RetentionService>().HoldsAnythingOfAsync(subject, http.RequestAborted)
            ? await RefuseAsync(http, "Nothing is stored of this subject: a hold on it would hold nothing. Check the id.")
            : await holds.PlaceAsync(subject, reason, officer, http.RequestAborted) ? Results.Redirect("/app/records#holds")
            : await RefuseAsync(http, "A hold stands on this subject already.")));
        officers.MapPost("/records/release",
            (HttpContext http, LegalHolds holds) =>
            WithReasonAsync(http, officer => officer.May(ReviewPermission.ReleaseHolds), "Two approvers release a hold.",
            async (officer, subject, reason) => await AnswerAsync(http,
                await holds.ReleaseAsync(AlertId.FirstOfSubject(subject).SubjectKey, reason, officer, http.RequestAborted),
                () => Task.FromResult(Results.Redirect("/app/records#holds")), "No hold stands on this subject.")));
        officers.MapPost("/records/erase",
            (HttpContext http, RetentionService keeping) =>
            WithReasonAsync(http, officer => officer.May(ReviewPermission.EraseSubjects), "Two approvers erase.",
            async (officer, subject, reason) =>
        {
            var (result, run) = await keeping.EraseSubjectAsync(subject, reason, officer, http.RequestAborted);
            return await AnswerAsync(http, result, () => ShowAsync(http, null, model => model with { Erased = run }),
                "Nothing is stored of this subject.");
        }));
        officers.MapPost("/records/redeliver/{endpoint}", async (string endpoint, HttpContext http, WebhookOutbox outbox) =>
        {
            await outbox.ReviveAsync(endpoint, AccessRecording.ActorOf(http), http.RequestAborted);
            return Results.Redirect("/app/records#webhooks");
        }).Needs(ReviewPermission.RunRecords);
        ReportPages.Map(officers);
    }

    private static async Task<IResult> VerifyAsync(HttpContext http, RecordVerification verification, AuditIntake intake)
    {
        var verified = await verification.VerifyAsync(seal: true, http.RequestAborted);
        await intake.RecordAsync(AccessRecording.ActorOf(http), RecordActs.RecordVerified, "log", http.RequestAborted, verified.Root);
        return await ShowAsync(http, null, model => model with { Verified = verified });
    }

    private static async Task<IResult> ExportAsync(string? kind, string? id, HttpContext http, EvidenceExport export)
    {
        var officer = AlertEndpoints.OfficerOf(http);
        return id?.Trim() is { Length: > 0 and <= 200 } named && Enum.TryParse<ExportKind>(kind, ignoreCase: true, out var of)
            && Enum.IsDefined(of)
            && await export.MakeAsync(of, named, null, officer.Id.Value, http.RequestAborted) is { } bundle
            ? Results.Bytes(bundle.Zip, "application/zip", HttpExportEvidence.FileName(kind!, bundle))
            : await ShowAsync(http, null, model => model with { Problem = "Nothing is stored under this id." },
                StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> WithReasonAsync(HttpContext http, Func<Officer, bool> may, string otherwise, Func<Officer, string,
        string, Task<IResult>> act)
    {
        var officer = AlertEndpoints.OfficerOf(http);
        if (!may(officer))
        {
            return Page(http).Say(http, officer, "Not for this role", otherwise, StatusCodes.Status403Forbidden);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (subject, reason) = (form["subject"].ToString().Trim(), form["reason"].ToString().Trim());
        return subject.Length is 0 or > 200 || reason.Length is 0 or > LegalHolds.MaxReasonChars
            ? await RefuseAsync(http, $"Name the subject, and say why in at most {LegalHolds.MaxReasonChars} characters.")
            : await act(officer, subject, reason);
    }

    /// <summary>The page after an act of two people.</summary>
    private static async Task<IResult> AnswerAsync(HttpContext http, TwoPersonResult result, Func<Task<IResult>> done, string nothing)
        => result switch
        {
            TwoPersonResult.Done => await done(),
            TwoPersonResult.Nothing => await RefuseAsync(http, nothing),
            TwoPersonResult.Proposed => Results.Redirect("/app/records#approvals"),
            TwoPersonResult.Refused { Refusal: var refusal } => await ShowAsync(http, null,
                model => model with { Problem = refusal.Text }, AlertProblems.StatusOf(refusal.Kind)),
            _ => throw new InvalidOperationException($"Unknown result {result.GetType()}."),
        };

    private static Task<IResult> RefuseAsync(HttpContext http, string problem)
        => ShowAsync(http, null, model => model with { Problem = problem }, StatusCodes.Status400BadRequest);

    private static async Task<IResult> ShowAsync(HttpContext http, string? about, Func<RecordPageModel, RecordPageModel> change,
        int status = StatusCodes.Status200OK)
    {
        var model = await http.RequestServices.GetRequiredService<RecordPageReader>().ReadAsync(about, http.RequestAborted);
        return Page(http).Render<RecordView>(http, AlertEndpoints.OfficerOf(http), new() { ["Model"] = change(model) }, status);
    }

    private static ConsolePage Page(HttpContext http) => http.RequestServices.GetRequiredService<ConsolePage>();
}
