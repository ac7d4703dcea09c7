namespace Compliance.Functions.Records.Log;

/// <summary>Rows of one feature that make the service act: derives them from what the log holds and names what differs.</summary>
internal interface IDerivedRows
{
    /// <summary>Compares them; faults go to the run.</summary>
    Task CompareAsync(VerificationRun run, CancellationToken cancellation);
}
