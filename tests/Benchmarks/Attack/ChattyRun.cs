using System.Diagnostics;
using Compliance.Functions.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Benchmarks.Attack;

/// <summary>One subject is screened thousands of times; blocks of other subjects come meanwhile.</summary>
internal static class ChattyRun
{
    private const int Connections = 16;
    private const int Blocks = 5;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(int screenings)
    {
        await using var service = await AttackedService.StartAsync();
        var alerts = service.Services.GetRequiredService<AlertStore>();
        var (answered, worst, decisions) = (0, TimeSpan.Zero, new HashSet<string>());
        var watch = Stopwatch.StartNew();
        var chatty = Parallel.ForEachAsync(Enumerable.Range(0, screenings), new ParallelOptions { MaxDegreeOfParallelism = Connections },
            async (_, _) =>
            {
                await service.ScreenAsync("chatty", withBirthDate: false);
                Interlocked.Increment(ref answered);
            });
        for (var block = 1; block <= Blocks; block++)
        {
            while (Volatile.Read(ref answered) < screenings * block / Blocks)
            {
                await Task.Delay(10);
            }

            var (_, decision) = await service.ScreenAsync($"other_{block}", withBirthDate: true);
            decisions.Add(decision);
            var since = Stopwatch.StartNew();
            await WaitAsync(alerts, $"other_{block}", 1);
            worst = since.Elapsed > worst ? since.Elapsed : worst;
        }

        await chatty;
        var screened = watch.Elapsed;
        await WaitAsync(alerts, "chatty", screenings);
        var held = worst <= Most && decisions.SetEquals(["block"]);
        return AttackCommands.End(new
        {
            run = "chatty",
            machine = Machine.Current,
            screenings,
            blocks = Blocks,
            decisions,
            worstSecondsToTheAlertOfABlock = Math.Round(worst.TotalSeconds, 2),
            screenedSeconds = Math.Round(screened.TotalSeconds, 1),
            drainedSeconds = Math.Round(watch.Elapsed.TotalSeconds, 1),
        }, held);
    }

    private static async Task WaitAsync(AlertStore alerts, string subject, int screenings)
    {
        var id = AlertId.FirstOfSubject(subject);
        while ((await alerts.FindAsync(id, default))?.Alert.ScreeningIds.Length is not { } count || count < screenings)
        {
            await Task.Delay(20);
        }
    }
}
