using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Identity;

/// <summary>Why a caller is not let in, as problem documents with the challenge that RFC 6750 asks for. None of them repeats what was
/// sent.</summary>
internal static class IdentityProblems
{
    public static ProblemBody Ambiguous() => Make(400, "ambiguous_credentials", "The credentials can be read in more than one way.",
        "Send one Authorization header with one bearer token or key, or one X-Api-Key, not both.")
            with
    { Challenge = Challenge("invalid_request", "Send one credential.") };

    public static ProblemBody InvalidToken(string reason)
        => Make(401, "invalid_token", "The token is not accepted.", reason) with { Challenge = Challenge("invalid_token", reason) };

    public static ProblemBody NoRole() => Make(403, "no_role", "The token carries no role of this service.",
        $"Assign one of its app roles to the caller: {string.Join(", ", Entra.AppRoles.Names)}.")
            with
    { Challenge = Challenge("insufficient_scope", "The token carries no role of this service.") };

    public static ProblemBody Forbidden(string scope)
        => Make(403, "forbidden", "The caller may not do this.", $"It needs the scope {scope}.") with
        {
            Challenge = $"{Challenge("insufficient_scope", "The caller may not do this.")}, scope=\"{scope}\"",
        };

    public static ProblemBody CannotCheck() => Make(503, "identity_unavailable", "The credentials cannot be checked now.",
        "What proves them could not be read. Try again after the time in Retry-After.");

    public static ProblemBody TooMany(int retryAfterSeconds) => Make(429, "too_many_requests", "There are too many requests.",
        "Try again after the time in Retry-After.") with
    { RetryAfterSeconds = retryAfterSeconds };

    private static string Challenge(string error, string description) => $"Bearer error=\"{error}\", error_description=\"{description}\"";

    private static ProblemBody Make(int status, string code, string title, string detail) => new()
    {
        Type = "urn:compliance:problem:" + code.Replace('_', '-'),
        Title = title,
        Status = status,
        Code = code,
        Detail = detail,
    };
}
