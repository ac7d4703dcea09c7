using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage.Azure;
using Compliance.Functions.Watchlists;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// A contract double of the Functions host, derived from the host's public source and documentation; not Microsoft's host. It runs the
/// built executable as the deployment does: settings of the infrastructure, a user-assigned identity, tokens over HTTPS, storage on
/// Azurite, Service Bus as a model. Whatever a real host would hang on is a breach, and fails the test that disposes it.
/// </summary>
internal sealed class FunctionsHostDouble : IAsyncDisposable
{
    private const string Key = "key-of-the-double";
    private readonly AzureStorageOptions _storage;
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _invoker = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<string> _breaches = new();
    private readonly List<Task> _listeners = [];
    private readonly List<IAsyncDisposable> _owned = [];
    private readonly string _temporary = Directory.CreateTempSubdirectory("compliance-double-").FullName;

    private FunctionsHostDouble(HostFiles files, DoubleOptions options, AzureStorageOptions storage)
    {
        (Files, Options, _storage) = (files, options, storage);
        _services = new ServiceCollection().AddAzureStorage(storage).BuildServiceProvider();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        { Timeout = TimeSpan.FromSeconds(60) };
    }

    public HostFiles Files { get; }

    public DoubleOptions Options { get; }

    /// <summary>A caller outside, before the platform's front end.</summary>
    public HttpClient Http { get; }

    public HandlerWorker Worker { get; private set; } = null!;

    public PlatformStub Platform { get; private set; } = null!;

    public ServiceBusModel Bus { get; } = new() { LockDuration = TimeSpan.FromSeconds(30) };

    public IRecordStore Records => _services.GetRequiredService<IRecordStore>();

    public IBlobStore Blobs => _services.GetRequiredService<IBlobStore>();

    public IMessageQueue Queue => _services.GetRequiredService<IMessageQueue>();

    /// <summary>Every invocation with what the host made of it.</summary>
    public ConcurrentQueue<(string Function, InvocationVerdict Verdict)> Invocations { get; } = new();

    public static async Task<FunctionsHostDouble> StartAsync(AzuriteProcess azurite, DoubleOptions options)
    {
        var host = new FunctionsHostDouble(HostFiles.OfThisBuild, options, azurite.TokenOptions(options.Account));
        try
        {
            if (options.Seeded)
            {
                var snapshot = InventedLists.Snapshot(TimeProvider.System.GetUtcNow());
                await new SnapshotArchive(host.Records, host.Blobs).KeepAsync(snapshot, new ListManifest { Version = snapshot.Version },
                    CancellationToken.None);
            }

            await host.LaunchAsync(azurite);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public Task WaitUntilReadyAsync()
        => Eventually.TrueAsync(async () => (await Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK, "the service is ready",
        seconds: 60);

    /// <summary>A request from outside with the key of an administrator.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, string? json = null, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = json is null ? null
            : new StringContent(json, Encoding.UTF8, contentType)
        };
        request.Headers.Authorization = new("Bearer", Key);
        return request;
    }

    public async Task<Reply> SendAsync(HttpMethod method, string path, string? json = null, string? idempotencyKey = null)
    {
        using var request = Request(method, path, json);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await Reply.OfAsync(await Http.SendAsync(request));
    }

    public Task<Reply> ScreenAsync(string name, string? subjectId = null, string? idempotencyKey = null) => SendAsync(
        HttpMethod.Post,
        "/api/v1/screenings",
        JsonSerializer.Serialize(new { subject = subjectId is null ? (object)new { name } : new { id = subjectId, name } }),
        idempotencyKey);

    /// <summary>Fires a timer now.</summary>
    public Task<InvocationVerdict> FireAsync(string timer, bool pastDue = false)
    {
        var function = Files.Functions.Single(function => function.Name == timer && function.Trigger == FunctionFile.Timer);
        var now = DateTimeOffset.UtcNow;
        return InvokeAsync(function,
            InvocationText.OfTimer(function, now, CronSchedule.Parse(function.Values["schedule"]).After(now), pastDue));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_listeners.Select(listener => listener.ContinueWith(_ => { }, TaskScheduler.Default)));
        Http.Dispose();
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }

