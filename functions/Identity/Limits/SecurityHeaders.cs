namespace Compliance.Functions.Identity.Limits;

/// <summary>Headers on every answer that tell browsers to do nothing with it but show it. Pages of the console set a policy of their own on
/// top.</summary>
internal static class SecurityHeaders
{
    private const string NothingMayLoad = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private const string TwoYears = "max-age=63072000; includeSubDomains";

    /// <summary>Sets them before anything else can answer, so that refusals and failures bear them too.</summary>
    /// <param name="http">The request.</param>
    /// <param name="publicly">True where browsers reach the service by https only.</param>
    public static void Set(HttpContext http, bool publicly)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = NothingMayLoad;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["X-Permitted-Cross-Domain-Policies"] = "none";
        if (publicly)
        {
            headers.StrictTransportSecurity = TwoYears;
        }
    }
}
