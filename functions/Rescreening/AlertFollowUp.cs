using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Queue;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Rescreening;

/// <summary>
/// What a change of the lists means for verdicts that stand: a confirmed match with a party that was delisted is opened again, and a
/// good-guy entry on a party whose facts changed is ended. All alerts are looked at, also those of subjects that nobody monitors.
/// </summary>
internal sealed class AlertFollowUp(AlertQueue queue, AlertStore store, AlertService desk, TimeProvider time)
{
    /// <summary>Follows up all alerts; a second time changes nothing.</summary>
    public async Task<PartProgress> FollowAsync(RescreenRun run, PlannedRun plan, PartProgress progress, CancellationToken cancellation)
    {
        var gone = plan.Deltas.SelectMany(delta => delta.Delisted).Select(party => party.Entry).ToHashSet();
        var amended = plan.Deltas.SelectMany(delta => delta.Amended)
            .ToDictionary(one => one.After.Entry, one => GoodGuyMatching.FingerprintOf(one.After));
        if (gone.Count == 0 && amended.Count == 0)
        {
            return progress;
        }

        var sources = plan.Deltas.Select(delta => delta.List.Value).ToHashSet(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        var (read, reopened, voided) = (0, 0, 0);
        foreach (var row
            in (await queue.ReadAsync(decided: true, now, cancellation)).Concat(await queue.ReadAsync(decided: false, now, cancellation))
            .Where(row => row.Sources.Any(sources.Contains)))
        {
            read++;
            if (await store.FindAsync(AlertId.Parse(row.Id), cancellation) is { } file)
            {
                reopened += await GiveAsync(file,
                    [.. file.Alert.Findings.Where(state => IsConfirmed(state) && gone.Contains(state.Finding.Entry))],
                    $"was delisted; {run.Id} opened the verdict again", cancellation);
                voided += await GiveAsync(file, [.. file.Alert.Findings.Where(state => IsVoided(state, amended))],
                    $"was amended: the facts that the good-guy entry rested on changed; {run.Id} ended it", cancellation);
            }
        }

        return progress with { Read = read, Present = read, Reopened = reopened, Voided = voided };
    }

    private async Task<int> GiveAsync(AlertFile file, ImmutableArray<FindingState> states, string what, CancellationToken cancellation)
    {
        if (states.IsEmpty)
        {
            return 0;
        }

        var entries = string.Join(", ", states.Select(state => state.Finding.Entry.ToString()).Distinct());
        var command = new AlertCommand.ReopenForLists([.. states.Select(state => state.Finding.Key)], $"{entries} {what}.");
        return await desk.GiveAsync(file.Alert.Id, command, Officer.Service, seenVersion: null, cancellation) is AlertCommandResult.Done
            ? states.Length : 0;
    }

    private static bool IsConfirmed(FindingState state) => state is { IsFinal: true, Verdict.Disposition: Disposition.TrueMatch };

    private static bool IsVoided(FindingState state, Dictionary<ListEntryId, string> amended) =>
        state is { IsFinal: true, Verdict.GoodGuyUntil: not null } && amended.TryGetValue(state.Finding.Entry, out var fingerprint)
        && fingerprint != state.Finding.PartyFingerprint;
}