        _invoker.Dispose();
        _services.Dispose();
        _stop.Dispose();
        Directory.Delete(_temporary, recursive: true);
        AssertFaithful();
    }

    private async Task LaunchAsync(AzuriteProcess azurite)
    {
        _owned.Add(Platform = await PlatformStub.StartAsync(azurite, Bus));
        var settings = Settings(azurite).ToDictionary(pair => pair.Key, pair => pair.Value);
        _owned.Add(Worker = await HandlerWorker.StartAsync(Files, settings));
        var front = await HttpFront.StartAsync(Files, Options.Proxies, () => Worker.Address);
        _owned.Add(front);
        Http.BaseAddress = front.Address;
        Http.DefaultRequestHeaders.Host = "compliance-double.azurewebsites.net";
        Listen(settings);
    }

    private void Listen(Dictionary<string, string> settings)
    {
        foreach (var function
            in Files.Functions.Where(function => settings.GetValueOrDefault($"AzureWebJobs.{function.Name}.Disabled") != "true"))
        {
            Func<CancellationToken, Task>? run = function.Trigger switch
            {
                FunctionFile.Queue =>
                    new QueueListener(function, function.Resolved("queueName", settings), StorageAccount.From(_storage)
                    .Queues, Files.MaxDequeueCount, InvokeAsync).RunAsync,
                FunctionFile.ServiceBus =>
                    new ServiceBusListener(function, function.Resolved("queueName", settings), Bus, Files.MaxConcurrentCalls,
                    InvokeAsync).RunAsync,
                _ => null,
            };
            if (run is not null)
            {
                _listeners.Add(Task.Run(() => PersistAsync(run)));
            }
        }
    }

    /// <summary>Listeners outlive outages of what they listen to.</summary>
    private async Task PersistAsync(Func<CancellationToken, Task> run)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await run(_stop.Token);
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(100, _stop.Token);
            }
        }
    }

    private async Task<InvocationVerdict> InvokeAsync(FunctionFile function, string body)
    {
        await Worker.Ready.WaitAsync(_stop.Token);
        using var request =
            new HttpRequestMessage(HttpMethod.Post, new Uri(Worker.Address, "/" + function.Name))
            { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.TryAddWithoutValidation("User-Agent", "Azure-Functions-Host/4.1037.0");
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0");
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        using var timeout = new CancellationTokenSource(Files.FunctionTimeout);
        InvocationVerdict verdict;
        try
        {
            using var answer = await _invoker.SendAsync(request, timeout.Token);
            verdict = await InvocationVerdict.OfAsync(answer);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            verdict = new InvocationVerdict(false, "the handler is gone", null, []);
        }

        Invocations.Enqueue((function.Name, verdict));
        if (verdict.Breach is { } breach)
        {
            _breaches.Enqueue($"{function.Name}: {breach}");
        }

        return verdict;
    }

    private IEnumerable<KeyValuePair<string, string>> Settings(AzuriteProcess azurite)
    {
        var settings = new Dictionary<string, string>
        {
            ["COMPLIANCE_OFFLINE"] = "true",
            ["COMPLIANCE_API_KEYS"] = $"double:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}:admin",
            ["SSL_CERT_FILE"] = azurite.CertificateFile,
            ["TMPDIR"] = _temporary,
            ["ComplianceStorage__credential"] = "managedidentity",
            ["ComplianceStorage__clientId"] = PlatformStub.ClientId,
        };
        foreach (var function
            in Files.Functions.Where(function => function.Trigger
            == (Options.UsesServiceBus ? FunctionFile.Queue : FunctionFile.ServiceBus)))
        {
            settings[$"AzureWebJobs.{function.Name}.Disabled"] = "true";
        }

        foreach (var (service, address) in new[] { ("blob", azurite.Blob), ("queue", azurite.Queue), ("table", azurite.Table) })
        {
            var uri = new UriBuilder(address) { Path = Options.Account, Port = Options.PortOf(address.Port) }.Uri.AbsoluteUri;
            settings[$"ComplianceStorage__{service}ServiceUri"] = settings[$"AzureWebJobsStorage__{service}ServiceUri"] = uri;
        }

        foreach (var (key, value)
            in Platform.Settings.Where(pair => Options.UsesServiceBus || !pair.Key.StartsWith("ServiceBus", StringComparison.Ordinal))
            .Concat(Options.Settings))
        {
            settings[key] = value;
        }

        return settings;
    }

    private void AssertFaithful()
    {
        Assert.Empty(_breaches);
        Assert.Empty(Platform?.Bus.Breaches ?? []);
        Assert.Empty(Worker?.Errors ?? []);
        foreach (var line in Worker?.Output ?? [])
        {
            Assert.True(line.StartsWith('{') && line.EndsWith('}'), $"A log line is not one JSON object: {line}");
            Assert.DoesNotContain(InventedLists.Listed, line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Key, line, StringComparison.Ordinal);
        }
    }
}

/// <summary>How the double is set up.</summary>
/// <param name="Account">The emulator's account of this deployment.</param>
internal sealed record DoubleOptions(string Account)
{
    /// <summary>Whether alerts travel through Service Bus; else through a queue of the storage account.</summary>
    public bool UsesServiceBus { get; init; }

    /// <summary>Whether HTTP is proxied as by newer hosts; else forwarded as by older ones.</summary>
    public bool Proxies { get; init; } = true;

    /// <summary>Whether the invented list is in use already.</summary>
    public bool Seeded { get; init; } = true;

    /// <summary>Further settings of the app.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Which port stands in for a port of the emulator: a relay that can be cut.</summary>
    public Func<int, int> PortOf { get; init; } = port => port;
}
