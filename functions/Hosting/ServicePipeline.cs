using Compliance.Functions.Alerts;
using Compliance.Functions.Appeals;
using Compliance.Functions.Console;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Extraction;
using Compliance.Functions.Hosting.Reference;
using Compliance.Functions.Identity;
using Compliance.Functions.Networks;
using Compliance.Functions.Notices;
using Compliance.Functions.Operations;
using Compliance.Functions.Operations.Controls;
using Compliance.Functions.Policies;
using Compliance.Functions.Records;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Routing;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.Functions.Yente;

namespace Compliance.Functions.Hosting;

/// <summary>What every HTTP request passes, standalone and under the Functions host: one order of middleware, one set of
/// addresses.</summary>
internal static class ServicePipeline
{
    /// <summary>Adds the middleware and maps the addresses.</summary>
    public static void Use(IApplicationBuilder app)
    {
        app.UseHeadersAndTraces();
        app.UseFailureAnswers();
        app.UseStatusCodePages(context =>
            Answers.WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode == StatusCodes.Status415UnsupportedMediaType
                ? Problems.NotThisType(context.HttpContext.Request.ContentType)
                : Problems.OfStatus(context.HttpContext.Response.StatusCode, "The request could not be served.")));
        app.UseRouting();
        app.UseEncodedSlashes();
        app.UseRecords();
        app.UseRequestTimeouts();
        app.UseGuards();
        app.UseAuthentication(); // Behind the limits; the framework would put it before everything.
        app.UseEndpoints(Map);
    }

    private static void Map(IEndpointRouteBuilder app)
    {
        HttpHealth.Map(app);
        app.MapControls();
        HttpScreenSubject.Map(app);
        HttpScreenBatch.Map(app);
        HttpFindScreening.Map(app);
        HttpListWatchlists.Map(app);
        HttpRefreshWatchlist.Map(app);
        app.MapListHistory();
        app.MapRescreening();
        app.MapLinking();
        HttpFindParty.Map(app);
        app.MapAlerts();
        app.MapRecords();
        app.MapReviewConsole();
        app.MapIdentity();
        app.MapOperations();
        app.MapEnforcement();
        app.MapNetworks();
        HttpRadar.Map(app);
        app.MapNotices();
        app.MapAppeals();
        app.MapPolicies();
        app.MapRoutes();
        app.MapYente();
        app.MapOpenApi("/openapi/{documentName}.json");
        HttpApiReference.Map(app);
    }
}
