using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage.Azure;
using Compliance.Functions.Watchlists;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// A contract double of the Functions host, made from its public protocol and documentation; not Microsoft's host. It runs the built worker
/// as the deployment does: settings of the infrastructure, a user-assigned identity, tokens over HTTPS, storage on Azurite. Functions are
/// what the worker names when it is asked.
/// </summary>
internal sealed class FunctionsHostDouble : IAsyncDisposable
{
    private const string Key = "key-of-the-double";
    private readonly AzureStorageOptions _storage;
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stop = new();
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

    public WorkerProcess Worker { get; private set; } = null!;

    /// <summary>The functions as the worker named them.</summary>
    public IReadOnlyList<FunctionFile> Functions => Worker.Channel.Functions;

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
    public async Task<InvocationVerdict> FireAsync(string timer, bool pastDue = false)
    {
        await Worker.Ready.WaitAsync(_stop.Token);
        var function = Functions.Single(function => function.Name == timer && function.Trigger == FunctionFile.Timer);
        var now = DateTimeOffset.UtcNow;
        var next = CronSchedule.Parse(function.Values["schedule"]).After(now);
        var info = new JsonObject
        {
            ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
            ["ScheduleStatus"] = pastDue ? null : new JsonObject { ["Last"] = now, ["Next"] = next, ["LastUpdated"] = now },
            ["IsPastDue"] = pastDue,
        };
        return await InvokeAsync(function, new JsonObject { ["json"] = info.ToJsonString() });
    }

    /// <summary>Delivers a message once, as the listener of its queue does: a worker that starts again names its functions first.</summary>
    public async Task<InvocationVerdict> DeliverAsync(string queue, byte[] message)
    {
        await Worker.Ready.WaitAsync(_stop.Token);
        return await InvokeAsync(
            Functions.Single(function => function.Trigger == FunctionFile.Queue && function.Values["queueName"] == queue),
            new JsonObject { ["bytes"] = Convert.ToBase64String(message) });
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

        _services.Dispose();
        _stop.Dispose();
        Directory.Delete(_temporary, recursive: true);
        AssertFaithful();
    }

    private async Task LaunchAsync(AzuriteProcess azurite)
    {
        var platform = await PlatformStub.StartAsync();
        _owned.Add(platform);
        _owned.Add(Worker = await WorkerProcess.StartAsync(Files, Settings(azurite, platform)));
        var front = await HttpFront.StartAsync(Files, Worker);
        _owned.Add(front);
        Http.BaseAddress = front.Address;
        Http.DefaultRequestHeaders.Host = HttpFront.Name;
        foreach (var function in Functions.Where(function => function.Trigger == FunctionFile.Queue))
        {
            var listener = new QueueListener(function.Values["queueName"], StorageAccount.From(_storage).Queues, Files.MaxDequeueCount,
                message => DeliverAsync(function.Values["queueName"], message));
            _listeners.Add(Task.Run(() => PersistAsync(listener.RunAsync)));
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
            catch (Exception error) when (error is StorageUnavailableException or Azure.RequestFailedException)
            {
                await Task.Delay(100, _stop.Token);
            }
        }
    }

    private async Task<InvocationVerdict> InvokeAsync(FunctionFile function, JsonObject data)
    {
        await Worker.Ready.WaitAsync(_stop.Token);
        InvocationVerdict verdict;
        try
        {
            verdict = await Worker.Channel.InvokeAsync(function, data).WaitAsync(Files.FunctionTimeout);
        }
        catch (IOException)
        {
            verdict = new InvocationVerdict(false, "the worker is gone");
        }

        Invocations.Enqueue((function.Name, verdict));
        return verdict;
    }

    private Dictionary<string, string> Settings(AzuriteProcess azurite, PlatformStub platform)
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
        foreach (var (service, address) in new[] { ("blob", azurite.Blob), ("queue", azurite.Queue), ("table", azurite.Table) })
        {
            var uri = new UriBuilder(address) { Path = Options.Account, Port = Options.PortOf(address.Port) }.Uri.AbsoluteUri;
            settings[$"ComplianceStorage__{service}ServiceUri"] = settings[$"AzureWebJobsStorage__{service}ServiceUri"] = uri;
        }

        foreach (var (key, value) in platform.Settings.Concat(Options.Settings))
        {
            settings[key] = value;
        }

        return settings;
    }

    /// <summary>Logs go over the channel, nothing to the streams, and no log bears a name or a key.</summary>
    private void AssertFaithful()
    {
        Assert.Empty(Worker?.Lines ?? []);
        foreach (var line in Worker?.Logs ?? [])
        {
            Assert.DoesNotContain(InventedLists.Listed, line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Key, line, StringComparison.Ordinal);
        }
    }
}

/// <summary>How the double is set up.</summary>
/// <param name="Account">The emulator's account of this deployment.</param>
internal sealed record DoubleOptions(string Account)
{
    /// <summary>Whether the invented list is in use already.</summary>
    public bool Seeded { get; init; } = true;

    /// <summary>Further settings of the app.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Which port stands in for a port of the emulator: a relay that can be cut.</summary>
    public Func<int, int> PortOf { get; init; } = port => port;
}
