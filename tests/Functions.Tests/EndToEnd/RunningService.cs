using System.Net;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Hosting;
using Compliance.Functions.Watchlists.Supply;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>The whole service over real Kestrel on a free port, with a data directory of its own.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly bool _ownsData;

    private RunningService(WebApplication app, string data, bool ownsData)
    {
        (App, Data, _ownsData) = (app, data, ownsData);
        Http = new HttpClient
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First())
        };
    }

    public WebApplication App { get; }

    public HttpClient Http { get; }

    public string Data { get; }

    public RecordingOpener Opener => App.Services.GetRequiredService<RecordingOpener>();

    public static async Task<RunningService> StartAsync(
        IListSupply? supply = null, Action<IServiceCollection>? replace = null, string environment = "Development", string? data = null,
            Action<WebApplication>? mapped = null, params string[] settings)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("compliance-test-").FullName;
        var now = TimeProvider.System.GetUtcNow();
        var app = ServiceHost.Build(
            ["--urls", "http://127.0.0.1:0", "--environment", environment, "--COMPLIANCE_DATA_DIR", folder, .. settings],
            services =>
            {
                services.RemoveAll<IListSupply>();
                services.AddSingleton(supply ?? new InventedSupply(() => InventedLists.Snapshot(now)));
                services.RemoveAll<IAlertOpener>();
                services.AddSingleton<RecordingOpener>()
                    .AddSingleton<IAlertOpener>(provider => provider.GetRequiredService<RecordingOpener>());
                replace?.Invoke(services);
            });
        mapped?.Invoke(app);
        await app.StartAsync();
        return new RunningService(app, folder, data is null);
    }

    /// <summary>Starts and waits until screenings are answered.</summary>
    public static async Task<RunningService> StartReadyAsync(
        IListSupply? supply = null, Action<IServiceCollection>? replace = null, string environment = "Development", string? data = null,
            Action<WebApplication>? mapped = null, params string[] settings)
    {
        var service = await StartAsync(supply, replace, environment, data, mapped, settings);
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK,
            "the service becomes ready");
        return service;
    }

    public async Task<Reply> ScreenAsync(string json, string? idempotencyKey = null, string contentType = "application/json")
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/screenings") { Content = new StringContent(json, Encoding.UTF8, contentType) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await Reply.OfAsync(await Http.SendAsync(request));
    }

    public async Task<Reply> GetAsync(string path) => await Reply.OfAsync(await Http.GetAsync(path));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        if (_ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }
}

/// <summary>An answer with its JSON.</summary>
internal sealed record Reply(HttpResponseMessage Message, string Text)
{
    public HttpStatusCode Status => Message.StatusCode;

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string Id => Json.GetProperty("screeningId").GetString()!;

    public string Decision => Json.GetProperty("decision").GetString()!;

    public static async Task<Reply> OfAsync(HttpResponseMessage message) => new(message, await message.Content.ReadAsStringAsync());
}
