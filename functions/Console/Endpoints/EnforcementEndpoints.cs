using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Leads, what waits for a second person, and the stories of subjects.</summary>
internal static class EnforcementEndpoints
{
    private const int Shown = 500;

    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/leads", async (string? source, bool? unmatched, HttpContext http, ConsolePage page, LeadStore leads,
            CancellationToken cancellation) =>
        {
            AccessRecording.Note(http, "leads");
            return page.Render<LeadsView>(http, OfficerOf(http), new()
            {
                ["Leads"] = await leads.OpenAsync(Shown, cancellation),
                ["Source"] = source is not null && WireNames.TryRead<LeadSource>(source, out var one) ? one : null,
                ["Unmatched"] = unmatched ?? false,
            });
        }).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/leads/{id}/{act}", LeadAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapGet("/approvals", async (HttpContext http, ConsolePage page, ApprovalReader approvals,
            CancellationToken cancellation) =>
        {
            AccessRecording.Note(http, "approvals");
            return page.Render<ApprovalsView>(http, OfficerOf(http),
                new() { ["Waiting"] = await approvals.WaitingAsync(Shown, cancellation) });
        }).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/actions/{id}/decide", DecideAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapGet("/stories", ListAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapGet("/stories/{key}", ShowAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/stories/{key}/act", ActAsync).Needs(ReviewPermission.WorkEnforcement);
    }

    private static async Task<IResult> ListAsync(string? @ref, HttpContext http, ConsolePage page, EnforcementIndex index,
        CancellationToken cancellation)
    {
        var problem = "";
        if (@ref is not null && SubjectRef.TryParse(@ref.Trim(), out var subject, out problem))
        {
            return Results.Redirect("/app/stories/" + subject.Key);
        }

        AccessRecording.Note(http, "stories");
        var acted = await index.ReadAsync(EnforcementRows.ActedPrefix, Shown, cancellation);
        return page.Render<StoriesView>(http, OfficerOf(http), new()
        {
            ["Acted"] = acted.Select(entry => SubjectRef.Parse(entry.Subject)).Order().ToList(),
            ["Asked"] = @ref,
            ["Problem"] = @ref is null ? null : problem,
        });
    }

    private static async Task<IResult> ShowAsync(string key, HttpContext http, ConsolePage page, SubjectStory stories,
        SubjectStreamStore streams, AuditIntake intake, CancellationToken cancellation)
    {
        var officer = OfficerOf(http);
        if (await streams.FindAsync(key, cancellation) is not { } stream
            || await stories.ReadAsync(stream.Subject.Ref, cancellation) is not { } story)
        {
            return page.Say(http, officer, "No such subject", "Nothing is known of this subject.", StatusCodes.Status404NotFound);
        }

        await intake.RecordAsync(officer.Id.Value, RecordActs.PersonalDataRead, key, cancellation);
        return page.Render<StoryView>(http, officer, new() { ["Story"] = story, ["Once"] = http.TraceIdentifier });
    }

    private static async Task<IResult> ActAsync(string key, HttpContext http, ConsolePage page, ActionService actions,
        SubjectStreamStore streams, TimeProvider time, CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
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

        return Answer(await actions.GiveAsync(action.Subject, new ActionCommand.Propose(action), officer, null, command, cancellation),
            http, page,
            $"stories/{key}?done=action-taken");
    }

    private static async Task<IResult> DecideAsync(string id, HttpContext http, ConsolePage page, ActionService actions,
        SubjectStreamStore streams, CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        var errors = new FieldErrors();
        var body = new ActionCommandBody { Text = form["text"] };
        var name = form["act"].ToString();
        if (name is not ("second" or "decline" or "lift" or "second-end" or "decline-end")
            || ActionIds.KeyOf(id) is not { } key || await streams.FindAsync(key, cancellation) is not { } stream
            || ActionReading.Read(name, id, body, errors) is not { } command)
        {
            return page.Say(http, officer, "Nothing was changed", "The form names no action.", StatusCodes.Status400BadRequest);
        }

        var seen = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : (int?)null;
        var back = form["back"] == "approvals" ? "approvals" : $"stories/{key}";
        return Answer(await actions.GiveAsync(stream.Subject.Ref, command, officer, seen, null, cancellation), http, page,
            $"{back}?done=action-{name}");
    }

    private static IResult Answer(ActionReply reply, HttpContext http, ConsolePage page, string back)
        => reply is ActionReply.Refused refused
        ? page.Say(http, OfficerOf(http), "Nothing was changed", refused.Refusal.Text,
            EnforcementMapping.Of(refused.Refusal).Status)
        : Results.Redirect("/app/" + back);

    private static async Task<IResult> LeadAsync(string id, string act, HttpContext http, ConsolePage page, LeadStore leads,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        var text = form["text"].ToString();
        LeadCommand? command = (act == "decide" ? form["act"].ToString() : act) switch
        {
            "claim" => new LeadCommand.Claim(),
            "release" => new LeadCommand.Release(),
            "dismiss" => new LeadCommand.Dismiss(text),
            "park" => new LeadCommand.Park(time.GetUtcNow().AddDays(1), text),
            "act" => new LeadCommand.Act(form["action"].ToString(), text),
            "match" when SubjectRef.TryParse(form["subject"].ToString().Trim(), out var subject, out _) => new LeadCommand.Match(subject),
            _ => null,
        };
        if (command is null || await leads.FindAsync(id, cancellation) is null)
        {
            return page.Say(http, officer, "Nothing was changed", "The form names no lead, no act or no subject.",
                StatusCodes.Status400BadRequest);
        }

        var seen = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : (int?)null;
        var (_, refusal) = await leads.GiveAsync(id, command, officer, seen, cancellation);
        return refusal is null ? Results.Redirect($"/app/leads?done=lead-{command.GetType().Name.ToLowerInvariant()}")
            : page.Say(http, officer, "Nothing was changed", refusal.Text, EnforcementMapping.Of(refusal).Status);
    }

    private static Officer OfficerOf(HttpContext http) => AlertEndpoints.OfficerOf(http);
}
