using Compliance.Functions.Hosting;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Authentication;

namespace Compliance.Functions.Console.SignIn;

/// <summary>
/// Who sits at the console. Where a directory is configured, its session says so. Else, in Development on loopback, an officer signs in by
/// choosing a name and a role; everywhere else that is refused on every request, so a cookie made on a developer's machine is worth nothing
/// elsewhere.
/// </summary>
internal sealed class ConsoleSignIn(ServiceOptions options, OfficerSessions sessions, SignInCookies? cookies = null)
{
    /// <summary>Name of the cookie scheme.</summary>
    public const string Scheme = "console";

    /// <summary>True where choosing a name is enough: Development, both ends of the connection on this machine, addressed as such, and no
    /// proxy in between.</summary>
    public bool IsOpenTo(HttpContext http) => options.IsOpen && LocalCallers.Include(http);

    /// <summary>The officer of a request; null where nobody is signed in.</summary>
    public async Task<Officer?> FindAsync(HttpContext http)
    {
        if (cookies is not null)
        {
            return cookies.ReadSession(http) is { } id ? (await sessions.FindAsync(id, http.RequestAborted))?.ToOfficer() : null;
        }

        if (!IsOpenTo(http))
        {
            return null;
        }

        var result = await http.AuthenticateAsync(Scheme);
        return result.Succeeded ? OfficerClaims.Read(result.Principal) : null;
    }

    /// <summary>Signs an officer in.</summary>
    public static Task SignInAsync(HttpContext http, Officer officer) => http.SignInAsync(Scheme, OfficerClaims.Write(officer, Scheme));

    /// <summary>Signs out.</summary>
    public static Task SignOutAsync(HttpContext http) => http.SignOutAsync(Scheme);
}
