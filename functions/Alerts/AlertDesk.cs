using System.Collections.Immutable;
using Compliance.Functions.Stores;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Alerts;

/// <summary>How a command ended.</summary>
internal abstract record DeskAnswer
{
    private DeskAnswer()
    {
    }

    /// <summary>It was done, or had been done already; the alert as it is now.</summary>
    public sealed record Done(Alert Alert) : DeskAnswer;

    /// <summary>It was refused; the alert as it is now, null where there is none.</summary>
    public sealed record Refused(AlertRefusal Refusal, Alert? Alert) : DeskAnswer;
}

/// <summary>Carries commands to alerts: loads, lets the core decide, saves by compare-and-set. The console, the API and the queue all come through here.</summary>
internal sealed class AlertDesk(AlertStore store, AlertQueue queue, ReviewPolicy policy, TimeProvider clock)
{
    /// <summary>A race is lost only where another change won, so this many rounds end only where something is wrong.</summary>
    private const int MostRounds = 50;

    /// <summary>The policy in force.</summary>
    public ReviewPolicy Policy => policy;

    /// <summary>Gives a command to an alert.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="command">The command.</param>
    /// <param name="officer">Who commands.</param>
    /// <param name="seenVersion">The version the officer read; null only where reading it does not matter.</param>
    /// <param name="cancellation">Cancels before the change, never in the middle of it.</param>
    public async Task<DeskAnswer> GiveAsync(AlertId id, AlertCommand command, Officer officer, int? seenVersion, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var file = await store.FindAsync(id, cancellation);
            var now = clock.GetUtcNow();
            var decision = AlertDecider.Decide(file?.Alert, command, new CommandContext(officer, now, policy, seenVersion));
            if (decision is AlertDecision.Refused refused)
            {
                return new DeskAnswer.Refused(refused.Refusal, file?.Alert);
            }

            var events = ((AlertDecision.Accepted)decision).Events;
            if (events.IsEmpty)
            {
                return new DeskAnswer.Done(file!.Alert);
            }

            if (await SaveAsync(id, file, events, now, cancellation))
            {
                return new DeskAnswer.Done(events.Aggregate(file?.Alert, Alert.Apply)!);
            }
        }

        throw new TimeoutException($"The alert {id} changed {MostRounds} times while one command was decided.");
    }

    private async Task<bool> SaveAsync(AlertId id, AlertFile? file, ImmutableArray<AlertEvent> events, DateTimeOffset now, CancellationToken cancellation)
    {
        var ticket = await queue.MarkAsync(id, now, cancellation);
        var saved = await store.AppendAsync(id, file, events, cancellation);
        await queue.SettleAsync(ticket, CancellationToken.None);
        return saved;
    }
}
