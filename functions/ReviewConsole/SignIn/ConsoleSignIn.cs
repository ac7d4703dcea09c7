using System.Net;
using System.Security.Claims;
using Compliance.Functions.Hosting;
using Compliance.ScreeningCore.Alerts;
using Microsoft.AspNetCore.Authentication;

namespace Compliance.Functions.ReviewConsole.SignIn;

/// <summary>
/// Who sits at the console. Where a directory is configured, its session says so. Else, in Development on loopback, an officer signs in by choosing a name and a role; everywhere
/// else that is refused on every request, so a cookie made on a developer's machine is worth nothing elsewhere.
/// </summary>
internal sealed class ConsoleSignIn(ServiceOptions options, OfficerSessions sessions, SignInCookies? cookies = null)
{
    /// <summary>Name of the cookie scheme.</summary>
    public const string Scheme = "console";

    private const string RoleClaim = "officer_role";

    /// <summary>True where choosing a name is enough: Development, both ends of the connection on this machine, addressed as such, and no proxy in between.</summary>
    public bool IsOpenTo(HttpContext http) =>
        options.IsOpen
        && http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && http.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local)
        && http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]" or "::1"
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");

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
        return result.Succeeded ? Read(result.Principal.FindFirstValue(ClaimTypes.NameIdentifier), result.Principal.FindFirstValue(RoleClaim)) : null;
    }

    /// <summary>Signs an officer in.</summary>
    public static Task SignInAsync(HttpContext http, Officer officer) => http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, officer.Id.Value), new Claim(RoleClaim, officer.Role.ToString())], Scheme)));

    /// <summary>Signs out.</summary>
    public static Task SignOutAsync(HttpContext http) => http.SignOutAsync(Scheme);

    /// <summary>Reads an officer; null where name or role is not one a person can have.</summary>
    public static Officer? Read(string? name, string? role) =>
        OfficerId.TryParse(name, out var id)
        && Enum.TryParse<OfficerRole>(role, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && parsed != OfficerRole.System && !int.TryParse(role, out _)
            ? new Officer(id, parsed)
            : null;
}
