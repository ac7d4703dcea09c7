using System.Net;

namespace Compliance.Functions.Hosting;

/// <summary>Tells who sits at a developer's own machine: one rule for the API, which then needs no key, and for the console, which then
/// needs no password.</summary>
internal static class LocalCallers
{
    /// <summary>True where both ends of the connection are on this machine, it was addressed as such (a foreign name may be made to lead
    /// to loopback), no proxy stands in between, and no page of another origin sent the browser.</summary>
    public static bool Include(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && http.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local)
        && IsLocalName(http.Request.Host.Host)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded")
        && !IsFromElsewhere(http);

    private static bool IsLocalName(string host)
        => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>A page of another origin may make the browser of a developer call loopback; it cannot hide its origin.</summary>
    private static bool IsFromElsewhere(HttpContext http) =>
        http.Request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
