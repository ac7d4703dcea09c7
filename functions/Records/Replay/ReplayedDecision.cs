namespace Compliance.Functions.Records.Replay;

/// <summary>How recomputing one stored decision ended.</summary>
internal abstract record ReplayedDecision(string ScreeningId)
{
    /// <summary>The outcome is the stored one, byte for byte.</summary>
    internal sealed record Identical(string ScreeningId) : ReplayedDecision(ScreeningId);

    /// <summary>The outcome differs.</summary>
    /// <param name="ScreeningId">The screening.</param>
    /// <param name="Where">The first place that differs.</param>
    /// <param name="Stored">What is stored there, shortened.</param>
    /// <param name="Recomputed">What was recomputed, shortened.</param>
    internal sealed record Differing(string ScreeningId, string Where, string Stored, string Recomputed) : ReplayedDecision(ScreeningId);

    /// <summary>What the decision was made with is not here.</summary>
    /// <param name="ScreeningId">The screening.</param>
    /// <param name="Kind">What is not here: a stable code.</param>
    /// <param name="Why">In words.</param>
    internal sealed record Impossible(string ScreeningId, string Kind, string Why) : ReplayedDecision(ScreeningId);
}
