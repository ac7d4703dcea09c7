using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Functions.Tests.Watchlists.Supply;

/// <summary>A publisher's web server that behaves as the test says, and remembers what it was asked.</summary>
internal sealed class StubPublisher : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubPublisher(WebApplication app) => _app = app;

    public Func<HttpContext, Task> Answers { get; set; } = http => http.Response.WriteAsync("nothing");

    public List<(string Path, IHeaderDictionary Headers)> Asked { get; } = [];

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<StubPublisher> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new StubPublisher(app);
        app.Run(http =>
        {
            stub.Asked.Add((http.Request.Path + http.Request.QueryString, new HeaderDictionary(http.Request.Headers.ToDictionary())));
            return stub.Answers(http);
        });
        await app.StartAsync();
        return stub;
    }

    /// <summary>Answers with bytes and an ETag, or 304 where the caller has them.</summary>
    public static Func<HttpContext, Task> Serving(byte[] bytes, string etag) => async http =>
    {
        http.Response.Headers.ETag = etag;
        if (http.Request.Headers.IfNoneMatch == etag)
        {
            http.Response.StatusCode = (int)HttpStatusCode.NotModified;
            return;
        }

        await http.Response.Body.WriteAsync(bytes);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
