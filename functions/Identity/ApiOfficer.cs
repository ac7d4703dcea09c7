using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Hosting;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity;

/// <summary>
/// Who acts through the API. In Development on loopback the caller names an officer; elsewhere the credentials say who acts: a person by
/// their token, a key or an application under its own name as an analyst at most, never under another's: who may claim to be anybody could
/// be both pairs of eyes.
/// </summary>
internal static class ApiOfficer
{
    public const string NameHeader = "X-Officer";
    public const string RoleHeader = "X-Officer-Role";
    public const string ScopeHeader = "X-Officer-Scope";

    /// <summary>The officer; null where none is named, or the caller may not be one.</summary>
    public static Officer? Of(HttpContext http, ServiceOptions options)
    {
        var caller = ApiKeyGuard.CallerOf(http);
        return options.IsOpen && caller.Kind == CallerKind.Development
            ? OfficerClaims.Read(http.Request.Headers[NameHeader], http.Request.Headers[RoleHeader], http.Request.Headers[ScopeHeader])
            : caller.Officer;
    }

    /// <summary>Who reads through the API: the officer, or in Development without a name somebody who reads everything and changes
    /// nothing.</summary>
    public static Officer? Reader(HttpContext http, ServiceOptions options) =>
        options.IsOpen && ApiKeyGuard.CallerOf(http).Kind == CallerKind.Development && !http.Request.Headers.ContainsKey(NameHeader)
            ? new Officer(OfficerId.Parse("development"), OfficerRole.Auditor)
            : Of(http, options);
}
