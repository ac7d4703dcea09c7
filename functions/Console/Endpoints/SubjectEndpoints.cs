using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Proofs;
using Compliance.Functions.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Subjects: everything that is known of one on one page, what was screened and what holds.</summary>
internal static class SubjectEndpoints
{
    private const int Shown = 500;

    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/subjects", ListAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapGet("/subjects/{key}", ShowAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/subjects/{key}/act", ActAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapPost("/subjects/{key}/identity", ProveAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapPost("/strikes/{id}/void", VoidAsync).Needs(ReviewPermission.WorkEnforcement);

        // Addresses that people kept.
        officers.MapGet("/stories", (string? @ref) => Results.Redirect("/app/subjects"
            + (@ref is null ? "" : "?q=" + Uri.EscapeDataString(@ref)))).Needs(ReviewPermission.ReadScreenings);
        officers.MapGet("/stories/{key}", (string key) => Results.Redirect("/app/subjects/" + Uri.EscapeDataString(key)))
            .Needs(ReviewPermission.ReadScreenings);
    }

    private static async Task<IResult> ListAsync(string? q, HttpContext http, ConsolePage page, EnforcementIndex index,
        SubjectStreamStore streams, CancellationToken cancellation)
    {
        var asked = q?.Trim() ?? "";
        if (asked.Length is > 0 and <= 300)
        {
            // An account of which only screenings are known is found by these.
            var known = SubjectRef.TryParse(asked, out var subject, out _)
                || (SubjectRef.TryMake(SubjectKind.Account, asked, out subject, out _)
                    && (await streams.FoldedAsync(subject, cancellation)).ETag is not null);
            return Results.Redirect("/app/subjects/" + (known ? subject.Key : SubjectScreening.KeyOf(asked)));
        }

        AccessRecording.Note(http, "subjects");
        var acted = await index.ReadAsync(EnforcementRows.ActedPrefix, Shown, cancellation);
        return page.Render<SubjectsView>(http, AlertEndpoints.OfficerOf(http), new()
        {
            ["Acted"] = acted.Select(entry => SubjectRef.Parse(entry.Subject)).Order().ToList(),
            ["Asked"] = q,
            ["Problem"] = asked.Length == 0 ? null : "An id has at most 300 characters.",
        });
    }

    private static async Task<IResult> ShowAsync(string key, HttpContext http, ConsolePage page, SubjectPageReader subjects,
        AuditIntake intake, CancellationToken cancellation)
    {
        var officer = AlertEndpoints.OfficerOf(http);
        var (screened, story) = key.Length > 200 ? default : await subjects.FindAsync(key, officer, cancellation);
        if (screened is null && story is null)
        {
            return page.Say(http, officer, "No such subject", "Nothing is known of this subject.", StatusCodes.Status404NotFound);
        }

        if (story is not null)
        {
            await intake.RecordAsync(officer.Id.Value, RecordActs.PersonalDataRead, story.Key, cancellation);
        }

        return page.Render<SubjectView>(http, officer,
            new() { ["Screened"] = screened, ["Story"] = story, ["Once"] = http.TraceIdentifier });
    }

    private static async Task<IResult> ActAsync(string key, HttpContext http, ConsolePage page, ActionService actions,
        SubjectStreamStore streams, TimeProvider time, CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), AlertEndpoints.OfficerOf(http));
        if (await streams.FindAsync(key, cancellation) is not { } stream)
        {
            return page.Say(http, officer, "No such subject", "Nothing is known of this subject.", StatusCodes.Status404NotFound);
        }

        var now = time.GetUtcNow();
        int? Number(string name) => int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var one) ? one : null;
        var body = new ActionBody
        {
            Subject = stream.Subject.Ref.ToString(),
            Reach = form["reach"] == "descendants" ? "descendants" : "self",
            Rung = Number("rung"),
            Limits = Number("rpm") is { } rpm ? new LimitsBody(rpm, null, null) : null,
            Until = Number("days") is { } days and > 0 and < 1000 ? now.AddDays(days).ToString("O", CultureInfo.InvariantCulture) : null,
            Grounds = [new GroundBody { Code = form["ground"], Row = form["row"], Facts = form["facts"] }],
            WhyNotNarrower = form["why"].ToString() is { Length: > 0 } why ? why : null,
        };
        var errors = new FieldErrors();
        var command = new CommandKey(officer.Id.Value, form["once"].ToString(),
            CommandKey.Hash(JsonSerializer.Serialize(body with { Until = null },
            EnforcementWire.Json.ActionBody)));
        if (ActionReading.Read(body, command, now, errors) is not { } action)
        {
            return page.Say(http, officer, "Nothing was changed", errors.All[0].Message, StatusCodes.Status400BadRequest);
        }

        return EnforcementEndpoints.Answer(
            await actions.GiveAsync(action.Subject, new ActionCommand.Propose(action), officer, null, command, cancellation), http, page,
            $"subjects/{key}?done=action-taken");
    }

    private static async Task<IResult> ProveAsync(string key, HttpContext http, ConsolePage page, ProofService proofs,
        SubjectStreamStore streams, CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), AlertEndpoints.OfficerOf(http));
        var (act, id) = (form["act"].ToString(), form["id"].ToString());
        if (await streams.FindAsync(key, cancellation) is not { } stream || act is not ("begin" or "withdraw"))
        {
            return page.Say(http, officer, "Nothing was changed", "The form names no subject, or no command.",
                StatusCodes.Status400BadRequest);
        }

        var subject = stream.Subject.Ref;
        return EnforcementEndpoints.Answer(act == "withdraw"
            ? await proofs.WithdrawAsync(subject, id, form["text"].ToString(), officer, null, cancellation)
            : await proofs.BeginAsync(subject, VerificationCallback.DocumentLevel, officer.Id,
                new CommandKey(officer.Id.Value, "identity " + form["once"], CommandKey.Hash(subject.Key)), cancellation), http, page,
            $"subjects/{key}?done=identity-{act}#identity");
    }

    private static async Task<IResult> VoidAsync(string id, HttpContext http, ConsolePage page, ActionService actions,
        SubjectStreamStore streams, CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), AlertEndpoints.OfficerOf(http));
        if (StrikeIds.KeyOf(id) is not { } key || await streams.FindAsync(key, cancellation) is not { } stream)
        {
            return page.Say(http, officer, "Nothing was changed", "The form names no strike.", StatusCodes.Status400BadRequest);
        }

        var seen = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : (int?)null;
        return EnforcementEndpoints.Answer(await actions.GiveAsync(stream.Subject.Ref,
            new ActionCommand.VoidStrike(id, form["text"].ToString()), officer, seen, null, cancellation), http, page,
            $"subjects/{key}?done=strike-voided");
    }
}
