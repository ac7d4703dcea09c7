using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Watchlists;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Operations;

/// <summary><c>GET /</c>, <c>/health/live</c> and <c>/health/ready</c>: cheap, anonymous, without redirects.</summary>
internal static class HttpHealth
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Answers.Json(Alive, WireFormat.Json.LiveAnswer)).WithName("root").WithTags("Health")
            .WithSummary("Says that the process answers").Produces<LiveAnswer>();
        routes.MapGet("/health/live", () => Answers.Json(Alive, WireFormat.Json.LiveAnswer)).WithName("live").WithTags("Health")
            .WithSummary("Says that the process answers").Produces<LiveAnswer>();
        routes.MapGet("/health/ready", Ready).WithName("ready").WithTags("Health")
            .WithSummary("Says whether screenings are answered, and how old the lists are").Produces<ReadyAnswer>()
                .Produces<ReadyAnswer>(503);
    }

    private static LiveAnswer Alive { get; } = new("compliance", ScreeningEngine.Version, "alive");

    private static IResult Ready(HttpContext http, ListOverview overview)
    {
        var ready = overview.Ready();
        var status = ready.Status == ListOverview.ReadyStatus ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = status == StatusCodes.Status200OK ? default : "5";
        return Answers.Json(ready, WireFormat.Json.ReadyAnswer, status);
    }
}
