using System.Collections.Immutable;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Alerts.GoodGuys;

/// <summary>Good-guy entries as screening asks for them.</summary>
internal sealed class StoredGoodGuys(AlertStore alerts) : IGoodGuyLookup
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<GoodGuyEntry>> OfSubjectAsync(string subjectId, CancellationToken cancellation) =>
        [.. (await alerts.GoodGuysAsync(AlertId.FirstOfSubject(subjectId).SubjectKey, cancellation)).Select(row => row.ToEntry())];
}
