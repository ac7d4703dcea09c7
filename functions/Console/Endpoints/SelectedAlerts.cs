using Compliance.Functions.Alerts;
using Compliance.Functions.Console.Models;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Acts on several alerts of the queue at once: claim, release, hand over. Each is decided by the core as ever, on its own; a
/// verdict on several alerts has its own page with its own rules.</summary>
internal static class SelectedAlerts
{
    /// <summary>As many as one page of the queue shows.</summary>
    private const int Most = 200;

    public static async Task<IResult> ActAsync(HttpContext http, ConsolePage page, AlertService desk, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var officer = (Officer)http.Items[ConsoleGuard.OfficerItem]!;
        var ids = form["alert"].Distinct(StringComparer.Ordinal).Take(Most + 1).ToList();
        AlertCommand? command = form["act"].ToString() switch
        {
            "claim" => new AlertCommand.Claim(),
            "release" => new AlertCommand.Release(),
            "handover" when OfficerId.TryParse(form["to"], out var to) => new AlertCommand.HandOver(to, form["text"].ToString()),
            _ => null,
        };
        if (command is null || ids.Count is 0 or > Most)
        {
            return page.Say(http, officer, "Nothing was changed", ids.Count == 0 ? "Select alerts first."
                : ids.Count > Most ? $"At most {Most} alerts at once."
                : "Choose claim, release, or hand over with the name of the colleague: 2 to 64 letters, digits and . _ @ -.",
                StatusCodes.Status400BadRequest);
        }

        var (done, refused) = (0, new List<string>());
        foreach (var text in ids)
        {
            // Whoever may not see an alert is told no more than of one that there is not.
            var answer = AlertId.TryParse(text, out var id) ? await desk.GiveAsync(id, command, officer, null, cancellation) : null;
            if (answer is AlertCommandResult.Done)
            {
                done++;
            }
            else
            {
                refused.Add((answer as AlertCommandResult.Refused)?.Refusal.Text ?? "There is no such alert.");
            }
        }

        var back = QueueLinks.To(QueueLinks.Read(form["in"].ToString()));
        if (refused.Count == 0)
        {
            var joined = back.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            return Results.Redirect($"{back}{joined}done=selected-{form["act"]}&on={done}");
        }

        var reasons = refused.GroupBy(one => one, StringComparer.Ordinal)
            .Select(one => one.Count() == 1 ? one.Key : $"{one.Key} ({one.Count()} alerts)");
        return page.Say(http, officer, $"{done} of {ids.Count} alerts changed", string.Join(' ', reasons),
            StatusCodes.Status409Conflict);
    }
}
