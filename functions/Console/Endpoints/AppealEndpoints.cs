using System.Globalization;
using System.Text;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Appeals;
using Compliance.Functions.Appeals.Transparency;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Notices;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Appeals, how notices read, their templates, and the transparency report.</summary>
internal static class AppealEndpoints
{
    private const int Shown = 500;

    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/appeals", async (bool? all, HttpContext http, ConsolePage page, AppealReader appeals, NoticeRows rows,
            CancellationToken cancellation) =>
        {
            AccessRecording.Note(http, "appeals");
            return page.Render<AppealsView>(http, OfficerOf(http), new()
            {
                ["Appeals"] = await appeals.AllAsync(Shown, all != true, cancellation),
                ["All"] = all == true,
                ["Unwritten"] = await rows.ProblemsAsync(Shown, cancellation),
            });
        }).Needs(ReviewPermission.ReadScreenings);
        officers.MapGet("/appeals/{id}", ShowAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapGet("/appeals/{id}/files/{sha256}", DownloadAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/appeals/{id}/decide", ActAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapGet("/notices", PreviewAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/notices", PublishAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapGet("/transparency", TransparencyAsync).Needs(ReviewPermission.ReadScreenings);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext http, ConsolePage page, AppealReader appeals, SiblingIndex siblings,
        AuditIntake intake, CancellationToken cancellation)
    {
        var officer = OfficerOf(http);
        if (await appeals.FindAsync(id, cancellation) is not { } found)
        {
            return page.Say(http, officer, "No such appeal", "No appeal has this number.", StatusCodes.Status404NotFound);
        }

        await intake.RecordAsync(officer.Id.Value, RecordActs.PersonalDataRead, found.Stream.Subject.Ref.Key, cancellation);
        return page.Render<AppealView>(http, officer, new()
        {
            ["Found"] = found,
            ["Siblings"] = await siblings.FindAsync(found.Stream.Actions.Actions[found.State.Appeal.Action].Action!, cancellation),
        });
    }

    private static async Task<IResult> DownloadAsync(string id, string sha256, HttpContext http, ConsolePage page, AppealReader appeals,
        AppealFiles files, AuditIntake intake, CancellationToken cancellation)
    {
        var officer = OfficerOf(http);
        if (await appeals.FindAsync(id, cancellation) is not { } found
            || AppealWire.FilesOf(found.State).FirstOrDefault(file => file.Sha256 == sha256) is not { } file
            || await files.OpenAsync(found.Stream.Subject.Ref, sha256, cancellation) is not { } stream)
        {
            return page.Say(http, officer, "No such file", "The appeal has no such file.", StatusCodes.Status404NotFound);
        }

        await intake.RecordAsync(officer.Id.Value, RecordActs.PersonalDataRead, found.Stream.Subject.Ref.Key, cancellation);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        return Results.Stream(stream, "application/octet-stream", file.Name);
    }

    private static async Task<IResult> ActAsync(string id, HttpContext http, ConsolePage page, AppealReader appeals, AppealService service,
        TimeProvider time, CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        var (act, errors) = (form["act"].ToString(), new FieldErrors());
        int? Number(string name) => int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var one) ? one : null;
        string? Text(string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
        if (!HttpAppeals.Commands.Contains(act) || await appeals.FindAsync(id, cancellation) is not { } found)
        {
            return page.Say(http, officer, "Nothing was changed", "The form names no appeal or no act.", StatusCodes.Status400BadRequest);
        }

        var until = Number("days") is { } days and > 0 and < 1000
            ? time.GetUtcNow().AddDays(days).ToString("O", CultureInfo.InvariantCulture) : null;
        var ruling = act == "decide" ? HttpAppeals.Ruling(Text("outcome"), form["text"], Text("defect"), Number("rung"),
            Text("outcome") == "varied" ? until : null, errors) : null;
        if (errors.Any)
        {
            return page.Say(http, officer, "Nothing was changed", errors.All[0].Message, StatusCodes.Status400BadRequest);
        }

        var reply = await service.GiveAsync(found.Stream.Subject.Ref, HttpAppeals.Command(id, act, form["text"].ToString(), ruling, []),
            officer, Number("version"), null, null, cancellation);
        return reply is AppealReply.Refused refused
            ? page.Say(http, officer, "Nothing was changed", refused.Refusal.Text, EnforcementMapping.Of(refused.Refusal).Status)
            : Results.Redirect($"/app/appeals/{id}?done=appeal-{act}");
    }

    private static async Task<IResult> PreviewAsync(string? template, string? locale, string? audience, string? measure, HttpContext http,
        ConsolePage page, NoticeTemplateStore templates, NoticeOptions options, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        if (HttpNoticeTemplates.ReadPreview(template, locale, audience, measure, errors) is not { } asked)
        {
            return page.Say(http, OfficerOf(http), "No such preview", errors.All[0].Message, StatusCodes.Status400BadRequest);
        }

        var text = await templates.FindAsync(asked.Kind, asked.Locale, cancellation);
        return page.Render<NoticesView>(http, OfficerOf(http), new()
        {
            ["Kind"] = asked.Kind,
            ["Locale"] = asked.Locale,
            ["Audience"] = asked.Audience,
            ["Measure"] = asked.Measure,
            ["Template"] = text,
            ["Rendering"] = NoticeSamples.Render(text.Text, asked.Kind, asked.Locale, asked.Audience,
                NoticeSamples.Of(asked.Measure, asked.Audience), options.Platform),
            ["Waiting"] = await templates.WaitingAsync(cancellation),
        });
    }

    private static async Task<IResult> PublishAsync(HttpContext http, ConsolePage page, NoticeTemplateStore templates,
        CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        var (name, locale) = (form["template"].ToString(), form["locale"].ToString());
        if (NoticeTemplates.KindOf(name) is not { } kind || !NoticeLocales.All.Contains(locale))
        {
            return page.Say(http, officer, "Nothing was changed", "The form names no template.", StatusCodes.Status400BadRequest);
        }

        return await templates.PublishAsync(kind, locale, form["text"].ToString().ReplaceLineEndings("\n"), officer, cancellation) switch
        {
            TemplatePublishing.Refused refused => page.Say(http, officer, "Nothing was published", refused.Refusal.Text,
                StatusCodes.Status400BadRequest),
            TemplatePublishing.Asked { Result: TwoPersonResult.Refused refused } => page.Say(http, officer, "Nothing was published",
                refused.Refusal.Text, StatusCodes.Status403Forbidden),
            TemplatePublishing.Asked asked => Results.Redirect(
                $"/app/notices?template={name}&locale={locale}&done={(asked.Template is null ? "template-asked" : "template-published")}"),
            var other => throw new InvalidOperationException($"Unknown result {other.GetType()}."),
        };
    }

    private static async Task<IResult> TransparencyAsync(string? from, string? to, string? format, HttpContext http, ConsolePage page,
        TransparencyReader reader, NoticeOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (HttpTransparency.ReadTime(from ?? Day(new DateOnly(today.Year, 1, 1)), to ?? Day(today), errors) is not { } asked)
        {
            return page.Say(http, OfficerOf(http), "No such time", errors.All[0].Message, StatusCodes.Status400BadRequest);
        }

        var rows = await reader.ReadAsync(asked.From, asked.To, cancellation);
        return format switch
        {
            "csv" => Results.Text(TransparencyFiles.Csv(rows), "text/csv", Encoding.UTF8),
            { } when EcTemplate.PartOf(format) is > 0 and var part => Results.Text(EcTemplate.Write(part, rows, asked.From, asked.To,
                options.Platform), "text/csv", Encoding.UTF8),
            _ => page.Render<TransparencyView>(http, OfficerOf(http), new() { ["From"] = asked.From, ["To"] = asked.To, ["Rows"] = rows }),
        };
    }

    private static Officer OfficerOf(HttpContext http) => AlertEndpoints.OfficerOf(http);
}
