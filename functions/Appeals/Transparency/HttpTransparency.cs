using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Leads;
using Compliance.Functions.Notices;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Appeals.Transparency;

internal sealed record TransparencyAnswer(DateOnly From, DateOnly To, TransparencyRow[] Rows);

/// <summary>JSON of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TransparencyAnswer))]
internal sealed partial class TransparencyJson : JsonSerializerContext;

/// <summary>Counts the report from every subject that was acted on, and gathers the statements of reasons.</summary>
internal sealed class TransparencyReader(AppealReader appeals, LeadStore leads)
{
    /// <summary>The numbers of a time.</summary>
    public async Task<IReadOnlyList<TransparencyRow>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var parts = new List<TransparencyPart>();
        await foreach (var stream in appeals.ActedAsync(cancellation))
        {
            parts.Add(new TransparencyPart(stream.Actions, stream.Notices, stream.Appeals));
        }

        var reports = new List<ReportedMatter>();
        await foreach (var lead in leads.ReportedAsync(cancellation))
        {
            reports.Add(new ReportedMatter(lead.Ground, lead.OpenedAt, lead.Ended == LeadStatus.Actioned ? lead.Outcome : null,
                lead.Ended is not null, lead.Dismissal?.At, lead.ContestedAt));
        }

        return TransparencyReport.Of(parts, reports, from, to);
    }

    /// <summary>The statements of a time that the database takes: what was told and restricts something; not those of which the texts were
    /// erased.</summary>
    public async Task<IReadOnlyList<StatementOfReasons>> StatementsAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var found = new List<(DateTimeOffset At, StatementOfReasons Statement)>();
        await foreach (var stream in appeals.ActedAsync(cancellation))
        {
            found.AddRange(stream.Notices.All.Values.Where(state => state.Notice?.Statement is { Restricts: true, DecisionFacts: not null }
                && DateOnly.FromDateTime(state.QueuedAt!.Value.UtcDateTime) is var day && day >= from && day <= to)
                .Select(state => (state.QueuedAt!.Value, state.Notice!.Statement!)));
        }

        return [.. found.OrderBy(one => one.At).ThenBy(one => one.Statement.Puid, StringComparer.Ordinal).Select(one => one.Statement)];
    }
}

/// <summary><c>/api/v1/transparency</c> and <c>/api/v1/statements</c>.</summary>
internal static class HttpTransparency
{
    private const int LongestDays = 3700;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/api/v1/transparency", (string? from, string? to, string? format, HttpContext http,
            TransparencyReader reader, NoticeOptions options) => OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings,
                _ => ReportAsync(from, to, format, http, reader, options))), "readTransparency",
            "The numbers of a time: actions, notices, appeals, outcomes, times, automation; as json, csv, or a part of the European "
            + "Commission's template (ec1 to ec11)").Produces<TransparencyAnswer>();
        Describe(routes.MapGet("/api/v1/statements", (string? from, string? to, HttpContext http, TransparencyReader reader) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, _ => StatementsAsync(from, to, http, reader))), "exportStatements",
            "Statements of reasons in the submission format of the European Commission's database, one submission of up to a hundred a "
                + "line")
            .Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson");
    }

    /// <summary>Reads a time; null where something is wrong.</summary>
    public static (DateOnly From, DateOnly To)? ReadTime(string? from, string? to, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        var (first, last) = (fields.Day("query from", from), fields.Day("query to", to));
        if (!errors.Any && (first is null || last is null || last < first || last.Value.DayNumber - first.Value.DayNumber > LongestDays))
        {
            errors.Add("query from", null, "Name the first and the last day, yyyy-MM-dd; at most ten years.");
        }

        return errors.Any ? null : (first!.Value, last!.Value);
    }

    private static async Task<IResult> ReportAsync(string? from, string? to, string? format, HttpContext http, TransparencyReader reader,
        NoticeOptions options)
    {
        var errors = new FieldErrors();
        new FieldReading(errors).OneOf("query format", format, ["json", "csv", .. EcTemplate.Formats]);
        if (ReadTime(from, to, errors) is not { } time)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var rows = await reader.ReadAsync(time.From, time.To, http.RequestAborted);
        return format switch
        {
            "csv" => Results.Text(TransparencyFiles.Csv(rows), "text/csv", Encoding.UTF8),
            { } when EcTemplate.PartOf(format) is > 0 and var part =>
                Results.Text(EcTemplate.Write(part, rows, time.From, time.To, options.Platform), "text/csv", Encoding.UTF8),
            _ => Answers.Json(new TransparencyAnswer(time.From, time.To, [.. rows]), TransparencyJson.Default.TransparencyAnswer),
        };
    }

    private static async Task<IResult> StatementsAsync(string? from, string? to, HttpContext http, TransparencyReader reader)
    {
        var errors = new FieldErrors();
        if (ReadTime(from, to, errors) is not { } time)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var statements = await reader.StatementsAsync(time.From, time.To, http.RequestAborted);
        return Results.Text(string.Concat(StatementFormat.WriteMany(statements).Select(one => one + "\n")), "application/x-ndjson",
            Encoding.UTF8);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Transparency").WithSummary(summary).Produces<ProblemBody>(400, Problems.ContentType)
            .Produces<ProblemBody>(403, Problems.ContentType), Scopes.Alerts);
}
