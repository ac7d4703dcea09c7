using System.Globalization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.Functions.Records.Log;

namespace Compliance.Functions.Enforcement;

/// <summary>The subjects whose standing was decided anew since a place in the log. The log is the feed: an act stands in it because it was
/// written in the batch of the decision, so nothing is missing and the order is one.</summary>
internal sealed class StandingFeed(AuditLog log, SubjectStreamStore streams, StandingService standings, TimeProvider time)
{
    private const int RecordsAtATime = 5_000;
    private const int MostSubjects = 500;

    /// <summary>Changes after a place; each subject once, with its standing as it is now.</summary>
    public async Task<StandingsAnswer> ReadAsync(long since, CancellationToken cancellation)
    {
        var length = (await log.HeadAsync(cancellation)).Length;
        var last = Math.Min(length, since + RecordsAtATime);
        var keys = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = since;
        if (since < last)
        {
            await foreach (var record in log.ReadAsync(since + 1, last, cancellation))
            {
                next = record.Sequence;
                if (EnforcementActs.ChangeStanding.Contains(record.Act) && seen.Add(AuditIntake.KeyOf(record.Target)))
                {
                    keys.Add(AuditIntake.KeyOf(record.Target));
                    if (keys.Count == MostSubjects)
                    {
                        break;
                    }
                }
            }
        }

        var changes = new List<StandingChange>();
        foreach (var key in keys)
        {
            if (await ChangeAsync(key, cancellation) is { } change)
            {
                changes.Add(change);
            }
        }

        return new StandingsAnswer([.. changes], next.ToString(CultureInfo.InvariantCulture), next >= length);
    }

    /// <summary>The standing of a subject by its key; null where nothing is stored.</summary>
    public async Task<StandingChange?> ChangeAsync(string key, CancellationToken cancellation)
    {
        if (await streams.FindAsync(key, cancellation) is not { } stream)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var subject = stream.Subject.Ref;
        var standing = await standings.FindAsync([subject], now, cancellation);
        var down = stream.Actions.Actions.Values.Any(state => state.HoldsAt(now) && state.Action!.Reach == ActionReach.Descendants);
        return new StandingChange(subject.ToString(), stream.Actions.StandingVersion, standing.ToAnswer([subject], now), down);
    }
}
