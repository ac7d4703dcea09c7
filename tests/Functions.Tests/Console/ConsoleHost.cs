using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Compliance.Functions.Hosting;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Console;

/// <summary>The real service on a free port of loopback, with invented lists and a clock that tests can move.</summary>
public sealed class ConsoleHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryDirectory _data;

    private ConsoleHost(WebApplication app, TemporaryDirectory data, MovableClock clock) => (_app, _data, Clock) = (app, data, clock);

    public MovableClock Clock { get; }

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public HttpClient Client { get; private set; } = null!;

    public static async Task<ConsoleHost> StartAsync(string environment = "Development", params string[] settings)
    {
        var data = new TemporaryDirectory();
        var clock = new MovableClock();
        var app = ServiceHost.Build(
            ["--environment", environment, "--urls", "http://127.0.0.1:0", "--COMPLIANCE_DATA_DIR", data.Path, "--COMPLIANCE_OFFLINE",
                "true", .. settings],
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                foreach (var loop in services.Where(service => service.ImplementationFactory?.Method.ReturnType == typeof(CorpusLoop))
                    .ToList())
                {
                    services.Remove(loop);
                }
            });
        app.Services.GetRequiredService<CorpusHost>().Swap(new LoadedCorpus(InventedParties.Corpus(clock.GetUtcNow()), []));
        await app.StartAsync();
        var host = new ConsoleHost(app, data, clock)
        {
            Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
        host.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true })
        { BaseAddress = host.Address };
        return host;
    }

    /// <summary>Screens a subject through the API; the screening's id.</summary>
    public async Task<string> ScreenAsync(object subject, string channel = "signup", object? signals = null)
    {
        using var answer =
            await Client.PostAsJsonAsync("/api/v1/screenings", signals is null ? new { channel, subject }
            : (object)new { channel, subject, signals });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? body.GetProperty("screeningId").GetString()!
            : throw new InvalidOperationException(body.ToString());
    }

    /// <summary>Sends a request to the API as an officer.</summary>
    public async Task<(System.Net.HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? officer,
        string role = "analyst", object? body = null, string? scope = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (officer is not null)
        {
            request.Headers.Add("X-Officer", officer);
            request.Headers.Add("X-Officer-Role", role);
        }

        if (scope is not null)
        {
            request.Headers.Add("X-Officer-Scope", scope);
        }

        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }

    /// <summary>The same, which must succeed.</summary>
    public async Task<JsonElement> DoneAsync(HttpMethod method, string path, string? officer, string role = "analyst", object? body = null)
    {
        var (status, answer) = await SendAsync(method, path, officer, role, body);
        return (int)status is >= 200 and < 300 ? answer : throw new InvalidOperationException($"{method} {path}: {(int)status} {answer}");
    }

    /// <summary>An act of two people: an analyst asks, an approver asks for the same.</summary>
    public async Task<JsonElement> TwoAgreeAsync(string path, object body)
    {
        await DoneAsync(HttpMethod.Post, path, "ana", body: body);
        return await DoneAsync(HttpMethod.Post, path, "ben", "approver", body);
    }

    /// <summary>A client that is signed in to the console.</summary>
    public async Task<HttpClient> SignInAsync(string name, string role, string scope = "")
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = Address };
        var token = TokenOf(await http.GetStringAsync("/app/sign-in"));
        using var form = new FormUrlEncodedContent([token, new("name", name), new("role", role), new("scope", scope)]);
        using var answer = await http.PostAsync("/app/sign-in", form);
        return answer.StatusCode == System.Net.HttpStatusCode.Redirect ? http
            : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The form token of a page.</summary>
    public static KeyValuePair<string, string> TokenOf(string page)
    {
        var match = System.Text.RegularExpressions.Regex.Match(page,
            "<input type=\"hidden\" name=\"(?<name>__[^\"]+)\" value=\"(?<value>[^\"]+)\"");
        return new(match.Groups["name"].Value, match.Groups["value"].Value);
    }

    /// <summary>Waits until the queue holds at least so many open alerts.</summary>
    public async Task WaitForAlertsAsync(int atLeast)
    {
        var queue = Services.GetRequiredService<Functions.Alerts.Queue.AlertQueue>();
        for (var round = 0; round < 200; round++)
        {
            if ((await queue.ReadAsync(decided: false, Clock.GetUtcNow(), default)).Count >= atLeast)
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"Fewer than {atLeast} alerts came."));
    }

    /// <summary>Waits until the first alert of a subject has at least a version.</summary>
    public async Task WaitForVersionAsync(string subjectId, int atLeast)
    {
        var store = Services.GetRequiredService<Functions.Alerts.AlertStore>();
        for (var round = 0; round < 200; round++)
        {
            if (await store.FindAsync(Compliance.ScreeningCore.Review.AlertId.FirstOfSubject(subjectId), default) is { } file
                && file.Alert.Version >= atLeast)
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"The alert did not reach version {atLeast}.");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Dispose();
    }
}

/// <summary>The system's clock, moved on by as much as a test says.</summary>
public sealed class MovableClock : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override long GetTimestamp()
        => System.GetTimestamp() + (Interlocked.Read(ref _offset) * (TimestampFrequency / TimeSpan.TicksPerSecond));
}
