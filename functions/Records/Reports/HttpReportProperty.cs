using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Reports;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit.Reports;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Reports;

/// <summary><c>/api/v1/reports…</c>: reports of blocked property and rejected transactions (31 CFR 501.603 and 501.604), as JSON or as a
/// page to print.</summary>
internal static class HttpReportProperty
{
    private const int MaxBodyBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/reports", ListAsync).WithName("listReports").WithTags("Reports")
                .WithSummary("Lists the reports that are or were due, what is due first at the top").Produces<ReportsAnswer>(),
            Scopes.Audit);
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/reports/{id}", FindAsync).WithName("findReport").WithTags("Reports")
                .WithSummary("Assembles one report and says what is unknown").WithDescription("format=html gives a page to print.")
                .Produces<ReportAnswer>().Produces<ProblemBody>(404, Problems.ContentType),
            Scopes.Audit);
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/reports/annual/{year:int:min(2000):max(2100)}", AnnualAsync).WithName("annualReport").WithTags("Reports")
                .WithSummary("Assembles the annual report of property blocked on 30 June")
                    .WithDescription("format=html gives a page to print.").Produces<AnnualReportAnswer>(),
            Scopes.Audit);
        ApiKeyGuard.RequireScope(
            routes.MapPost("/api/v1/reports/submitter",
                (HttpContext http, PropertyReports reports) => OfficerGate.ActAsync(http, ReviewPermission.WorkReports,
                    officer => StateSubmitterAsync(http, reports, officer)))
                .WithName("stateSubmitter").WithTags("Reports").WithSummary("States who submits, once for every report")
                    .Accepts<ReportActBody>("application/json")
                .Produces(204).Produces<ProblemBody>(400, Problems.ContentType),
            Scopes.Audit);
        foreach (var act in ReportActs.All)
        {
            ApiKeyGuard.RequireScope(
                routes.MapPost("/api/v1/reports/{id}/" + act,
                    (string id, HttpContext http, PropertyReports reports, TimeProvider time) => OfficerGate.ActAsync(http,
                        ReviewPermission.WorkReports, officer => ActAsync(id, act, http, reports, officer, time)))
                    .WithName("report" + string.Concat(act.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])))
                        .WithTags("Reports")
                    .WithSummary($"Act on a report: {act}").Accepts<ReportActBody>("application/json")
                    .Produces<ReportAnswer>().Produces<PendingApproval>(202).Produces<ProblemBody>(400, Problems.ContentType)
                        .Produces<ProblemBody>(404, Problems.ContentType),
                Scopes.Audit);
        }
    }

    private static async Task<IResult> ListAsync(HttpContext http, PropertyReports reports, AuditIntake intake, TimeProvider time)
    {
        await intake.RecordAsync(AccessRecording.ActorOf(http), RecordActs.PersonalDataRead, "reports", http.RequestAborted);
        return Answers.Json(new ReportsAnswer(
        [.. (await reports.AllAsync(http.RequestAborted)).Select(packet => packet.ToAnswer(time.GetUtcNow()))]),
        RecordWireFormat.Json.ReportsAnswer);
    }

    private static async Task<IResult> FindAsync(string id, HttpContext http, PropertyReports reports, AuditIntake intake,
        TimeProvider time, string? format = null)
    {
        if (await reports.FindAsync(id, http.RequestAborted) is not { } packet)
        {
            return Answers.Problem(Problems.NotFound("No report has this id."));
        }

        await intake.RecordAsync(AccessRecording.ActorOf(http), RecordActs.PersonalDataRead, packet.Occasion.Alert.ToString(),
            http.RequestAborted);
        var now = time.GetUtcNow();
        return format == "html" ? Results.Text(PrintableReport.Of(packet, now), "text/html; charset=utf-8")
            : Answers.Json(packet.ToAnswer(now), RecordWireFormat.Json.ReportAnswer);
    }

    private static async Task<IResult> AnnualAsync(int year, HttpContext http, PropertyReports reports, AuditIntake intake,
        TimeProvider time, string? format = null)
    {
        var report = AnnualReport.Of(year, await reports.AllAsync(http.RequestAborted));
        await intake.RecordAsync(AccessRecording.ActorOf(http), RecordActs.PersonalDataRead, "annual-report", http.RequestAborted);
        var now = time.GetUtcNow();
        return format == "html" ? Results.Text(PrintableReport.Of(report, now), "text/html; charset=utf-8")
            : Answers.Json(report.ToAnswer(now), RecordWireFormat.Json.AnnualReportAnswer);
    }

    private static async Task<IResult> ActAsync(string id, string act, HttpContext http, PropertyReports reports, Officer officer,
        TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, RecordWireFormat.Json.ReportActBody, MaxBodyBytes, errors) is not { } body
            || ReportActs.Read(act, body, officer.Id, time.GetUtcNow(), errors) is not { } happened)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        return await TwoPersonAnswers.OfAsync(http, await reports.RecordAsync(id, happened, officer, http.RequestAborted), officer,
            async () => Answers.Json((await reports.FindAsync(id, http.RequestAborted))!.ToAnswer(time.GetUtcNow()),
                RecordWireFormat.Json.ReportAnswer),
            "No report has this id.");
    }

    private static async Task<IResult> StateSubmitterAsync(HttpContext http, PropertyReports reports, Officer officer)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, RecordWireFormat.Json.ReportActBody, MaxBodyBytes, errors) is not { } body
            || ReportActs.Facts(body.Facts, ReportActs.SubmitterRows, errors) is not { } facts)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        await reports.StateSubmitterAsync(facts, officer, http.RequestAborted);
        return Results.NoContent();
    }
}
