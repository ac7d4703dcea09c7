using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Subjects;

/// <summary>What a subject's page shows of one screening; it holds no name.</summary>
/// <param name="ScreeningId">The screening.</param>
/// <param name="At">When.</param>
/// <param name="Channel">The moment in the customer's life.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Action">What the caller had to do.</param>
/// <param name="Hits">Number of hits.</param>
/// <param name="CorpusHash">The lists it was made against.</param>
/// <param name="Parties">Number of parties that the hits mean, as they were linked then; null where an earlier build did not count
/// them.</param>
public sealed record SubjectScreening(string ScreeningId, DateTimeOffset At, string Channel, string Decision, string Action, int Hits,
    string CorpusHash, int? Parties = null)
{
    /// <summary>What stands for a subject in keys and addresses: the same as in the ids of its alerts.</summary>
    public static string KeyOf(string subjectId) => AlertId.FirstOfSubject(subjectId).SubjectKey;

    /// <summary>Of a stored screening.</summary>
    internal static SubjectScreening Of(StoredScreening screening)
    {
        var evidence = screening.Evidence;
        return new SubjectScreening(
            evidence.ScreeningId, evidence.DecidedAt, WireNames.Of(evidence.Request.Channel), WireNames.Of(evidence.Outcome.Decision),
                WireNames.Of(evidence.Outcome.Action), evidence.Outcome.Hits.Length, evidence.CorpusHash,
            screening.HitsByParty().Length);
    }
}
