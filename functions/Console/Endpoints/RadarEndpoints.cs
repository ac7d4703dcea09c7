using Compliance.EnforcementCore.Extraction;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Extraction;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>The radar: campaigns, calibration, alarms with their delay, what is ordinary, and the use of an account.</summary>
internal static class RadarEndpoints
{
    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/radar", ShowAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/radar/campaigns", MakeAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapPost("/radar/campaigns/{id}/end", EndAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapPost("/radar/classes", ProposeAsync).Needs(ReviewPermission.WorkEnforcement);
        officers.MapPost("/radar/classes/decide", DecideAsync).Needs(ReviewPermission.WorkEnforcement);
    }

    private static async Task<IResult> ShowAsync(string? q, HttpContext http, ConsolePage page, RadarReader radar, UsageReader usage,
        CancellationToken cancellation)
    {
        var (officer, facts) = (AlertEndpoints.OfficerOf(http), (UsageFacts?)null);
        AccessRecording.Note(http, "radar");
        if (q?.Trim() is { Length: > 0 and <= 300 } asked && (SubjectRef.TryParse(asked, out var subject, out _)
            || SubjectRef.TryMake(SubjectKind.Account, asked, out subject, out _)))
        {
            AccessRecording.Note(http, subject.Key);
            facts = await usage.ReadAsync(subject, cluster: true, cancellation);
        }

        return page.Render<RadarView>(http, officer, new()
        {
            ["Model"] = RadarMapping.For(officer, await radar.ReadAsync(cancellation)),
            ["Usage"] = facts,
            ["Asked"] = q ?? "",
        });
    }

    private static async Task<IResult> MakeAsync(HttpContext http, ConsolePage page, CampaignService campaigns,
        CancellationToken cancellation)
    {
        var (name, text, prompts, wrong) = await ReadAsync(http, HttpRadar.MostConfirmed, cancellation);
        var refusal = wrong ?? (await campaigns.MakeAsync(name, text, prompts, AlertEndpoints.OfficerOf(http), cancellation)).Refusal;
        return Answer(http, page, refusal, "radar-campaign");
    }

    private static async Task<IResult> ProposeAsync(HttpContext http, ConsolePage page, CampaignService campaigns,
        CancellationToken cancellation)
    {
        var (name, text, prompts, wrong) = await ReadAsync(http, HttpRadar.MostOfClass, cancellation);
        var refusal = wrong ?? (await campaigns.ProposeClassAsync(name, text, prompts, AlertEndpoints.OfficerOf(http),
            cancellation)).Refusal;
        return Answer(http, page, refusal, "radar-class");
    }

    private static async Task<IResult> EndAsync(string id, HttpContext http, ConsolePage page, CampaignService campaigns,
        CancellationToken cancellation)
    {
        var text = (await http.Request.ReadFormAsync(cancellation))["text"].ToString();
        return CommandTexts.Problem(text) is { } problem ? Answer(http, page, new Refusal(RefusalCode.BadParameters, problem), "")
            : Answer(http, page, await campaigns.EndAsync(id, text, AlertEndpoints.OfficerOf(http), cancellation), "radar-ended");
    }

    private static async Task<IResult> DecideAsync(HttpContext http, ConsolePage page, CampaignService campaigns,
        CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), AlertEndpoints.OfficerOf(http));
        return form["act"].ToString() switch
        {
            "second" =>
                Answer(http, page, await campaigns.SecondClassAsync(form["name"].ToString(), form["seen"].ToString(), officer,
                    cancellation), "radar-agreed"),
            "decline" => Answer(http, page, await campaigns.DeclineClassAsync(form["name"].ToString(), officer, cancellation) ? null
                : new Refusal(RefusalCode.NotFound, "No class of this name waits."), "radar-declined"),
            _ => Answer(http, page, new Refusal(RefusalCode.BadParameters, "The form names no act."), ""),
        };
    }

    private static async Task<(string Name, string Text, List<PromptSketch> Prompts, Refusal? Wrong)> ReadAsync(HttpContext http, int most,
        CancellationToken cancellation)
    {
        var (form, errors) = (await http.Request.ReadFormAsync(cancellation), new FieldErrors());
        var (name, text) = RadarMapping.Named(form["name"], form["text"], errors);
        var lines = form["prompts"].ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > most)
        {
            errors.Add("prompts", null, $"At most {most} prompts.");
        }

        return (name ?? "", text ?? "", [.. lines.Take(most).Select(PromptSketch.Of)],
            errors.Any ? new Refusal(RefusalCode.BadParameters, string.Join(' ', errors.All.Select(one => one.Message))) : null);
    }

    private static IResult Answer(HttpContext http, ConsolePage page, TwoPersonResult result, string done) => result switch
    {
        TwoPersonResult.Done => Answer(http, page, (Refusal?)null, done),
        TwoPersonResult.Proposed => Answer(http, page, (Refusal?)null, "radar-asked"),
        TwoPersonResult.Refused refused => Answer(http, page, new Refusal(RefusalCode.NotPermitted, refused.Refusal.Text), done),
        _ => Answer(http, page, new Refusal(RefusalCode.NotFound, "There is nothing of this name."), done),
    };

    private static IResult Answer(HttpContext http, ConsolePage page, Refusal? refusal, string done) => refusal is null
        ? Results.Redirect("/app/radar?done=" + done)
        : page.Say(http, AlertEndpoints.OfficerOf(http), "Nothing was changed", refusal.Text, EnforcementMapping.Of(refusal).Status);
}
