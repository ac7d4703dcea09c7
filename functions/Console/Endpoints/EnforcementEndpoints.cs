using System.Globalization;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Console.Workspace;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Leads, and what waits for a second person.</summary>
internal static class EnforcementEndpoints
{
    private const int Shown = 500;

    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/leads", async (string? queue, string? source, bool? unmatched, HttpContext http, ConsolePage page,
            LeadStore leads, CancellationToken cancellation) =>
        {
            AccessRecording.Note(http, "leads");
            return page.Render<LeadsView>(http, OfficerOf(http), new()
            {
                ["Leads"] = await leads.OpenAsync(Shown, cancellation),
                ["Source"] = source is not null && WireNames.TryRead<LeadSource>(source, out var one) ? one : null,
                ["Queue"] = LeadQueues.All.FirstOrDefault(one => one.Name == queue),
                ["Unmatched"] = unmatched ?? false,
            });
        }).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/leads/{id}/{act}", LeadAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapGet("/approvals", async (HttpContext http, ConsolePage page, ApprovalReader approvals,
            ProposalReader proposals, CancellationToken cancellation) =>
        {
            AccessRecording.Note(http, "approvals");
            return page.Render<ApprovalsView>(http, OfficerOf(http), new()
            {
                ["Waiting"] = await approvals.WaitingAsync(Shown, cancellation),
                ["Proposals"] = await proposals.WaitingAsync(OfficerOf(http), cancellation),
            });
        }).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/actions/{id}/decide", DecideAsync).Needs(ReviewPermission.WorkEnforcement);
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
        var back = form["back"] == "approvals" ? "approvals" : $"subjects/{key}";
        return Answer(await actions.GiveAsync(stream.Subject.Ref, command, officer, seen, null, cancellation), http, page,
            $"{back}?done=action-{name}");
    }

    internal static IResult Answer(ActionReply reply, HttpContext http, ConsolePage page, string back)
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
            "triage" => new LeadCommand.Triage(
                int.TryParse(form["severity"], NumberStyles.None, CultureInfo.InvariantCulture, out var severity) ? severity : 0,
                form["ground"].ToString(), text),
            "promote" => new LeadCommand.Promote(form["case"].ToString(), text),
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
