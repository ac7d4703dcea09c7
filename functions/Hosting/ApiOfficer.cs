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

    /// <summary>The officer; null where none is named or the key's name is not one an officer can have.</summary>
    public static Officer? Of(HttpContext http, ServiceOptions options)
    {
        var client = ApiKeyGuard.ClientOf(http);
        if (options.IsOpen && client == "development")
        {
            return ConsoleSignIn.Read(http.Request.Headers[NameHeader], http.Request.Headers[RoleHeader]);
        }

        return OfficerId.TryParse("key." + client, out var id) ? new Officer(id, OfficerRole.Analyst) : null;
    }
}
