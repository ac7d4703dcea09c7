using System.Globalization;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Benchmarks.Attack;

/// <summary>102 names of twenty words in one request, in each script; the client leaves at once, and what the service still spends is
/// counted.</summary>
internal static class NamesRun
{
    private const int Names = 51;
    private const int Words = 20;
    private const double MostMs = 1000;
    private const double SettledMs = 60;
    private const int MostLooks = 30;
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Stays = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(int each)
    {
        await using var service = await AttackedService.StartAsync();
        await SendAsync(service, WorstSearchBenchmark.Scripts[0], 0, Whole); // Compiled before it is measured.
        var idle = await IdleAsync();
        var rows = new List<object>();
        var (worst, number) = (0.0, 1UL);
        foreach (var script in WorstSearchBenchmark.Scripts)
        {
            var (most, whole) = (0.0, 0.0);
            for (var i = 0; i < each; i++)
            {
                var before = Environment.CpuUsage.TotalTime;
                await SendAsync(service, script, number++, Whole);
                whole = Math.Max(whole, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
                most = Math.Max(most, await SpentAsync(() => SendAsync(service, script, number++, Stays)) - idle);
            }

            rows.Add(new { script = script.Script, wholeMs = Math.Round(whole), afterTheClientLeftMs = Math.Round(Math.Max(0, most)) });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{script.Script,-10} {whole,8:0} ms whole, {most,8:0} ms after the client left"));
            worst = Math.Max(worst, most);
        }

        return AttackCommands.End(new
        {
            run = "names",
            machine = Machine.Current,
            names = 2 * Names,
            words = Words,
            idleMs = Math.Round(idle),
            worstMs = Math.Round(worst),
            rows,
        }, worst <= MostMs);
    }

    // What the service spends by itself, once it has settled after its start.
    private static async Task<double> IdleAsync()
    {
        var idle = double.MaxValue;
        for (var look = 0; look < MostLooks && idle > SettledMs; look++)
        {
            idle = Math.Min(idle, await SpentAsync(() => Task.CompletedTask));
        }

        return idle;
    }

    // Processor time of this process from when the client has left; the client itself does nothing then.
    private static async Task<double> SpentAsync(Func<Task> send)
    {
        await send();
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(Watched);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static async Task SendAsync(AttackedService service, (string Script, string Letters, int Length) script, ulong seed,
        TimeSpan stays)
    {
        var bits = new SplitMix(SplitMix.Hash(seed, script.Letters[0]));
        string[] Of(int count) => [.. Enumerable.Range(0, count).Select(_ => WorstSearchBenchmark.Name(script, bits, Words))];
        var (own, payers) = (Of(Names), Of(Names));
        var body = new
        {
            channel = "signup",
            subject = new { type = "individual", name = own[0], aliases = own[1..] },
            counterparties = new[] { new { role = "payer", type = "individual", name = payers[0], aliases = payers[1..] } },
        };
        using var leaves = new CancellationTokenSource(stays);
        try
        {
            using var answer = await service.PostAsync("/api/v1/screenings", body, cancellation: leaves.Token);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(CancellationToken.None));
            }
        }
        catch (OperationCanceledException) when (leaves.IsCancellationRequested)
        {
            // As intended.
        }
    }
}
