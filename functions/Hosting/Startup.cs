using Compliance.Functions.Tool;

namespace Compliance.Functions.Hosting;

/// <summary>Chooses between serving and the command line, and turns the end of the process into an exit code that the Functions host understands.</summary>
internal static class Startup
{
    /// <summary>Failure: the host restarts the process. Zero would tell it that all is well, and every later call would fail.</summary>
    private const int Failed = 1;

    public static async Task<int> RunAsync(string[] args)
    {
        if (!Serves(args))
        {
            return await ToolCommands.RunAsync(args, ToolConsole.OfProcess());
        }

        try
        {
            await using var app = ServiceHost.Build(args.Length > 0 && args[0] == "serve" ? args[1..] : args);
            await app.RunAsync();
            return app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true }) ? Failed : 0;
        }
        catch (ConfigurationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return Failed;
        }
    }

    /// <summary>Serving is the default: with no verb, with the verb, or with its options alone.</summary>
    private static bool Serves(string[] args) =>
        args.Length == 0 || args[0] == "serve" || (args[0].StartsWith("--", StringComparison.Ordinal) && !ToolCommands.IsVerb(args[0]));
}
