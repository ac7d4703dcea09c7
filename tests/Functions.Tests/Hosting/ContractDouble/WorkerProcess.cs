using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// The worker's process as the host runs it: the arguments and variables that the host gives, a channel over gRPC, and restarts by exit code
/// (0: none, every later call fails; 200: a restart that is not counted; else a restart, and at the third failure the host stops).
/// </summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int Restart = 200;
    private const int MaxFailures = 3;
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);

    private readonly HostFiles _files;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly WebApplication _server;
    private readonly List<WorkerChannel> _channels = [];
    private Process _process = null!;
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ending;
    private int _failures;

    private WorkerProcess(HostFiles files, IReadOnlyDictionary<string, string> settings, WebApplication server) =>
        (_files, _settings, _server) = (files, settings, server);

    /// <summary>The channel to the process that runs now.</summary>
    public WorkerChannel Channel => _channels[^1];

    /// <summary>Where the worker takes proxied HTTP.</summary>
    public Uri Address => new(Channel.Capabilities["HttpUri"]);

    /// <summary>Ends when the functions are loaded: the host's listeners wait for that.</summary>
    public Task Ready => _ready.Task;

    public int ProcessId => _process.Id;

    /// <summary>Everything the workers logged, over the channel.</summary>
    public IEnumerable<string> Logs => _channels.SelectMany(channel => channel.Logs).Select(log => log.Text);

    /// <summary>Lines of standard output and of standard error: a worker that sends its logs over the channel writes none.</summary>
    public IEnumerable<string> Lines => _output.Concat(_errors);

    public static async Task<WorkerProcess> StartAsync(HostFiles files, IReadOnlyDictionary<string, string> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var worker = new WorkerProcess(files, settings, builder.Build());
        worker._server.MapPost(RpcMessages.Path, http => worker.Channel.ServeAsync(http));
        await worker._server.StartAsync();
        await worker.LaunchAsync();
        return worker;
    }

    /// <summary>Kills the process as a crash does and starts another, as for a new instance.</summary>
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

    /// <summary>Asks the worker to end over the channel, as the host does; its exit code.</summary>
    public Task<int> TerminateAsync()
    {
        _ending = true;
        Channel.Terminate();
        return ExitAsync();
    }

    /// <summary>Sends a signal as somebody else than the host may; the exit code.</summary>
    public async Task<int> SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        await _server.DisposeAsync();
    }

    private async Task<int> ExitAsync()
    {
        var process = _process;
        await process.WaitForExitAsync().WaitAsync(StartWithin);
        return process.ExitCode;
    }

    private async Task LaunchAsync()
    {
        _ending = false;
        _channels.Add(new WorkerChannel(_files.Root));
        _process = Start();
        try
        {
            await Channel.InitialiseAsync(StartWithin);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The worker did not call within {StartWithin}: {string.Join('\n', _errors)}");
        }

        _ready.TrySetResult();
    }

    private Process Start()
    {
        var server = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        var (id, request) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        string[] arguments =
        [
            _files.Worker, "--host", server.Host, "--port", server.Port.ToString(CultureInfo.InvariantCulture), "--workerId", id,
            "--requestId", request, "--grpcMaxMessageLength", "2147483647", "--functions-uri", server.AbsoluteUri,
            "--functions-worker-id", id, "--functions-request-id", request, "--functions-grpc-max-message-length", "2147483647",
        ];
        var start = new ProcessStartInfo(_files.Executable, arguments)
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _files.Root };
        foreach (var inherited in new[] { "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPNETCORE_URLS" })
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (key, value) in _settings)
        {
            start.Environment[key] = value;
        }

        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = _files.Root;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
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
        if (_ending || process != _process || process.ExitCode == 0
            || (process.ExitCode != Restart && Interlocked.Increment(ref _failures) >= MaxFailures))
        {
            return;
        }

        _ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = LaunchAsync();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            lines.Enqueue(line);
        }
    }
}
