using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Operations;
using Compliance.Functions.Watchlists;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Operations;

/// <summary><c>GET /</c>, <c>/health/live</c> and <c>/health/ready</c>: cheap, anonymous, without redirects.</summary>
internal static class HttpHealth
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpRequest request) => FromBrowser(request) ? Results.Redirect("/app/")
            : Answers.Json(Alive, WireFormat.Json.LiveAnswer)).WithName("root").WithTags("Health")
            .WithSummary("Says that the process answers").Produces<LiveAnswer>();
        routes.MapGet("/health/live", () => Answers.Json(Alive, WireFormat.Json.LiveAnswer)).WithName("live").WithTags("Health")
            .WithSummary("Says that the process answers").Produces<LiveAnswer>();
        routes.MapGet("/health/ready", Ready).WithName("ready").WithTags("Health")
            .WithSummary("Says whether screenings are answered, and how old the lists are").Produces<ReadyAnswer>()
                .Produces<ReadyAnswer>(503);
    }

    /// <summary>A person who opens the address sees the console; a probe hears that the process lives.</summary>
    private static bool FromBrowser(HttpRequest request)
        => request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static LiveAnswer Alive { get; } = new("compliance", ScreeningEngine.Version, "alive");

    private static async Task<IResult> Ready(HttpContext http, ListOverview overview, StoreProbe store, ClockWatch clock)
    {
        var ready = overview.Ready();
        var answers = ready.Status is ListOverview.ReadyStatus or ListOverview.DegradedStatus;
        if (answers && !await store.WorksAsync(http.RequestAborted))
        {
            answers = false;
            ready = ready with { Status = "storage_unavailable", Reason = "The store takes no write, so no screening is answered." };
        }

        ready = ready with { ClockSteppedAt = clock.LastStep?.At };
        var status = answers ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = status == StatusCodes.Status200OK ? default : "5";
        return Answers.Json(ready, WireFormat.Json.ReadyAnswer, status);
    }
}
