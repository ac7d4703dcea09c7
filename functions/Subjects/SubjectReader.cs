using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Subjects;

/// <summary>Everything about one subject.</summary>
/// <param name="Key">What stands for the subject in addresses.</param>
/// <param name="Latest">The evidence of its newest screening.</param>
/// <param name="Screenings">Its screenings, newest first.</param>
/// <param name="Alerts">Its alerts, newest first.</param>
/// <param name="GoodGuys">Its good-guy entries, revoked ones included.</param>
public sealed record SubjectFile(string Key, ScreeningEvidence Latest, IReadOnlyList<SubjectScreening> Screenings,
    ImmutableArray<AlertFile> Alerts, ImmutableArray<GoodGuyRow> GoodGuys);

/// <summary>Gathers what is known of a subject.</summary>
internal sealed class SubjectReader(ScreeningStore screenings, AlertStore alerts)
{
    /// <summary>The subject of a key (or of the caller's own id of it); null where nothing is known.</summary>
    public async Task<SubjectFile?> FindAsync(string keyOrId, CancellationToken cancellation)
    {
        var key = AlertId.TryParse(keyOrId + "-1", out _) ? keyOrId : SubjectScreening.KeyOf(keyOrId);
        var all = await screenings.OfSubjectAsync(key, cancellation);
        if (all.Count == 0 || await screenings.FindAsync(all[0].ScreeningId, cancellation) is not { } latest)
        {
            return null;
        }

        var first = AlertId.FirstOfSubject(latest.Evidence.Request.Subject.Id!);
        var found = ImmutableArray.CreateBuilder<AlertFile>();
        for (var number = await alerts.LatestNumberAsync(key, cancellation); number >= 1; number--)
        {
            if (await alerts.FindAsync(first.WithNumber(number), cancellation) is { } file)
            {
                found.Add(file);
            }
        }

        return new SubjectFile(key, latest.Evidence, all, found.ToImmutable(), await alerts.AllGoodGuysAsync(key, cancellation));
    }
}
