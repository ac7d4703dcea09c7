using System.Collections.Immutable;

namespace Compliance.Functions.Records.Retention;

/// <summary>What a purge or an erasure did.</summary>
/// <param name="Erased">Screenings whose evidence was erased.</param>
/// <param name="Alerts">Alerts whose events were erased.</param>
/// <param name="Kept">What was kept, with the rule and until when.</param>
public sealed record ErasureRun(ImmutableArray<string> Erased, ImmutableArray<string> Alerts, ImmutableArray<KeptPayload> Kept)
{
    /// <summary>Why nothing was purged; null where the purge ran.</summary>
    public string? NotNow { get; init; }
}

/// <summary>Something that was not erased, and why.</summary>
public sealed record KeptPayload(string Id, string Why, DateTimeOffset? Until);
