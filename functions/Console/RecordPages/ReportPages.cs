using System.Collections.Immutable;
using System.Globalization;
using Compliance.Functions.Alerts;
using Compliance.Functions.Console.Endpoints;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Entra;
using Compliance.Functions.Records;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Reports;
using Compliance.ScreeningCore.Audit.Reports;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Console.RecordPages;

/// <summary>The pages of reports: the list with due days, one report with what is unknown, pages to print.</summary>
internal static class ReportPages
{
    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/reports", ShowAllAsync);
        officers.MapPost("/reports/submitter", StateSubmitterAsync);
        officers.MapGet("/reports/annual/{year:int:min(2000):max(2100)}",
            async (int year, HttpContext http, PropertyReports reports, TimeProvider time) =>
            Printed(http, PrintableReport.Of(AnnualReport.Of(year, await reports.AllAsync(http.RequestAborted)), time.GetUtcNow())));
        officers.MapGet("/reports/{id}", (string id, HttpContext http) => ShowAsync(http, id, null, StatusCodes.Status200OK));
        officers.MapGet("/reports/{id}/print",
            async (string id, HttpContext http, ConsolePage page, PropertyReports reports, TimeProvider time) =>
            await reports.FindAsync(id, http.RequestAborted) is { } packet
            ? Printed(http, PrintableReport.Of(packet, time.GetUtcNow()))
            : NotFound(http));
        officers.MapPost("/reports/{id}/{act}", ActAsync);
    }

    private static async Task<IResult> ShowAllAsync(HttpContext http, PropertyReports reports, TimeProvider time)
    {
        var packets = await reports.AllAsync(http.RequestAborted);
        await http.RequestServices.GetRequiredService<AuditIntake>()
            .RecordAsync(AccessRecording.ActorOf(http), RecordActs.PersonalDataRead, "reports", http.RequestAborted);
        return Page(http).Render<ReportsView>(http, AlertEndpoints.OfficerOf(http), new()
        {
            ["Packets"] = packets,
            ["Submitter"] = await reports.SubmitterAsync(http.RequestAborted),
            ["Annual"] = AnnualReport.Of(AnnualYear(time.GetUtcNow()), packets),
        });
    }

    /// <summary>The year whose report is due next: until its own due day, this year's.</summary>
    private static int AnnualYear(DateTimeOffset now) =>
        DateOnly.FromDateTime(now.UtcDateTime) is var today
        && today > new DateOnly(today.Year, ReportRules.AnnualDue.Month, ReportRules.AnnualDue.Day) ? today.Year + 1 : today.Year;

    private static async Task<IResult> StateSubmitterAsync(HttpContext http, PropertyReports reports)
    {
        var officer = AlertEndpoints.OfficerOf(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var facts = FactsOf(form, ReportActs.SubmitterRows);
        if (officer.May(ReviewPermission.WorkReports) && ReportActs.Facts(facts, ReportActs.SubmitterRows, new FieldErrors()) is { } stated)
        {
            await reports.StateSubmitterAsync(stated, officer, http.RequestAborted);
            return Results.Redirect("/app/reports");
        }

        return Forbidden(http, officer);
    }

    private static async Task<IResult> ActAsync(string id, string act, HttpContext http, PropertyReports reports, TimeProvider time)
    {
        var officer = AlertEndpoints.OfficerOf(http);
        if (!officer.May(ReviewPermission.WorkReports))
        {
            return Forbidden(http, officer);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var errors = new FieldErrors();
        var body = new ReportActBody
        {
            Facts = FactsOf(form, ReportActs.StatedRows),
            On = DateOnly.TryParseExact(form["on"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
                : null,
            Reference = form["reference"],
            Authority = form["authority"],
            Reason = form["reason"],
        };
        var happened = ReportActs.All.Contains(act) ? ReportActs.Read(act, body, officer.Id, time.GetUtcNow(), errors) : null;
        if (happened is null)
        {
            return await ShowAsync(http, id, errors.Any ? errors.All[0].Message
                : "That is not an act on a report.", StatusCodes.Status400BadRequest);
        }

        return await reports.RecordAsync(id, happened, officer, http.RequestAborted) switch
        {
            TwoPersonResult.Nothing => NotFound(http),
            TwoPersonResult.Refused { Refusal: var refusal } =>
                await ShowAsync(http, id, refusal.Text, AlertProblems.StatusOf(refusal.Kind)),
            TwoPersonResult.Proposed => await ShowAsync(http, id,
                "Recorded as a request: it counts when a second person, an approver, says the same.", StatusCodes.Status200OK),
            _ => Results.Redirect($"/app/reports/{id}"),
        };
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string id, string? problem, int status)
    {
        if (await http.RequestServices.GetRequiredService<PropertyReports>().FindAsync(id, http.RequestAborted) is not { } packet)
        {
            return NotFound(http);
        }

        await http.RequestServices.GetRequiredService<AuditIntake>()
            .RecordAsync(AccessRecording.ActorOf(http), RecordActs.PersonalDataRead, packet.Occasion.Alert.ToString(), http.RequestAborted);
        return Page(http)
            .Render<ReportView>(http, AlertEndpoints.OfficerOf(http), new() { ["Packet"] = packet, ["Problem"] = problem }, status);
    }

    private static Dictionary<string, string> FactsOf(IFormCollection form, ImmutableArray<ReportRow> rows) =>
        rows.Where(row => form.ContainsKey(row.Code))
        .ToDictionary(row => row.Code, row => form[row.Code].ToString().Trim(), StringComparer.Ordinal);

    /// <summary>A page to print carries its style, so that it can be filed away as it is.</summary>
    private static IResult Printed(HttpContext http, string page)
    {
        http.Response.Headers.ContentSecurityPolicy = ConsoleGuard.PolicyWithStyle(PrintableReport.StyleHash);
        return Results.Text(page, "text/html; charset=utf-8");
    }

    private static IResult Forbidden(HttpContext http, Officer officer) =>
        Page(http).Say(http, officer, "Not for this role", "An analyst or an approver works on reports.", StatusCodes.Status403Forbidden);

    private static IResult NotFound(HttpContext http) =>
        Page(http).Say(http, AlertEndpoints.OfficerOf(http), "No such report", "The address names a report that does not exist.",
        StatusCodes.Status404NotFound);

    private static ConsolePage Page(HttpContext http) => http.RequestServices.GetRequiredService<ConsolePage>();
}
