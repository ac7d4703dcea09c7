using System.Net;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.ProviderNotices;
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

        var reading = options.IsOpen && IsLocalName(http.Request.Host.Host) && !IsFromElsewhere(http)
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

    /// <summary>A foreign name that was made to point to loopback is not this machine's name.</summary>
    private static bool IsLocalName(string host)
        => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>A page of another origin may make the browser of a developer call loopback; it cannot hide its origin.</summary>
    private static bool IsFromElsewhere(HttpContext http) =>
        http.Request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
