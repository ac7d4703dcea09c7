using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage.Embedded;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Benchmarks.Load;

/// <summary>Kills the process every ten seconds under load; afterwards every answer is looked for, and every alert is counted.</summary>
internal static class KillRun
{
    private static readonly TimeSpan KillEvery = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string executable, string? lists, string data, int seconds, int connections)
    {
        var subjects = LoadSubjects.From(lists, TimeProvider.System.GetUtcNow());
        await using var service = new ServiceProcess(executable, lists, data);
        service.Start();
        await service.WaitUntilReadyAsync();
        var clients = new LoadClients(service.Http, subjects, connections, "kill")
        { Answered = new ConcurrentDictionary<string, (string, string)>() };
        using var stop = new CancellationTokenSource();
        var load = clients.RunAsync(processMayDie: true, stop.Token);
        var kills = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds; kills++)
        {
            await Task.Delay(KillEvery);
            await service.KillAsync();
            service.Start();
        }

        await service.WaitUntilReadyAsync();
        await stop.CancelAsync();
        await load;
        var drained = await Drained.WaitAsync(service.Http, TimeSpan.FromSeconds(300));
        var exitCode = await service.InterruptAsync();
        var (lost, different, alertsLost, alertsDoubled) = await CheckAsync(data, clients.Answered);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "kills",
            connections,
            kills,
            answered = clients.Answered.Count,
            alerts = clients.Answered.Values.Count(answer => answer.Decision != "allow"),
            noAnswer = clients.Outcomes.GetValueOrDefault("no answer"),
            otherAnswers = clients.Outcomes.Where(pair => pair.Key is not ("allow" or "review" or "block" or "no answer")).ToDictionary(),
            answeredLost = lost,
            answeredDifferent = different,
            alertsLost,
            alertsDoubled,
            drained,
            exitCodeOfInterrupt = exitCode,
        }));
        return lost + different + alertsLost + alertsDoubled == 0 && drained && exitCode == 0 ? 0 : 2;
    }

    private static async Task<(int Lost, int Different, int AlertsLost, int AlertsDoubled)> CheckAsync(string data,
        ConcurrentDictionary<string, (string Decision, string Subject)> answered)
    {
        using var storage = EmbeddedStorage.Open(data, TimeProvider.System);
        var screenings = new ScreeningStore(storage.Records, storage.Blobs);
        var alerts = new AlertStore(storage.Records);
        var (lost, different, alertsLost, alertsDoubled) = (0, 0, 0, 0);
        foreach (var (id, answer) in answered)
        {
            if (await screenings.FindAsync(id, default) is not { } stored)
            {
                lost++;
                continue;
            }

            different += WireNames.Of(stored.Evidence.Outcome.Decision) == answer.Decision ? 0 : 1;
            var first = AlertId.FirstOfSubject(answer.Subject);
            var raised = await alerts.FindAsync(first, default) is { } file ? file.Alert.ScreeningIds.Count(screening => screening == id)
                : 0;
            alertsLost += answer.Decision != "allow" && raised == 0 ? 1 : 0;
            alertsDoubled += raised > 1 || (answer.Decision == "allow" && raised > 0)
                || await alerts.LatestNumberAsync(first.SubjectKey, default) > 1 ? 1 : 0;
        }

        return (lost, different, alertsLost, alertsDoubled);
    }
}
