using Compliance.EnforcementCore.Enforcement;

namespace Compliance.Functions.Enforcement;

/// <summary>An action that waits for a second person, or whose end does.</summary>
public sealed record WaitingAction(SubjectStream Stream, ActionState State, DateTimeOffset At);

/// <summary>Reads what waits for a second person.</summary>
internal sealed class ApprovalReader(SubjectStreamStore streams, EnforcementIndex index, TimeProvider time)
{
    /// <summary>A proposal is stored within this time of its entry, or it never was.</summary>
    private static readonly TimeSpan CommitsTakeAtMost = TimeSpan.FromMinutes(1);

    /// <summary>What waits, oldest first.</summary>
    public async Task<IReadOnlyList<WaitingAction>> WaitingAsync(int limit, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var found = new List<WaitingAction>();
        foreach (var entry in await index.ReadAsync(EnforcementRows.WaitingPrefix, limit, cancellation))
        {
            var stream = await streams.FindAsync(ActionIds.KeyOf(entry.Action!) ?? "", cancellation);
            if (stream?.Actions.Actions.GetValueOrDefault(entry.Action!) is { } state
                && (state.AwaitedEnd is not null || state is { DecidedAt: null, Declined: false, Action: not null }))
            {
                found.Add(new WaitingAction(stream, state, now));
            }
            else if (now - entry.At > CommitsTakeAtMost)
            {
                await index.SettledAsync(entry.Action!, cancellation);
            }
        }

        return [.. found.OrderBy(one => one.State.AwaitedEnd?.At ?? one.State.Action!.From)];
    }
}
