using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Watchlists;

namespace Compliance.Functions.Tests.Hosting;

/// <summary>The built executable as a child process that serves on its own, on a data directory that holds the invented list.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Key = "key-of-the-service";
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private ServiceProcess(Process process, int port, string data)
    {
        (_process, Data) = (process, data);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    public static string Executable { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "compliance-service.exe" : "compliance-service");

    public HttpClient Http { get; }

    public string Data { get; }

    public static async Task<ServiceProcess> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("compliance-test-").FullName;
        await SeedAsync(data);
        var port = FreePort();
        var start = new ProcessStartInfo(Executable, ["serve", "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")])
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["COMPLIANCE_DATA_DIR"] = data;
        start.Environment["COMPLIANCE_OFFLINE"] = "true";
        start.Environment["COMPLIANCE_API_KEYS"] = $"double:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}:admin";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var service = new ServiceProcess(Process.Start(start)!, port, data);
        service.Drain();
        return service;
    }

    public Task WaitUntilReadyAsync() => Eventually.TrueAsync(ReadyAsync, "the service is ready", seconds: 60);

    public HttpRequestMessage ApiRequest(HttpMethod method, string path, string json)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", Key);
        return request;
    }

    /// <summary>Ends the process without a word.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to end, as Ctrl-C does; its exit code and what it wrote to the error stream.</summary>
    public async Task<(int ExitCode, string Errors)> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (_process.ExitCode, _errors.ToString().Trim());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private static async Task SeedAsync(string data)
    {
        using var storage = EmbeddedStorage.Open(data, TimeProvider.System);
        var snapshot = InventedLists.Snapshot(TimeProvider.System.GetUtcNow());
        await new SnapshotArchive(storage.Records, storage.Blobs).KeepAsync(snapshot, new ListManifest { Version = snapshot.Version },
            CancellationToken.None);
    }

    private async Task<bool> ReadyAsync()
    {
        Assert.False(_process.HasExited, $"The service ended with {(_process.HasExited ? _process.ExitCode : 0)}: {_errors}");
        try
        {
            return (await Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private void Drain()
    {
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
