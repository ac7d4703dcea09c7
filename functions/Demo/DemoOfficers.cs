using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Demo;

/// <summary>What the invented officers did: alerts decided, proposed and confirmed, leads, actions, strikes and appeals in every
/// state.</summary>
internal sealed class DemoOfficers(DemoClient client, DateTimeOffset now)
{
    internal const string First = "mira.demo";
    internal const string Second = "otto.demo";

    /// <summary>Works some of the alerts; what was worked already is left as it is.</summary>
    public async Task AlertsAsync(CancellationToken cancellation)
    {
        foreach (var at in new[] { 1, 2 })
        {
            await DecideAsync($"{DemoPeople.Mark}other-{at}-1", "false_positive", "different_birth_date",
                "The birth dates are decades apart.", false, cancellation);
        }

        await DecideAsync(DemoPeople.Mark + "match-1", "true_match", "same_name_and_birth_date", "Name and birth date are the same.",
            false, cancellation);
        await DecideAsync(DemoPeople.Mark + "match-2", "true_match", "same_name_and_birth_date", "Name and birth date are the same.", true,
            cancellation);
        await ActAsync(DemoPeople.Mark + "name-3", "claim", [], cancellation);
        if (await ActAsync(DemoPeople.Mark + "name-4", "claim", [], cancellation) is { } claimed)
        {
            await ActAsync(DemoPeople.Mark + "name-4", "information", new()
            { ["version"] = Version(claimed), ["text"] = "Asked the customer for a birth date." }, cancellation);
        }
    }

    /// <summary>Leads, actions, a strike and an appeal.</summary>
    public async Task EnforcementAsync(CancellationToken cancellation)
    {
        var leads = new[]
        {
            ("reporter", DemoPeople.Account(41), "report.confirmed", "A customer reports the same message sent to hundreds of people.", 3),
            ("hunt", DemoPeople.Mark + "ring-01", "abuse.coordination", "Twelve accounts share two devices and five cards.", 4),
            ("hunt", DemoPeople.Mark + "campaign-1", "abuse.evasion",
                "Sixty end users in an hour, one request each: one prompt, turned a little each time.", 4),
            ("law", DemoPeople.Account(51), "law.order", "An authority asks whether this account is served. Invented.", 3),
        };
        foreach (var (source, account, ground, text, severity) in leads)
        {
            await client.SendAsync(HttpMethod.Post, "/api/v1/leads", "lead-" + account, new JsonObject
            {
                ["source"] = source,
                ["externalId"] = "demo-" + account,
                ["subject"] = "account:" + account,
                ["ground"] = ground,
                ["text"] = text,
                ["severity"] = severity,
            }, cancellation, First, "analyst");
        }

        await TakeAsync(DemoPeople.Mark + "ring-02", 6, "abuse.coordination", "platform rule 4.1", cancellation);
        await TakeAsync(DemoPeople.Account(12), 4, "safety.content", "platform rule 2.3", cancellation);
        await TakeAsync(DemoPeople.Mark + "ring-03", 7, "abuse.coordination", "platform rule 4.1", cancellation);
        await client.SendAsync(HttpMethod.Put, $"/api/v1/subjects/account%3A{DemoPeople.Account(21)}/contact", "contact", new JsonObject
        { ["email"] = "customer@demo.invalid", ["locale"] = "en" }, cancellation);
        await TakeAsync(DemoPeople.Account(21), 5, "payment.failures", "platform rule 3.2", cancellation);
        await client.SendAsync(HttpMethod.Post, "/api/v1/strikes", "strike", new JsonObject
        {
            ["subject"] = "account:" + DemoPeople.Account(12),
            ["clause"] = "platform rule 2.3",
            ["points"] = 2,
            ["until"] = Text(now.AddDays(90)),
        }, cancellation, First, "analyst");
        if (await TakeAsync(DemoPeople.Account(22), 6, "payment.disputes", "platform rule 3.4", cancellation) is { } suspended
            && suspended.TryGetProperty("id", out var action))
        {
            await client.SendAsync(HttpMethod.Post, $"/api/v1/actions/{action.GetString()}/second", "second-22", new JsonObject(),
                cancellation, Second);
            await client.SendAsync(HttpMethod.Post, "/api/v1/appeals", "appeal-22", new JsonObject
            {
                ["action"] = action.GetString(),
                ["party"] = "subject",
                ["grounds"] = new JsonArray("not_me"),
                ["text"] = "I did not dispute this payment; my bank did it by mistake and took it back.",
                ["locale"] = "en",
            }, cancellation);
        }
    }

    private Task<JsonElement?> TakeAsync(string account, int rung, string ground, string row, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["subject"] = "account:" + account,
            ["rung"] = rung,
            ["reach"] = "descendants",
            ["grounds"] = new JsonArray(new JsonObject { ["code"] = ground, ["row"] = row, ["facts"] = "Facts of the demo world." }),
            ["noticeFacts"] = "This is an invented notice of the demo world.",
        };
        if (rung < 7)
        {
            body["until"] = Text(now.AddDays(30));
        }

        if (rung == 4)
        {
            body["denied"] = new JsonObject { ["modalities"] = new JsonArray("image") };
        }

        return client.SendAsync(HttpMethod.Post, "/api/v1/actions", $"action-{account}-{rung}", body, cancellation, First, "analyst");
    }

    private async Task DecideAsync(string subject, string disposition, string reason, string text, bool confirm,
        CancellationToken cancellation)
    {
        if (await ActAsync(subject, "claim", [], cancellation) is not { } claimed)
        {
            return;
        }

        var findings = claimed.GetProperty("findings").EnumerateArray().Select(one => (JsonNode)one.GetProperty("key").GetString()!)
            .ToArray();
        var version = Version(claimed);
        var decided = await ActAsync(subject, "disposition", new()
        {
            ["version"] = version,
            ["findings"] = new JsonArray(findings),
            ["disposition"] = disposition,
            ["reason"] = reason,
            ["text"] = text,
        }, cancellation);
        if (confirm && decided is { } proposed)
        {
            await client.SendAsync(HttpMethod.Post, PathOf(subject) + "/approve", "approve-" + subject, new JsonObject
            {
                ["version"] = Version(proposed),
                ["findings"] = new JsonArray([.. findings.Select(one => one.DeepClone())]),
            }, cancellation, Second);
        }
    }

    /// <summary>An act on the first alert of a customer, unless somebody worked on it before; null then.</summary>
    private async Task<JsonElement?> ActAsync(string subject, string act, JsonObject body, CancellationToken cancellation) =>
        act == "claim" && await client.GetAsync(PathOf(subject), First, cancellation) is { } alert && Version(alert) > 1
            ? null
            : await client.SendAsync(HttpMethod.Post, $"{PathOf(subject)}/{act}", $"{act}-{subject}", body, cancellation, First, "analyst");

    private static string PathOf(string subject) => $"/api/v1/alerts/{AlertId.FirstOfSubject(subject)}";

    private static int Version(JsonElement alert) => alert.GetProperty("version").GetInt32();

    private static string Text(DateTimeOffset moment) => moment.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
