using Compliance.Functions.Hosting.Worker;
using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Watchlists;

/// <summary>What the Functions host starts for the lists; standalone a loop does the same.</summary>
internal sealed class WatchlistFunctions(InvocationRunner runner, ListRefresh refresh)
{
    /// <summary>Timer: looks for new versions of the lists that are due.</summary>
    [Function("TimerRefreshWatchlists")]
    public Task RefreshAsync([TimerTrigger("0 */10 * * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        runner.OnTimerAsync(
            context.FunctionDefinition.Name,
            async token =>
            {
                await refresh.LookAsync(null, token);
                return "The lists that were due were looked for.";
            },
            cancellation);
}
