using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// The handler's process as the host runs it: a free port, the host's variables, a GET of <c>/</c> every 25 ms until anything answers,
/// restarts by exit code (0: nothing happens and every call fails from then on; else a restart, at most three in half an hour), and its end
/// by SIGKILL without a word.
/// </summary>
internal sealed class HandlerWorker : IAsyncDisposable
{
    private const int MaxRestarts = 3;
    private static readonly TimeSpan PingEvery = TimeSpan.FromMilliseconds(25);

    private readonly HostFiles _files;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private Process _process = null!;
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ending;
    private int _restarts;

    private HandlerWorker(HostFiles files, IReadOnlyDictionary<string, string> settings) => (_files, _settings) = (files, settings);

    /// <summary>Where the handler listens now.</summary>
    public Uri Address { get; private set; } = null!;

    public int Restarts => _restarts;

    /// <summary>Ends when the handler listens: the host's listeners stop and start with it.</summary>
    public Task Ready => _ready.Task;

    public int ProcessId => _process.Id;

    /// <summary>Lines of standard output: the host copies each into its log.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>Lines of standard error: the host logs each as an error.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public static async Task<HandlerWorker> StartAsync(HostFiles files, IReadOnlyDictionary<string, string> settings)
    {
        var worker = new HandlerWorker(files, settings);
        await worker.LaunchAsync();
        return worker;
    }

    /// <summary>Kills the process as the platform does and starts another, as for a new instance.</summary>
    public async Task ReplaceAsync()
    {
        await KillAsync();
        await LaunchAsync();
    }

    public async Task KillAsync()
    {
        _ending = true;
        _ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task LaunchAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        _ending = false;
        _process = Start();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < _files.InitializationTimeout)
        {
            Assert.False(_process.HasExited, $"The handler ended before it listened: {string.Join('\n', _errors)}");
            try
            {
                // Any answer means ready; only a refused connection means not yet.
                using var answer = await http.GetAsync(Address);
                _ready.TrySetResult();
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(PingEvery);
            }
        }

        Assert.Fail($"The handler did not listen within {_files.InitializationTimeout}.");
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(_files.Executable)
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _files.Root };
        foreach (var inherited in new[] { "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPNETCORE_URLS" })
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (key, value) in _settings)
        {
            start.Environment[key] = value;
        }

        var port = Address.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port;
        start.Environment["FUNCTIONS_HTTPWORKER_PORT"] = port;
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = start.Environment["FUNCTIONS_HTTPWORKER_ID"] = Guid.NewGuid().ToString();
        start.Environment["FUNCTIONS_APP_ROOT_PATH"] = _files.Root;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.Exited += (_, _) => OnExit(process);
        Assert.True(process.Start());
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void OnExit(Process process)
    {
        if (!_ending && process == _process && process.ExitCode != 0 && Interlocked.Increment(ref _restarts) <= MaxRestarts)
        {
            _ = LaunchAsync();
        }
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            lines.Enqueue(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
