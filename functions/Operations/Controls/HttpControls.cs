using Compliance.Functions.Hosting;

namespace Compliance.Functions.Operations.Controls;

/// <summary><c>GET /health/controls</c>: do the self-test's probes find every door closed, and how old are the location
/// databases.</summary>
internal static class HttpControls
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/health/controls", Controls).WithName("controls").WithTags("Health")
        .WithSummary("Says whether the daily self-test was stopped at every embargoed place, and what the location look-up rests on")
            .Produces<ControlsAnswer>().Produces<ControlsAnswer>(503);

    private static IResult Controls(ControlsOverview overview)
    {
        var now = overview.Now();
        return Answers.Json(now, ControlsJson.Default.ControlsAnswer, now.Status is ControlsOverview.Working or ControlsOverview.Waiting
            ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
