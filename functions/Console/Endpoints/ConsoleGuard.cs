using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Antiforgery;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Stands before every request of the console: headers, the token of every form, and who is signed in.</summary>
internal static class ConsoleGuard
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The policy of a page that carries one style of its own.</summary>
    public static string PolicyWithStyle(string hash)
        => ContentSecurityPolicy.Replace("style-src 'self'", $"style-src '{hash}'", StringComparison.Ordinal);

    /// <summary>Where the officer of a request is kept.</summary>
    public const string OfficerItem = "console.officer";

    /// <summary>Where no page is, nothing but reading is answered with one.</summary>
    public static ValueTask<object?> OnlyReads(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        => HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method)
            ? next(context) : ValueTask.FromResult<object?>(Results.NotFound());

    /// <summary>Security headers on every answer, and proof of origin on every form.</summary>
    public static async ValueTask<object?> Protect(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        SetHeaders(http.Response.Headers);
        if (HttpMethods.IsPost(http.Request.Method) && !await http.RequestServices.GetRequiredService<IAntiforgery>()
            .IsRequestValidAsync(http))
        {
            return http.RequestServices.GetRequiredService<ConsolePage>().Say(
                http, null, "The form has expired",
                    "It was not sent from this page, or the page was open too long. Nothing was changed. Go back, load the page again "
                        + "and repeat.", StatusCodes.Status400BadRequest);
        }

        return await next(context);
    }

    /// <summary>Sets the security headers of a page of the console.</summary>
    public static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers.CacheControl = "no-cache, no-store"; // The words antiforgery would put there itself.
        headers.Pragma = "no-cache";
    }

    /// <summary>Lets only signed-in officers in; sends others to sign in.</summary>
    public static async ValueTask<object?> RequireOfficer(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await http.RequestServices.GetRequiredService<ConsoleSignIn>().FindAsync(http) is not { } officer)
        {
            return Results.Redirect("/app/sign-in?return="
                + Uri.EscapeDataString(HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/app/"));
        }

        http.Items[OfficerItem] = officer;
        var needed = http.GetEndpoint()?.Metadata.GetMetadata<RequiredPermission>()?.Permission;
        return needed is { } permission && officer.May(permission) ? await next(context) : await DenyAsync(http, officer, needed);
    }

    /// <summary>Says who may, and records the denial.</summary>
    private static async Task<IResult> DenyAsync(HttpContext http, Officer officer, ReviewPermission? needed)
    {
        await http.RequestServices.GetRequiredService<DenialLog>()
            .OfAddressAsync(officer, needed ?? ReviewPermission.ReadAudit, http.Request.Method, http.Request.Path, http.RequestAborted);
        var text = needed is { } permission
            ? $"The role {ConsoleText.Of(officer.Role).ToLowerInvariant()} does not open this page. These do: "
                + $"{string.Join(", ", RolePermissions.Having(permission).Select(role => ConsoleText.Of(role).ToLowerInvariant()))}. The "
                + $"attempt was recorded."
            : "No role opens this page.";
        return http.RequestServices.GetRequiredService<ConsolePage>()
            .Say(http, officer, "Not permitted", text, StatusCodes.Status403Forbidden);
    }
}
