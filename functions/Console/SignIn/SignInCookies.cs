using Compliance.Functions.Identity.Entra;

namespace Compliance.Functions.Console.SignIn;

/// <summary>
/// The cookie of a session. The prefix <c>__Host-</c> of all cookies of signing in makes browsers refuse them from another host or without
/// https; only on a developer's machine, where there is no https, do they go without. It is Lax: the browser comes back from the authority
/// by a link.
/// </summary>
internal sealed class SignInCookies(EntraOptions options)
{
    private readonly BrowserOptions _browser = options.Browser!;

    private string Session => NameOf(_browser, "session");

    /// <summary>The name of a cookie.</summary>
    public static string NameOf(BrowserOptions browser, string name) => (browser.IsSecure ? "__Host-compliance." : "compliance.") + name;

    /// <summary>The session's id; null where none came.</summary>
    public string? ReadSession(HttpContext http) => http.Request.Cookies[Session] is { Length: > 0 } id ? id : null;

    /// <summary>Gives the browser a session; it ends with the browser, or earlier with the session itself.</summary>
    public void WriteSession(HttpContext http, string id) => http.Response.Cookies.Append(Session, id, Options());

    /// <summary>Takes it away.</summary>
    public void ForgetSession(HttpContext http) => http.Response.Cookies.Delete(Session, Options());

    private CookieOptions Options()
        => new() { HttpOnly = true, Secure = _browser.IsSecure, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
