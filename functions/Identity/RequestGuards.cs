using Compliance.Functions.Hosting;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Telemetry;

namespace Compliance.Functions.Identity;

/// <summary>What every request passes, in order: headers on its answer, then the limits of its address or caller, then its
/// credentials.</summary>
internal static class RequestGuards
{
    /// <summary>Outermost, so that refusals and failures pass it too.</summary>
    public static void UseHeadersAndTraces(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<ServiceOptions>();
        var address = options.Entra?.Browser is { } browser ? new Uri(browser.PublicUrl) : null;
        app.Use((http, next) =>
        {
            if (address is not null && IsPage(http))
            {
                // Where browsers reach the console is configured: the front end speaks plain http to us, and headers say what they like.
                (http.Request.Scheme, http.Request.Host) = (address.Scheme, new HostString(address.Authority));
            }

            SecurityHeaders.Set(http, publicly: !options.IsLocal);
            return Traces.OfRequestAsync(http, next);
        });
    }

    /// <summary>After routing: what is asked for is known.</summary>
    public static void UseGuards(this IApplicationBuilder app)
    {
        var (guard, limits) = (app.ApplicationServices.GetRequiredService<ApiKeyGuard>(),
            app.ApplicationServices.GetRequiredService<RequestLimits>());
        app.Use((http, next) => guard.InvokeAsync(http, next));
        app.Use((http, next) => IsPage(http) && limits.TakeOfAddress(http.Connection.RemoteIpAddress) is { } wait
            ? Answers.WriteAsync(http, IdentityProblems.TooMany(wait))
            : next(http));
    }

    /// <summary>Pages and descriptions are asked for without credentials, or with a cookie that is looked at later.</summary>
    private static bool IsPage(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/app", StringComparison.OrdinalIgnoreCase)
        || http.Request.Path.StartsWithSegments("/appeals", StringComparison.OrdinalIgnoreCase)
        || http.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
