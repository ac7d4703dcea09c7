using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Hosting;

/// <summary>All problem documents the service answers with. Types and codes are stable; texts may change.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static ProblemBody InvalidJson(FieldError error)
        => Make(400, "invalid_json", "The body is not a request.", error.Message) with { Errors = [error] };

    public static ProblemBody InvalidRequest(IReadOnlyList<FieldError> errors) =>
        Make(400, "invalid_request", "The request has wrong values.", $"{errors.Count} of its values are not allowed; errors names each.")
        with
        { Errors = [.. errors] };

    public static ProblemBody InvalidHeader(string header, string? value, string message) =>
        Make(400, "invalid_header", "A header has a wrong value.", message)
        with
        { Errors = [new FieldError($"header {header}", value, message)] };

    public static ProblemBody TooLarge(int maxBytes)
        => Make(413, "body_too_large", "The body is too large.", $"At most {maxBytes} bytes are allowed.");

    public static ProblemBody NotJson(string allowed)
        => Make(415, "unsupported_media_type", "The content type is not supported.", $"Send Content-Type: {allowed}.");

    /// <summary>Another type than the address takes, which the framework found.</summary>
    public static ProblemBody NotThisType(string? sent) => Make(415, "unsupported_media_type", "The content type is not supported.",
        $"The body was sent {(string.IsNullOrEmpty(sent) ? "without a Content-Type" : "as another "
            + "type")}. Send Content-Type: application/json, "
            + "or what /openapi/v1.json names for this address.");

    public static ProblemBody NotThisEncoding(string sent) => Make(415, "unsupported_content_encoding",
        "The content encoding is not supported.", $"The body was sent as {sent}. Send it as it is, without Content-Encoding.");

    public static ProblemBody KeyReused()
        => Make(422, "idempotency_key_reused", "The Idempotency-Key was used for another body.",
        "Use a new key for a new request; the same key only repeats the same body.");

    public static ProblemBody Unauthorised()
        => Make(401, "unauthorised", "A key or a token is needed.",
        "Send an API key as Authorization: Bearer KEY or as X-Api-Key, or an access token as Authorization: Bearer TOKEN.");

    public static ProblemBody TooManyKeys(string detail) => Make(409, "too_many_keys", "The caller has two valid keys already.", detail);

    public static ProblemBody NotFound(string detail) => Make(404, "not_found", "There is nothing here.", detail);

    public static ProblemBody NotReady()
        => Make(503, "lists_not_loaded", "The lists are not loaded yet.", "No decision was made. Try again after the time in Retry-After.");

    public static ProblemBody StoreFailed()
        => Make(503, "storage_unavailable", "The evidence could not be stored.",
        "No decision was made. Try again after the time in Retry-After, with the same Idempotency-Key.");

    public static ProblemBody RefreshFailed(string list, string reason)
        => Make(502, "refresh_failed", "The list could not be refreshed.", $"{list}: {reason} The last good version stays active.");

    public static ProblemBody OverrideRefused(string reason) => Make(409, "override_refused", "The list stays as it is.", reason);

    public static ProblemBody OfStatus(int status, string detail) => status switch
    {
        404 => NotFound("No such address; see /openapi/v1.json."),
        405 => Make(405, "method_not_allowed", "The method is not allowed here.", "See /openapi/v1.json."),
        400 => Make(400, "bad_request", "The request could not be read.", detail),
        413 => Make(413, "body_too_large", "The body is too large.", detail),
        _ => Make(status, status >= 500 ? "internal_error" : "refused", status >= 500 ? "Something failed here."
            : "The request was refused.", detail),
    };

    private static ProblemBody Make(int status, string code, string title, string detail) => new()
    {
        Type = "urn:compliance:problem:" + code.Replace('_', '-'),
        Title = title,
        Status = status,
        Code = code,
        Detail = detail,
    };
}
