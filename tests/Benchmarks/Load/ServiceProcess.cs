using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Compliance.Benchmarks.Load;

/// <summary>The service as an operator runs it: its own process, Production, an API key, the embedded store in a directory of its own, on
/// loopback.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Key = "key-of-the-load-generator";
    private readonly string _executable;
    private readonly string? _lists;
    private readonly int _port = FreePort();
    private Process? _process;

    public ServiceProcess(string executable, string? lists, string data)
    {
        (_executable, _lists, Data) = (executable, lists, data);
        Http = new HttpClient(
            new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = false, UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}")),
            Timeout = TimeSpan.FromSeconds(30),
        };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public HttpClient Http { get; }

    public string Data { get; }

    /// <summary>The environment it runs in.</summary>
    public string Environment { get; init; } = "Production";

    /// <summary>What the process wrote to its error stream.</summary>
    public StringBuilder Errors { get; } = new();

    /// <summary>Resident memory.</summary>
    public ProcessMemory Memory => ProcessMemory.Of(_process!.Id);

    public void Start()
    {
        var start = new ProcessStartInfo(_executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("serve");
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(Http.BaseAddress!.AbsoluteUri.TrimEnd('/'));
        start.Environment["ASPNETCORE_ENVIRONMENT"] = Environment;
        start.Environment["COMPLIANCE_DATA_DIR"] = Data;
        start.Environment["COMPLIANCE_API_KEYS"] = $"load:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}:admin";
        // No limit: it is not what is measured.
        start.Environment["COMPLIANCE_RATE_CALLER"] = start.Environment["COMPLIANCE_RATE_ADDRESS"] = "0";
        start.Environment["COMPLIANCE_OFFLINE"] = "true";
        if (_lists is not null)
        {
            start.Environment["COMPLIANCE_LISTS_DIR"] = _lists;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => Errors.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until screenings are answered.</summary>
    public async Task WaitUntilReadyAsync(int seconds = 120)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"The service ended with {_process.ExitCode}: {Errors}");
            }

            try
            {
                using var answer = await Http.GetAsync("/health/ready");
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"The service was not ready within {seconds} seconds.");
    }

    /// <summary>Ends the process as a power cut does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to end, as Ctrl-C does; its exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", _process!.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
