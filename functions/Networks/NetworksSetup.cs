using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Worker;
using Compliance.Functions.Records.Log;
using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Networks;

/// <summary>Adds the networks to a host.</summary>
internal static class NetworksSetup
{
    /// <summary>What reads and writes them. It expects enforcement, leads, the record and the storage.</summary>
    public static IServiceCollection AddNetworks(this IServiceCollection services) => services
        .AddSingleton<NetworkFingerprints>()
        .AddSingleton<ArtefactStore>()
        .AddSingleton<NetworkFactStore>()
        .AddSingleton<NetworkGenerations>()
        .AddSingleton<NetworkIntake>()
        .AddSingleton<NetworkSignals>()
        .AddSingleton<NetworkLoader>()
        .AddSingleton<NetworkRunner>()
        .AddSingleton<RulingTexts>()
        .AddSingleton<NetworkErasure>()
        .AddSingleton<ReturnWatch>()
        .AddSingleton<AroundReader>()
        .AddSingleton<RulingService>()
        .AddSingleton<OperationActs>()
        .AddSingleton<ILogSource>(provider => provider.GetRequiredService<OperationActs>())
        .AddSingleton(provider => provider.GetRequiredService<OperationActs>().Kind)
        .AddSingleton<OperationStore>()
        .AddSingleton<NetworkMerges>()
        .AddSingleton<OperationService>()
        .AddSingleton<OperationPageReader>()
        .AddSingleton<NetworkReader>();

    /// <summary>What works on while a standalone service runs; under the Functions host a timer does.</summary>
    public static IServiceCollection AddNetworkKeeping(this IServiceCollection services, RunMode mode)
        => mode == RunMode.Standalone ? services.AddHostedService<NetworkLoop>() : services;

    /// <summary>Maps the HTTP interface.</summary>
    public static void MapNetworks(this IEndpointRouteBuilder routes)
    {
        HttpNetworks.Map(routes);
        HttpOperations.Map(routes);
    }
}

/// <summary>What the Functions host starts for the networks; standalone a loop does the same.</summary>
internal sealed class NetworkFunctions(NetworkRunner runner, OperationService operations, InvocationRunner invocations)
{
    /// <summary>Timer: finds the clusters anew where the last run is an hour old.</summary>
    [Function("TimerRunNetworks")]
    public Task RunAsync([TimerTrigger("20 * * * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        invocations.OnTimerAsync(context.FunctionDefinition.Name,
            async token =>
            {
                // What stands against one does not keep the other from its turn.
                var found = false;
                try
                {
                    await operations.FinishAsync(token);
                }
                finally
                {
                    found = await runner.LookAsync(token);
                }

                return found ? "The clusters were found anew." : "No run was due.";
            }, cancellation);
}

/// <summary>Standalone mode's timer of the networks.</summary>
internal sealed class NetworkLoop(NetworkRunner runner, OperationService operations, TimeProvider time, ILogger<NetworkLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, time, stoppingToken);
            await TryAsync(() => operations.FinishAsync(stoppingToken), "Carrying out operations failed; it is tried again.",
                stoppingToken);
            await TryAsync(() => runner.LookAsync(stoppingToken), "Finding clusters failed; the run before stays in force.",
                stoppingToken);
        }
    }

    private async Task TryAsync(Func<Task> work, string otherwise, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogError(error, "{What}", otherwise);
        }
    }
}
