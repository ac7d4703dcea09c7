using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Decided;

/// <summary>What one kind of state is called, and how it folds.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="First">Before anything happened.</param>
/// <param name="Apply">One more event.</param>
/// <param name="ActOf">What the log calls an event.</param>
/// <param name="Refused">What the log calls a refusal that says somebody may not.</param>
internal sealed record StateKind<TState, TEvent>(DecidedName Name, TState First, Func<TState, TEvent, TState> Apply,
    Func<TEvent, string> ActOf, string Refused);

/// <summary>What a decided state is called.</summary>
/// <param name="Partition">In the store.</param>
/// <param name="Logged">In the targets of the log.</param>
internal sealed record DecidedName(string Partition, string Logged);

/// <summary>State that people decide for everybody: loads, lets the core decide, records, saves by compare-and-set.</summary>
internal sealed class DecidedState<TState, TEvent>(SealedEvents<TEvent> store, AuditIntake intake, DecidedActs acts,
    StateKind<TState, TEvent> kind, TimeProvider time)
    where TState : class
{
    private const int MostRounds = 20;
    private readonly Lock _gate = new();
    private (int Count, TState State)? _read;

    /// <summary>The state. What did not change since it was read is not read again.</summary>
    public async Task<TState> FindAsync(CancellationToken cancellation)
    {
        var count = await store.CountAsync(kind.Name.Partition, cancellation);
        lock (_gate)
        {
            if (_read is { } known && known.Count == count)
            {
                return known.State;
            }
        }

        return (await ReadAsync(cancellation)).State;
    }

    /// <summary>Gives a command; the state after it, and why it was refused.</summary>
    public async Task<(TState State, Refusal? Refusal)> GiveAsync(Func<TState, CommandResult<TEvent>> decide, Officer officer,
        CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var (state, count, etag) = await ReadAsync(cancellation);
            var result = decide(state);
            if (result is CommandResult<TEvent>.Refused { Refusal: var refusal })
            {
                await (refusal.IsDenial ? intake.RecordAsync(officer.Id.Value, kind.Refused, kind.Name.Logged, cancellation)
                    : Task.CompletedTask);
                return (state, refusal);
            }

            var events = ((CommandResult<TEvent>.Accepted)result).Events;
            if (events.IsEmpty)
            {
                return (state, null);
            }

            await acts.AnnounceAsync(kind.Name.Partition, cancellation);
            if (await store.AppendAsync(kind.Name.Partition, count, etag, events, events.Select((happened, i) => DecidedActs.RowOf(
                officer.Id.Value, kind.ActOf(happened), kind.Name.Logged, count + 1 + i, JsonSerializer.Serialize(happened,
                    EnforcementCodec.Options), time.GetUtcNow())), cancellation))
            {
                return ((await ReadAsync(cancellation)).State, null);
            }
        }

        throw new TimeoutException($"{kind.Name.Logged} changed {MostRounds} times while one command was given.");
    }

    private async Task<(TState State, int Count, string? ETag)> ReadAsync(CancellationToken cancellation)
    {
        var read = await store.ReadAsync(kind.Name.Partition, cancellation);
        var state = read.Events.Aggregate(kind.First, kind.Apply);
        lock (_gate)
        {
            _read = (read.Events.Count, state);
        }

        return (state, read.Events.Count, read.ETag);
    }
}
