using System.Runtime;

namespace Compliance.Cli.Evaluation.Stored;

/// <summary>
/// Asks until the runtime has compiled what is asked for: it first runs code as it stands, then with counters in it, then compiled for
/// what the counters said, beside the requests and on the same processors. A service that runs for hours is past that within its first
/// minute; what a measurement of a few seconds shows is mostly this.
/// </summary>
internal static class WarmUp
{
    /// <summary>Requests of a round.</summary>
    public const int Round = 10_000;

    private const int MostRounds = 40;

    /// <summary>At most so many methods were compiled in a quiet round.</summary>
    private const int Quiet = 20;

    /// <param name="ask">Asks for so many answers.</param>
    /// <returns>Requests that were asked until two rounds in turn compiled next to nothing; the most there are where none did.</returns>
    public static async Task<int> RunAsync(Func<int, Task> ask)
    {
        var (rounds, quiet) = (0, 0);
        while (rounds < MostRounds && quiet < 2)
        {
            var before = JitInfo.GetCompiledMethodCount();
            await ask(Round);
            quiet = JitInfo.GetCompiledMethodCount() - before <= Quiet ? quiet + 1 : 0;
            rounds++;
        }

        return rounds * Round;
    }
}
