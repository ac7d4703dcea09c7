using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Hosting;
using Compliance.Functions.Location;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Renders pages with what stands around them.</summary>
internal sealed class ConsolePage(IAntiforgery antiforgery, IConsoleCorpus corpus, TimeProvider clock, IServiceProvider services)
{
    /// <summary>Renders a page.</summary>
    /// <typeparam name="TView">The view.</typeparam>
    /// <param name="http">The request.</param>
    /// <param name="officer">Who is signed in; null for nobody.</param>
    /// <param name="parameters">The view's parameters besides its frame.</param>
    /// <param name="status">Status code.</param>
    public IResult Render<TView>(HttpContext http, Officer? officer, Dictionary<string, object?>? parameters = null, int status =
        StatusCodes.Status200OK)
        where TView : IComponent
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        parameters ??= [];
        parameters["Frame"] = new ConsoleFrame(
            officer, corpus.Current, clock.GetUtcNow(), tokens.FormFieldName, tokens.RequestToken!,
                http.Request.Path + http.Request.QueryString)
        {
            Demo = services.GetRequiredService<ServiceOptions>().Demo,
            In = QueueLinks.ViewOf(http),
            Left = AlertId.TryParse(http.Request.Query["left"], out var left) ? left : null,
            Notice = Models.Notices.Of(http.Request.Query["done"], http.Request.Query["on"]),
            Attributions = services.GetService<GeoIpLookup>()?.Status.Attributions ?? [],
        };
        return new RazorComponentResult<TView>(parameters) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>Renders a plain message.</summary>
    public IResult Say(HttpContext http, Officer? officer, string title, string text, int status) =>
        Render<MessageView>(http, officer, new() { ["Title"] = title, ["Text"] = text }, status);
}
