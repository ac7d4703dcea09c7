using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Screening;

/// <summary>Evidence out of the stored screenings.</summary>
internal sealed class StoredEvidence(ScreeningStore screenings) : IEvidenceReader
{
    /// <inheritdoc/>
    public async Task<ScreeningEvidence?> FindAsync(string screeningId, CancellationToken cancellation)
        => (await screenings.FindAsync(screeningId, cancellation))?.Evidence;
}
