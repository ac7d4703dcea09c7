namespace Compliance.Functions.Records.Log;

/// <summary>What stands where personal data was erased: why and when. The log holds the act, and the hash of what stood here.</summary>
/// <param name="Erased">Why: <c>retention</c>, or the reason an officer gave.</param>
/// <param name="At">When.</param>
internal sealed record ErasedPayload(string Erased, DateTimeOffset At)
{
    /// <summary>What is left of an event of which only the texts went, sealed; null where nothing is left.</summary>
    public string? Left { get; init; }

    /// <summary>True for the JSON of such a mark.</summary>
    public static bool Is(string json) => json.StartsWith("""{"erased":""", StringComparison.Ordinal);
}
