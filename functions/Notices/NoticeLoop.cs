using Compliance.Functions.Hosting.Worker;
using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Notices;

/// <summary>Follows the log and sends e-mail every few seconds. Runs in every mode that serves.</summary>
internal sealed class NoticeLoop(NoticeFollower follower, NoticeDispatch dispatch, TimeProvider time, ILogger<NoticeLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await follower.FollowAsync(stoppingToken);
                await dispatch.SendDueAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Following the log for notices failed; the next round goes on where this one stood.");
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }
}

/// <summary>What the Functions host starts for notices; the loop does the same while an instance is up.</summary>
internal sealed class NoticeFunctions(InvocationRunner runner, NoticeFollower follower, NoticeDispatch dispatch)
{
    /// <summary>Timer: writes the notices that are owed and sends those that are due.</summary>
    [Function("TimerSendNotices")]
    public Task SendAsync([TimerTrigger("45 * * * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        runner.OnTimerAsync(context.FunctionDefinition.Name, async token =>
        {
            var looked = await follower.FollowAsync(token);
            return $"{looked} subjects were looked at, {await dispatch.SendDueAsync(token)} e-mails sent.";
        }, cancellation);
}
