using Compliance.Functions.Screening;

namespace Compliance.Functions.Hosting;

/// <summary>Starts the service, and turns the end of the process into an exit code that the Functions host
/// understands.</summary>
internal static class Startup
{
    /// <summary>Failure: the host restarts the process. Zero would tell it that all is well, and every later call would fail.</summary>
    private const int Failed = 1;

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
            await using var app = ServiceHost.Build(args);
            // Asked for beforehand: a run that ends takes its services with it.
            BackgroundService[] background = [.. app.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
            await app.RunAsync();
            await warmUp;
            return background.Any(service => service.ExecuteTask is { IsFaulted: true }) ? Failed : 0;
        }
        catch (Exception error) when (error is ConfigurationException or IOException)
        {
            // IOException: the port is taken, or another process owns the data directory; both messages say which.
            await System.Console.Error.WriteLineAsync(error.Message);
            return Failed;
        }
    }
}
