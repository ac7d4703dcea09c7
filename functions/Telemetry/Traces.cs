using System.Diagnostics;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Telemetry;

/// <summary>
/// The service's own spans. A trace goes on through messages: the screening's context lies in the message, so that sending it and opening
/// its alert, minutes or a crash later, belong to the trace of the screening.
/// </summary>
internal static class Traces
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "Compliance";

    private static readonly ActivitySource Source = new(SourceName, ScreeningEngine.Version);

    /// <summary>Serves a request and tells its span which route it took, by the route's pattern, and how it ended: the framework tells only
    /// what was asked for.</summary>
    public static Task OfRequestAsync(HttpContext http, RequestDelegate next)
        => Activity.Current is { IsAllDataRequested: true } span ? TellAsync(span, http, next) : next(http);

    private static async Task TellAsync(Activity span, HttpContext http, RequestDelegate next)
    {
        await next(http);
        span.SetTag("http.route", (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        span.SetStatus(http.Response.StatusCode >= StatusCodes.Status500InternalServerError ? ActivityStatusCode.Error
            : ActivityStatusCode.Unset);
    }

    /// <summary>A step of the work at hand; null where nobody traces.</summary>
    public static Activity? Step(string name) => Source.StartActivity(name);

    /// <summary>Work on a message, in the trace of the context it carries. A context that is none is no reason to fail: a new trace
    /// begins.</summary>
    public static Activity? OfMessage(string name, ActivityKind kind, string queue, string? traceParent)
    {
        var activity = ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? Source.StartActivity(name, kind, parent) : Source.StartActivity(name, kind);
        activity?.SetTag("messaging.destination.name", queue);
        return activity;
    }
}
