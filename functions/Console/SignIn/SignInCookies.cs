using Compliance.Functions.Identity.Entra;
using Microsoft.AspNetCore.DataProtection;

namespace Compliance.Functions.Console.SignIn;

/// <summary>
/// The two cookies of signing in. Their prefix <c>__Host-</c> makes browsers refuse them from another host or without https; only on a
/// developer's machine, where there is no https, do they go without. Both are Lax: the browser comes back from the authority by a link.
/// </summary>
internal sealed class SignInCookies(EntraOptions options, IDataProtectionProvider protection)
{
    private readonly bool _secure = options.Browser!.PublicUrl.StartsWith("https://", StringComparison.Ordinal);

    private string Session => _secure ? "__Host-compliance.session" : "compliance.session";

    private string Attempt => _secure ? "__Host-compliance.signin" : "compliance.signin";

    /// <summary>The session's id; null where none came.</summary>
    public string? ReadSession(HttpContext http) => http.Request.Cookies[Session] is { Length: > 0 } id ? id : null;

    /// <summary>Gives the browser a session; it ends with the browser, or earlier with the session itself.</summary>
    public void WriteSession(HttpContext http, string id) => http.Response.Cookies.Append(Session, id, Options());

    /// <summary>Takes it away.</summary>
    public void ForgetSession(HttpContext http) => http.Response.Cookies.Delete(Session, Options());

    /// <summary>Gives the browser an attempt.</summary>
    public void WriteAttempt(HttpContext http, SignInAttempt attempt)
        => http.Response.Cookies.Append(Attempt, attempt.Protect(protection), Options());

    /// <summary>Takes the attempt away: it can be used once.</summary>
    public SignInAttempt? TakeAttempt(HttpContext http)
    {
        var attempt = SignInAttempt.Unprotect(http.Request.Cookies[Attempt], protection);
        http.Response.Cookies.Delete(Attempt, Options());
        return attempt;
    }

    private CookieOptions Options()
        => new() { HttpOnly = true, Secure = _secure, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
