using System.Net;
using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.ProviderNotices;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Telemetry;

namespace Compliance.Functions.Identity;

/// <summary>The scope an endpoint asks for.</summary>
internal sealed record RequiredScope(string Scope);

/// <summary>
/// Lets callers of <c>/api</c> in, by key or token, and counts what they ask. Headers that a gateway might add are never believed. An
/// endpoint that names no scope asks for admin: forgetting to name one closes a door, it does not open one.
/// </summary>
internal sealed class ApiKeyGuard(ServiceOptions options, CallerFinder callers, RequestLimits limits, ILogger<ApiKeyGuard> log)
{
    private static readonly object CallerItem = new();

    public static TBuilder RequireScope<TBuilder>(TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequiredScope(scope));

    /// <summary>The caller.</summary>
    public static Caller CallerOf(HttpContext http)
        => (Caller)(http.Items[CallerItem] ?? throw new InvalidOperationException("The address is not guarded."));

    /// <summary>The caller as far as known, refused ones included; null where nobody said who asks.</summary>
    public static Caller? FindCallerOf(HttpContext http) => http.Items[CallerItem] as Caller;

    /// <summary>Name of the caller.</summary>
    public static string ClientOf(HttpContext http) => CallerOf(http).Name;

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await next(http);
            return;
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<SignedByProvider>() is not null)
        {
            // The body's signature is looked at where it is read; until then the address alone is counted.
            await (limits.TakeOfAddress(http.Connection.RemoteIpAddress) is { } seconds
                ? Answers.WriteAsync(http, IdentityProblems.TooMany(seconds)) : next(http));
            return;
        }

        var reading = options.IsOpen && LocalCallers.Include(http)
            ? new CallerReading.Known(Caller.Development)
            : await callers.FindAsync(http.Request, http.RequestAborted);
        if (reading is CallerReading.Known known)
        {
            http.Items[CallerItem] = known.Caller;
        }

        if (Problem(http, reading) is { } problem)
        {
            await RefuseAsync(http, problem, (reading as CallerReading.Known)?.Caller);
            return;
        }

        if (reading is CallerReading.Known { Caller: var caller } && http.GetEndpoint() is { } endpoint
            && RoutePermissions.Of(endpoint) is { } permission && ApiOfficer.Of(http, options) is { } officer
            && RoutePermissions.StandsAgainst(caller.Kind, officer, permission))
        {
            await http.RequestServices.GetRequiredService<DenialLog>()
                .OfAddressAsync(officer, permission, http.Request.Method, http.Request.Path, http.RequestAborted);
            AccessRecording.MarkRecorded(http);
            await RefuseAsync(http, AlertProblems.NotPermitted(officer, permission), caller);
            return;
        }

        await next(http);
    }

    private ProblemBody? Problem(HttpContext http, CallerReading reading)
    {
        if (reading is CallerReading.Refused refused)
        {
            return limits.TakeOfAddress(http.Connection.RemoteIpAddress) is { } wait ? IdentityProblems.TooMany(wait) : refused.Problem;
        }

        var caller = ((CallerReading.Known)reading).Caller;
        if (limits.TakeOfCaller(caller.Name) is { } seconds)
        {
            return IdentityProblems.TooMany(seconds);
        }

        var scope = http.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope ?? Scopes.Admin;
        return http.GetEndpoint() is not null && !caller.Opens(scope) ? IdentityProblems.Forbidden(scope) : null;
    }

    private Task RefuseAsync(HttpContext http, ProblemBody problem, Caller? caller)
    {
        // The pattern of the route, not the path: paths hold ids.
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        Measured.Refused(problem.Code);
        log.LogInformation("Refused {Code} to {Caller} at {Route}.", problem.Code, caller?.Name ?? "nobody known", route);
        return Answers.WriteAsync(http, problem);
    }
}
