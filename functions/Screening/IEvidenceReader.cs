using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Screening;

/// <summary>Reads the evidence of screenings: alerts hold ids only.</summary>
public interface IEvidenceReader
{
    /// <summary>The evidence of a screening; null where there is none.</summary>
    Task<ScreeningEvidence?> FindAsync(string screeningId, CancellationToken cancellation);
}
