using Compliance.Functions.Hosting.Worker;
using Compliance.Functions.Screening;

namespace Compliance.Functions.Hosting;

/// <summary>Starts the service, and turns the end of the process into an exit code that the Functions host
/// understands.</summary>
internal static class Startup
{
    /// <summary>Failure: the host starts the process again, and stops itself at the third failure within half an hour.</summary>
    private const int Failed = 1;

    /// <summary>The host starts the process again and does not count it. A process that ended with zero it would never replace, and every
    /// later call would fail.</summary>
    private const int StartMeAgain = 200;

    /// <summary>The arguments cannot be used.</summary>
    private const int WrongArguments = 2;

    /// <summary>Serves; <c>serve</c> may stand before the options. Every other verb belongs to the command line.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length == 0 || args[0] == "serve" || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?")))
        {
            return await ServeAsync(args.Length > 0 && args[0] == "serve" ? args[1..] : args);
        }

        await System.Console.Error.WriteLineAsync(
            $"This program is the service: compliance-service [serve] [--urls http://127.0.0.1:7071]. '{args[0]}' is for the command "
                + "line: dotnet run -c Release --project cli -- --help");
        return WrongArguments;
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
            await System.Console.Error.WriteLineAsync(error.Message);
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
