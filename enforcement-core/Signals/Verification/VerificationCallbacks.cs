using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Signals.Verification;

/// <summary>How a verification at a provider ended.</summary>
public enum VerificationOutcome
{
    /// <summary>The provider is satisfied.</summary>
    Passed,

    /// <summary>It is not.</summary>
    Failed,

    /// <summary>The time for it ran out.</summary>
    Expired,

    /// <summary>It was given up.</summary>
    Abandoned,
}

/// <summary>A provider's word that a verification ended. No image, name or number of a document is read, let alone kept.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Id">The provider's id of the event: the same one counts once.</param>
/// <param name="Subject">Whose it is, as the platform named them to the provider.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="At">When, by the provider's clock.</param>
/// <param name="Level">What a pass proves: 2 that an identity document was looked at, 1 less than that or not said.</param>
public sealed record VerificationCallback(string Provider, string Id, SubjectRef Subject, VerificationOutcome Outcome, DateTimeOffset At,
    int Level)
{
    /// <summary>The level of an identity document looked at by a provider.</summary>
    public const int DocumentLevel = 2;

    /// <summary>The level of a number or of what else is compared with a register, and of what the provider does not say.</summary>
    public const int LesserLevel = 1;
}

/// <summary>What providers send. Both name the subject as the platform named it: <c>account:a-17</c>, <c>end_user:a-17/u-9</c>, or the
/// bare id of an account.</summary>
public static class VerificationCallbacks
{
    private const int MaxChars = 300;

    /// <summary>Longest id of an event as it is; a longer one counts by its hash.</summary>
    private const int MaxIdChars = 200;
    private const int MaxWholeIdChars = 10_000;

    /// <summary>Reads an event of Stripe Identity; null where it tells of no end.</summary>
    /// <remarks>Source: docs.stripe.com/identity/handle-verification-outcomes and the event object of its API reference.
    /// <c>requires_input</c> without a <c>last_error</c> is a session that waits. The <c>type</c> of a session says what was looked at: a
    /// <c>document</c>, or an <c>id_number</c>, which somebody else may know; that of a flow says neither.</remarks>
    public static VerificationCallback? OfStripe(JsonElement json, out string problem)
    {
        var session = Inside(json, "data", "object");
        VerificationOutcome? outcome = (Text(json, "type"), session) switch
        {
            ("identity.verification_session.verified", _) => VerificationOutcome.Passed,
            ("identity.verification_session.requires_input", { } one) when one.TryGetProperty("last_error", out var error)
                && error.ValueKind == JsonValueKind.Object => VerificationOutcome.Failed,
            ("identity.verification_session.canceled", _) => VerificationOutcome.Abandoned,
            _ => null,
        };
        var at = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("created", out var created)
            && created.ValueKind == JsonValueKind.Number && created.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : (DateTimeOffset?)null;
        return Make("stripe", Text(json, "id", MaxWholeIdChars), session is { } whole ? Text(whole, "client_reference_id")
            : null, outcome, at,
            session is { } typed && Text(typed, "type") == "document", out problem);
    }

    /// <summary>Reads an event of Persona; null where it tells of no end. An inquiry that is only completed waits for its
    /// decision.</summary>
    /// <remarks>Source: docs.withpersona.com/webhooks and its "Event" model. What an inquiry consists of is up to its template; the
    /// verifications stand in <c>included</c> of its payload, and without a <c>verification/government-id</c> that passed nothing says that
    /// a document was looked at.</remarks>
    public static VerificationCallback? OfPersona(JsonElement json, out string problem)
    {
        var attributes = Inside(json, "data", "attributes");
        var inquiry = attributes is { } one ? Inside(one, "payload", "data", "attributes") : null;
        VerificationOutcome? outcome = (attributes is { } named ? Text(named, "name") : null) switch
        {
            "inquiry.approved" => VerificationOutcome.Passed,
            "inquiry.declined" or "inquiry.failed" => VerificationOutcome.Failed,
            "inquiry.expired" => VerificationOutcome.Expired,
            _ => null,
        };
        var at = attributes is { } dated && Text(dated, "created-at") is { } text && DateTimeOffset.TryParse(text,
            System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var moment)
            ? moment : (DateTimeOffset?)null;
        return Make("persona", Inside(json, "data") is { } data ? Text(data, "id", MaxWholeIdChars) : null,
            inquiry is { } whole ? Text(whole, "reference-id") : null, outcome, at,
            attributes is { } sent && Inside(sent, "payload") is { } payload && LookedAtDocument(payload), out problem);
    }

    private static VerificationCallback? Make(string provider, string? id, string? reference, VerificationOutcome? outcome,
        DateTimeOffset? at, bool document, out string problem)
    {
        problem = "";
        if (outcome is null)
        {
            return null; // Genuine, and not the end of a verification.
        }

        var name = reference is null || reference.Contains(':', StringComparison.Ordinal) ? reference : "account:" + reference;
        if (id is null || at is null || !SubjectRef.TryParse(name, out var subject, out _)
            || subject.Kind is not (SubjectKind.Account or SubjectKind.EndUser))
        {
            problem = "The event has no id or time, or names no account or end user in its reference.";
            return null;
        }

        id = id.Length <= MaxIdChars ? id : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        return new VerificationCallback(provider, id, subject, outcome.Value, at.Value,
            document ? VerificationCallback.DocumentLevel : VerificationCallback.LesserLevel);
    }

    private static bool LookedAtDocument(JsonElement payload) => payload.TryGetProperty("included", out var included)
        && included.ValueKind == JsonValueKind.Array && included.EnumerateArray().Any(one => Text(one, "type")
            is "verification/government-id" or "verification/government-id-nfc"
            && Inside(one, "attributes") is { } verification && Text(verification, "status") == "passed");

    private static JsonElement? Inside(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json) || json.ValueKind != JsonValueKind.Object)
            {
                return null;
            }
        }

        return json;
    }

    private static string? Text(JsonElement json, string name, int longest = MaxChars) => json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text && text.Length <= longest && CommandTexts.Problem(text, longest) is null ? text : null;
}
