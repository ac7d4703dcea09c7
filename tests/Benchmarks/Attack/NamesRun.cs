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
    private static readonly TimeSpan Stays = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(int each)
    {
        await using var service = await AttackedService.StartAsync();
        await SendAsync(service, WorstSearchBenchmark.Scripts[0], 0, TimeSpan.FromSeconds(60)); // Compiled before it is measured.
        await Task.Delay(Watched);
        var idle = await SpentAsync(() => Task.CompletedTask);
        var rows = new List<object>();
        var (worst, number) = (0.0, 1UL);
        foreach (var script in WorstSearchBenchmark.Scripts)
        {
            var most = 0.0;
            for (var i = 0; i < each; i++)
            {
                most = Math.Max(most, await SpentAsync(() => SendAsync(service, script, number++, Stays)) - idle);
            }

            rows.Add(new { script = script.Script, ms = Math.Round(most) });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{script.Script,-10} {most,8:0} ms after the client left"));
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
        object Party(string[] names) => new { type = "individual", name = names[0], aliases = names[1..] };
        var body = new
        {
            channel = "signup",
            subject = Party(Of(Names)),
            counterparties = new[] { new { role = "payer", subject = Party(Of(Names)) } },
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
