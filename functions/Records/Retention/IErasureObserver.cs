namespace Compliance.Functions.Records.Retention;

/// <summary>Holds something of screenings in memory and lets go of what was erased.</summary>
internal interface IErasureObserver
{
    /// <summary>The evidence of a screening was erased.</summary>
    void Erased(string screeningId);
}
