using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Compliance.Cli.Evaluation.Stored;

/// <summary>A receiver of webhooks on loopback, which says which version of a subject's standing it was told of.</summary>
internal sealed class RouterSurface : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<int>> _told = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private RouterSurface(WebApplication app) => _app = app;

    /// <summary>Where webhooks go.</summary>
    public string Url => _app.Urls.First() + "/told";

    public static async Task<RouterSurface> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var surface = new RouterSurface(builder.Build());
        surface._app.Urls.Add("http://127.0.0.1:0");
        surface._app.MapPost("/told", async (HttpRequest request) =>
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            if (body.RootElement.GetProperty("data").TryGetProperty("standing", out var standing))
            {
                surface.Told(standing.GetProperty("subject").GetString()!).TrySetResult(standing.GetProperty("version").GetInt32());
            }

            return Results.NoContent();
        });
        await surface._app.StartAsync();
        return surface;
    }

    /// <summary>Waits until it was told of a subject, then acknowledges.</summary>
    public async Task AcknowledgedAsync(string subject, Func<int, Task> acknowledge, CancellationToken cancellation)
        => await acknowledge(await Told(subject).Task.WaitAsync(TimeSpan.FromSeconds(60), cancellation));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private TaskCompletionSource<int> Told(string subject)
        => _told.GetOrAdd(subject, static _ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
}
