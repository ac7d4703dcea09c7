using System.Text.Json;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Casework;

/// <summary>What a provider told about one of its end users, whichever provider it was.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="CaseId">Its case or alert: the same case is the same notice, however many events speak of it.</param>
/// <param name="Kind">warning, deactivation or alert.</param>
/// <param name="Identifier">The safety identifier that was sent to it; null where the notice does not say.</param>
/// <param name="Reason">The policy it names; null where it names none.</param>
public sealed record ProviderNotice(string Provider, string CaseId, string Kind, string? Identifier, string? Reason)
{
    /// <summary>How long there is to answer, where the provider sets no time.</summary>
    public static TimeSpan DefaultDue { get; } = TimeSpan.FromDays(5);

    /// <summary>The ground it points to.</summary>
    public string Ground => Kind == "deactivation" ? "provider.deactivation" : "provider.case";

    /// <summary>What it says, without the identifier.</summary>
    public string Text => $"{Provider}: {Kind}, case {CaseId}{(Reason is null ? ", no reason given" : $", reason {Reason}")}";
}

/// <summary>
/// Notices of OpenAI: webhook events (<c>safety.warning_issued</c>, <c>safety.deactivation_issued</c>, <c>safety.alert.created</c>), which
/// carry the case's id only, and safety cases (<c>GET /v1/safety/cases/{id}</c>), which carry the identifier, the notice's type and a
/// reason or null. Source: OpenAI, Safety enforcement notices, read 2026-11-30. Fields that a later version adds are passed over.
/// </summary>
public static class OpenAiNotices
{
    /// <summary>The provider's name.</summary>
    public const string Provider = "openai";

    private const int MaxChars = 200;

    /// <summary>Reads an event or a case; null where it is neither, then the problem says what stands against it.</summary>
    public static ProviderNotice? Read(JsonElement json, out string problem)
    {
        problem = "";
        if (json.ValueKind != JsonValueKind.Object)
        {
            problem = "A notice is a JSON object.";
            return null;
        }

        if (Text(json, "object") is "event")
        {
            return OfEvent(json, out problem);
        }

        var kind = json.TryGetProperty("notice", out var notice) && notice.ValueKind == JsonValueKind.Object ? Text(notice, "type") : null;
        var (id, identifier) = (Text(json, "id"), Text(json, "entity_identifier"));
        if (id is null || kind is null)
        {
            problem = "A safety case has an id and a notice with a type.";
            return null;
        }

        return new ProviderNotice(Provider, id, kind.Contains("deactiv", StringComparison.Ordinal) ? "deactivation" : "warning", identifier,
            Text(json, "reason"));
    }

    private static ProviderNotice? OfEvent(JsonElement json, out string problem)
    {
        problem = "";
        var kind = Text(json, "type") switch
        {
            "safety.warning_issued" => "warning",
            "safety.deactivation_issued" => "deactivation",
            "safety.alert.created" or "safety.org_alert.created" => "alert",
            _ => null,
        };
        var id = json.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? Text(data, "id") : null;
        if (kind is null || id is null)
        {
            problem = kind is null ? "This type of event is not about safety." : "The event names no case.";
            return null;
        }

        return new ProviderNotice(Provider, id, kind, null, null);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxChars } text
        && CommandTexts.Problem(text) is null ? text : null;
}
