using System.Collections.Immutable;
using System.Globalization;
using Compliance.Functions.Alerts;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Hosting;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>The queue, one alert, and the acts on it. An act answers with a redirect; a refusal answers with the page, the reason and what
/// was typed.</summary>
internal static class AlertEndpoints
{
    private static readonly TimeSpan GoodGuyLife = TimeSpan.FromDays(180);

    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/alerts", async (HttpContext http, ConsolePage page, QueuePageReader reader, CancellationToken cancellation) =>
        {
            var officer = OfficerOf(http);
            AccessRecording.Note(http, "alerts");
            return page.Render<QueueView>(http, officer,
                new() { ["Model"] = await reader.ReadAsync(QueueLinks.Read(http.Request.Query), officer, cancellation) });
        }).Needs(ReviewPermission.ReadAlerts);
        officers.MapGet("/alerts/{id}",
            (string id, string? finding, HttpContext http, CancellationToken cancellation) =>
            ShowAsync(http, id, finding, null, 200, cancellation)).Needs(ReviewPermission.ReadAlerts);
        officers.MapPost("/alerts/selected", SelectedAlerts.ActAsync).Needs(ReviewPermission.ReadAlerts);
        officers.MapPost("/alerts/{id}/{act}", ActAsync).Needs(ReviewPermission.ReadAlerts);
    }

    private static async Task<IResult> ActAsync(string id, string act, HttpContext http, AlertService desk, TimeProvider clock,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var finding = form["finding"].ToString();
        if (!AlertId.TryParse(id, out var alert)
            || !int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return NotFound(http);
        }

        // One key for what the comparison itself bears out: the claim and the verdict, each decided by the core as ever.
        var quick = act == Quick;
        if (quick)
        {
            switch (await desk.GiveAsync(alert, new AlertCommand.Claim(), OfficerOf(http), version, cancellation))
            {
                case AlertCommandResult.Done claimed:
                    (act, version) = ("disposition", claimed.Alert.Version);
                    break;
                case AlertCommandResult.Refused refused:
                    return await ShowAsync(http, id, finding, Kept(form, refused, version, quick: true),
                        AlertProblems.StatusOf(refused.Refusal.Kind), cancellation);
                case var other:
                    throw new InvalidOperationException($"Unknown answer {other.GetType()}.");
            }
        }

        var (command, problem) = Read(act, form, finding, clock.GetUtcNow());
        if (command is null)
        {
            return await ShowAsync(http, id, finding, Refused(form, problem ?? $"'{act}' is not an act on alerts."),
                StatusCodes.Status400BadRequest, cancellation);
        }

        var onward = form["then"] == "next" ? await http.RequestServices.GetRequiredService<NextAlert>()
            .AfterAsync(alert, QueueLinks.ViewOf(http), OfficerOf(http), cancellation) : null;
        return await desk.GiveAsync(alert, command, OfficerOf(http), version, cancellation) switch
        {
            // The alert stays while it has findings that nobody decided.
            AlertCommandResult.Done done when onward is not null && done.Alert.Findings.All(one => one.Verdict is not null) =>
                Results.Redirect($"{onward}&done={act}&left={Uri.EscapeDataString(alert.ToString())}"
                    + On(KeysOf(form, finding).Length)),
            AlertCommandResult.Done done => Results.Redirect($"/app/alerts/{alert}?{(onward is null
                ? $"finding={Uri.EscapeDataString(finding)}&" : "")}done={(done.Alert.Find(finding)?.Reopening is null ? act : Asked)}"
                + On(KeysOf(form, finding).Length) + NextAlert.Carried(QueueLinks.ViewOf(http))),
            AlertCommandResult.Refused refused => await ShowAsync(http, id, finding, Kept(form, refused, version, quick),
                AlertProblems.StatusOf(refused.Refusal.Kind), cancellation),
            var other => throw new InvalidOperationException($"Unknown answer {other.GetType()}."),
        };
    }

    /// <summary>Claims and records at once, from the sentence and the reason that the page showed.</summary>
    private const string Quick = "quick";

    /// <summary>What was done where a second person must agree first: asked, nothing more.</summary>
    private const string Asked = "reopen-asked";

    /// <summary>The listings that the page showed as one party, by their keys: what was seen is what is decided, also where a link changed
    /// meanwhile.</summary>
    private static ImmutableArray<string> KeysOf(IFormCollection form, string finding) =>
        form["together"] == "yes" ? [.. form["also"].OfType<string>().Prepend(finding).Distinct(StringComparer.Ordinal)] : [finding];

    private static string On(int listings) => listings > 1 ? string.Create(CultureInfo.InvariantCulture, $"&on={listings}") : "";

    private static (AlertCommand? Command, string? Problem) Read(string act, IFormCollection form, string finding, DateTimeOffset now)
    {
        var keys = KeysOf(form, finding);
        var text = form["text"].ToString();
        switch (act)
        {
            case "claim": return (new AlertCommand.Claim(), null);
            case "release": return (new AlertCommand.Release(), null);
            case "note": return (new AlertCommand.AddNote(text), null);
            case "escalate": return (new AlertCommand.Escalate(text), null);
            case "information": return (new AlertCommand.NeedInformation(text), null);
            case "resume": return (new AlertCommand.Resume(), null);
            case "revoke": return (new AlertCommand.RevokeGoodGuy(finding, text), null);
            case "review": return (new AlertCommand.ReviewGoodGuy(finding, text), null);
            case "approve": return (new AlertCommand.Approve(keys, text), null);
            case "reject": return (new AlertCommand.Reject(keys, text), null);
            case "undo": return (new AlertCommand.Undo(keys), null);
            case "reopen": return (new AlertCommand.Reopen(keys, text), null);
            case "handover":
                return OfficerId.TryParse(form["to"], out var to) ? (new AlertCommand.HandOver(to, text), null)
                    : (null, "Name the colleague: 2 to 64 letters, digits and . _ @ -.");
            case "hold":
                return DateOnly.TryParseExact(form["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? (new AlertCommand.Hold(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), text), null)
                    : (null, "Say until which day, as 2026-01-31.");
            case "disposition":
                return Enum.TryParse<Disposition>(form["disposition"], out var disposition) && Enum.IsDefined(disposition)
                    ? (new AlertCommand.RecordDisposition(keys, disposition, form["reason"], text, form["goodGuy"] == "yes"
                        ? now + GoodGuyLife : null), null)
                    : (null, "Choose a conclusion.");
            default: return (null, null);
        }
    }

    /// <summary>Where the alert changed meanwhile, the words are kept and the conclusion is not: it must be drawn again from what is there
    /// now. Reason and words of the one key are the page's, not the officer's: they go too.</summary>
    private static FormState Kept(IFormCollection form, AlertCommandResult.Refused refused, int version, bool quick)
    {
        var kept = Refused(form, refused.Refusal.Text);
        return refused.Refusal.Kind != RefusalKind.StaleVersion ? kept : kept with
        {
            Disposition = null,
            Reason = quick ? null : kept.Reason,
            Text = quick ? null : kept.Text,
            GoodGuy = false,
            Together = false,
            Since = [.. refused.File!.Events.Skip(version)],
        };
    }

    private static FormState Refused(IFormCollection form, string problem) =>
        new(problem, form["disposition"], form["reason"], form["text"], form["goodGuy"] == "yes", form["together"] == "yes");

    private static async Task<IResult> ShowAsync(HttpContext http, string id, string? finding, FormState? form, int status,
        CancellationToken cancellation)
    {
        var reader = http.RequestServices.GetRequiredService<AlertPageReader>();
        if (!AlertId.TryParse(id, out var alert) || await reader.ReadAsync(alert, finding, OfficerOf(http), cancellation) is not { } model)
        {
            return NotFound(http);
        }

        AccessRecording.Note(http, alert.ToString());
        var next = QueueLinks.ViewOf(http) is { } view ? await http.RequestServices.GetRequiredService<NextAlert>()
            .AfterAsync(alert, view, OfficerOf(http), cancellation) : null;
        return Page(http).Render<AlertView>(http, OfficerOf(http), new() { ["Model"] = model with { Form = form, Next = next } }, status);
    }

    private static IResult NotFound(HttpContext http) =>
        Page(http).Say(http, OfficerOf(http), "No such alert", "The address names an alert that does not exist.",
        StatusCodes.Status404NotFound);

    private static ConsolePage Page(HttpContext http) => http.RequestServices.GetRequiredService<ConsolePage>();

    internal static Officer OfficerOf(HttpContext http) => (Officer)http.Items[ConsoleGuard.OfficerItem]!;
}
