using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Worker;
using Compliance.Functions.Records.Log;
using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Extraction;

/// <summary>Adds the radar to a host.</summary>
internal static class RadarSetup
{
    /// <summary>What reads and writes it. It expects enforcement, networks, leads, the record and the storage.</summary>
    public static IServiceCollection AddRadar(this IServiceCollection services) => services
        .AddSingleton<CampaignActs>()
        .AddSingleton<ILogSource>(provider => provider.GetRequiredService<CampaignActs>())
        .AddSingleton(provider => provider.GetRequiredService<CampaignActs>().Kind)
        .AddSingleton<ClassActs>()
        .AddSingleton<ILogSource>(provider => provider.GetRequiredService<ClassActs>())
        .AddSingleton(provider => provider.GetRequiredService<ClassActs>().Kind)
        .AddSingleton<CampaignStore>()
        .AddSingleton<CampaignService>()
        .AddSingleton<StreamStore>()
        .AddSingleton<UsageReader>()
        .AddSingleton<AlarmStore>()
        .AddSingleton<RadarErasure>()
        .AddSingleton<RadarIntake>()
        .AddSingleton<RadarKeeping>()
        .AddSingleton<DailyRun>()
        .AddSingleton<RadarReader>();

    /// <summary>What works on while a standalone service runs; under the Functions host a timer does.</summary>
    public static IServiceCollection AddRadarKeeping(this IServiceCollection services, RunMode mode)
        => mode == RunMode.Standalone ? services.AddHostedService<RadarLoop>() : services;
}

/// <summary>What the Functions host starts for the radar; standalone a loop does the same.</summary>
internal sealed class RadarFunctions(DailyRun run, InvocationRunner invocations)
{
    /// <summary>Timer: chooses from the streams of the day before.</summary>
    [Function("TimerChooseStreams")]
    public Task ChooseAsync([TimerTrigger("0 12 * * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        invocations.OnTimerAsync(context.FunctionDefinition.Name, async token => await run.LookAsync(token)
            ? "Streams of the day before were chosen from." : "No day waits.", cancellation);
}

/// <summary>Standalone mode's timer of the radar.</summary>
internal sealed class RadarLoop(DailyRun run, TimeProvider time, ILogger<RadarLoop> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, time, stoppingToken);
            try
            {
                await run.LookAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Choosing from the streams of a day failed; it is tried again.");
            }
        }
    }
}
