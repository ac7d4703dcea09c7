using System.Collections.Immutable;
using Compliance.Functions.Alerts.Bulk;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts;

/// <summary>How a command ended.</summary>
internal abstract record AlertCommandResult
{
    private AlertCommandResult()
    {
    }

    /// <summary>It was done, or had been done already; the alert as it is now.</summary>
    public sealed record Done(Alert Alert) : AlertCommandResult;

    /// <summary>It was refused; the alert as it is now with what happened since the version that was read, null where there is
    /// none.</summary>
    public sealed record Refused(AlertRefusal Refusal, AlertFile? File) : AlertCommandResult
    {
        /// <summary>The alert as it is now.</summary>
        public Alert? Alert => File?.Alert;
    }
}

/// <summary>Carries commands to alerts: loads, lets the core decide, saves by compare-and-set. The console, the API and the queue all come
/// through here; what is denied is recorded.</summary>
internal sealed class AlertService(AlertStore store, AlertWriter writer, BulkVerdictRun bulk, DenialLog denials, ReviewPolicy policy,
    TimeProvider clock)
{
    /// <summary>A race is lost only where another change won, so this many rounds end only where something is wrong.</summary>
    private const int MostRounds = 50;

    /// <summary>Events of one change: each is two rows of a batch of a hundred, and one screening adds a few.</summary>
    private const int MostEventsOfOneChange = 24;

    /// <summary>The policy in force.</summary>
    public ReviewPolicy Policy => policy;

    /// <summary>Gives what several screenings found to an alert, as one change.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="raises">The screenings, all of its subject.</param>
    /// <param name="cancellation">Cancels before the change.</param>
    /// <returns>How many were taken, from the first on; why the next one was not, null where all were.</returns>
    public async Task<(int Done, AlertRefusal? Refusal)> RaiseAsync(AlertId id, IReadOnlyList<AlertCommand.Raise> raises,
        CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var file = await store.FindAsync(id, cancellation);
            if (file?.Alert.Bulk is { } reservation && await bulk.CarryOnAsync(reservation.Bulk, cancellation))
            {
                continue;
            }

            var (alert, done) = (file?.Alert, 0);
            AlertRefusal? refusal = null;
            var events = ImmutableArray.CreateBuilder<AlertEvent>();
            foreach (var raise in raises.TakeWhile(_ => events.Count < MostEventsOfOneChange))
            {
                var decision = AlertDecider.Decide(alert, raise, new CommandContext(Officer.Service, clock.GetUtcNow(), policy));
                if (decision is AlertDecision.Refused refused)
                {
                    refusal = refused.Refusal;
                    break;
                }

                var happened = ((AlertDecision.Accepted)decision).Events;
                alert = happened.Aggregate(alert, Alert.Apply);
                events.AddRange(happened);
                done++;
            }

            if (events.Count == 0 || await writer.SaveAsync(id, file, events.ToImmutable(), cancellation))
            {
                return (done, refusal);
            }
        }

        throw new TimeoutException($"The alert {id} changed {MostRounds} times while screenings were added.");
    }

    /// <summary>Gives a command to an alert.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="command">The command.</param>
    /// <param name="officer">Who commands.</param>
    /// <param name="seenVersion">The version the officer read; null only where reading it does not matter.</param>
    /// <param name="cancellation">Cancels before the change, never in the middle of it.</param>
    public async Task<AlertCommandResult> GiveAsync(AlertId id, AlertCommand command, Officer officer, int? seenVersion,
        CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var file = await store.FindAsync(id, cancellation);
            if (file?.Alert.Bulk is { } reservation && await bulk.CarryOnAsync(reservation.Bulk, cancellation))
            {
                continue; // A bulk verdict that was interrupted is finished, or given up, before anything else happens here.
            }

            var decision = AlertDecider.Decide(file?.Alert, command, new CommandContext(officer, clock.GetUtcNow(), policy, seenVersion));
            if (decision is AlertDecision.Refused { Refusal: var refusal })
            {
                if (refusal.Kind.IsDenial())
                {
                    await denials.OfRefusalAsync(officer, id, command, refusal, cancellation);
                }

                return new AlertCommandResult.Refused(refusal, file);
            }

            var events = ((AlertDecision.Accepted)decision).Events;
            if (events.IsEmpty)
            {
                return new AlertCommandResult.Done(file!.Alert);
            }

            if (await writer.SaveAsync(id, file, events, cancellation))
            {
                return new AlertCommandResult.Done(events.Aggregate(file?.Alert, Alert.Apply)!);
            }
        }

        throw new TimeoutException($"The alert {id} changed {MostRounds} times while one command was decided.");
    }
}
