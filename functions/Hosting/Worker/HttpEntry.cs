namespace Compliance.Functions.Hosting.Worker;

/// <summary>
/// Lets a request that the host passed on into the pipeline of the service. The worker matched it to a function already; here it is matched
/// again, to the addresses of the service.
/// </summary>
internal sealed class HttpEntry
{
    private readonly RequestDelegate _pipeline;

    public HttpEntry(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        ServicePipeline.Use(app);
        _pipeline = app.Build();
    }

    /// <summary>Serves the request; its answer is written when this ends.</summary>
    public Task ServeAsync(HttpContext http)
    {
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        return _pipeline(http);
    }
}
