using Compliance.Functions.ReviewConsole.SignIn;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Hosting;

/// <summary>
/// Who acts through the API. In Development on loopback the caller names an officer; a key acts under its own name as an analyst, never under another's:
/// who may claim to be anybody could be both pairs of eyes.
/// </summary>
internal static class ApiOfficer
{
    public const string NameHeader = "X-Officer";
    public const string RoleHeader = "X-Officer-Role";
    public const string ScopeHeader = "X-Officer-Scope";

    /// <summary>The officer; null where none is named or the key's name is not one an officer can have.</summary>
    public static Officer? Of(HttpContext http, ServiceOptions options)
    {
        var client = ApiKeyGuard.ClientOf(http);
        if (options.IsOpen && client == "development")
        {
            return OfficerClaims.Read(http.Request.Headers[NameHeader], http.Request.Headers[RoleHeader], http.Request.Headers[ScopeHeader]);
        }

        return OfficerId.TryParse("key." + client, out var id) ? new Officer(id, OfficerRole.Analyst) : null;
    }

    /// <summary>Who reads through the API: the officer, or in Development without a name somebody who reads everything and changes nothing.</summary>
    public static Officer? Reader(HttpContext http, ServiceOptions options) =>
        options.IsOpen && ApiKeyGuard.ClientOf(http) == "development" && !http.Request.Headers.ContainsKey(NameHeader)
            ? new Officer(OfficerId.Parse("development"), OfficerRole.Auditor)
            : Of(http, options);
}
