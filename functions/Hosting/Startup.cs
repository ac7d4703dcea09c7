using Compliance.Functions.Hosting.Worker;
using Compliance.Functions.Screening;
using Compliance.Functions.Tool;

namespace Compliance.Functions.Hosting;

/// <summary>Chooses between serving and the command line, and turns the end of the process into an exit code that the Functions host
/// understands.</summary>
internal static class Startup
{
    /// <summary>Failure: the host starts the process again, and stops itself at the third failure within half an hour.</summary>
    private const int Failed = 1;

    /// <summary>The host starts the process again and does not count it. A process that ended with zero it would never replace, and every
    /// later call would fail.</summary>
    private const int StartMeAgain = 200;

    /// <summary>Serves, unless the first argument is another verb or asks for help.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var asksForHelp = args.Any(argument => argument is "--help" or "-h" or "-?" or "--version");
        var serves = args.Length == 0 || args[0].StartsWith('-') || args[0] == "serve";
        return serves && !asksForHelp
            ? ServeAsync(args.Length > 0 && args[0] == "serve" ? args[1..] : args)
            : ToolCommands.RunAsync(args, ToolConsole.OfProcess());
    }

    /// <summary>Serves until the process is asked to end.</summary>
    /// <param name="args">Arguments after the verb, such as <c>--urls</c>.</param>
    public static async Task<int> ServeAsync(string[] args)
    {
        try
        {
            var warmUp = Task.Run(() => AnswerWarmUp.Run(TimeProvider.System)); // Beside the start, which keeps one processor busy.
            var code = await (RunModes.Of(args) == RunMode.Functions ? WorkAsync(args) : ServeAloneAsync(args));
            await warmUp;
            return code;
        }
        catch (Exception error) when (error is ConfigurationException or IOException)
        {
            // IOException: the port is taken, or another process owns the data directory; both messages say which.
            await Console.Error.WriteLineAsync(error.Message);
            return Failed;
        }
    }

    private static async Task<int> ServeAloneAsync(string[] args)
    {
        await using var app = ServiceHost.Build(args);
        // Asked for beforehand: a run that ends takes its services with it.
        var background = BackgroundOf(app.Services);
        await app.RunAsync();
        return HasFailed(background) ? Failed : 0;
    }

    private static async Task<int> WorkAsync(string[] args)
    {
        using var signal = new StopSignal();
        using var host = WorkerHost.Build(args);
        var background = BackgroundOf(host.Services);
        await host.RunAsync();
        return HasFailed(background) ? Failed : signal.Came ? StartMeAgain : 0;
    }

    private static BackgroundService[] BackgroundOf(IServiceProvider services) =>
        [.. services.GetServices<IHostedService>().OfType<BackgroundService>()];

    private static bool HasFailed(BackgroundService[] services) => services.Any(service => service.ExecuteTask is { IsFaulted: true });
}
