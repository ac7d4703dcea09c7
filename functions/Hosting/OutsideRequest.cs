using System.Net;

namespace Compliance.Functions.Hosting;

/// <summary>
/// Tells what came from outside from what the Functions host on this machine sends to a trigger. The host calls loopback by its number and
/// sends only a few headers; a front end, a proxy or a browser adds at least one of these (<c>X-ARR-LOG-ID</c> always). Whoever could leave
/// all of them out has no way to this port.
/// </summary>
internal static class OutsideRequest
{
    private static readonly string[] Signs =
    [
        "X-ARR-LOG-ID", "X-ARR-SSL", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Original-URL",
            "X-WAWS-Unencoded-URL", "DISGUISED-HOST",
        "X-SITE-DEPLOYMENT-ID", "CLIENT-IP", "X-Client-IP", "Via", "Origin", "Cookie", "Authorization", "Sec-Fetch-Site",
    ];

    /// <summary>True for requests that the host did not make.</summary>
    public static bool Is(HttpContext http) =>
        !IPAddress.IsLoopback(http.Connection.RemoteIpAddress ?? IPAddress.None)
        || !(http.Request.Host.Host is "localhost"
        || (IPAddress.TryParse(http.Request.Host.Host, out var address) && IPAddress.IsLoopback(address)))
        || Array.Exists(Signs, http.Request.Headers.ContainsKey);
}
