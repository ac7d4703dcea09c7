
namespace Compliance.Functions.Screening;

/// <summary>Who asks for a screening, and how the answer is to be found again.</summary>
/// <param name="Client">Name of the API key; never empty.</param>
/// <param name="Key">The caller's idempotency key with the hash of its body; null where none was sent.</param>
/// <param name="TraceParent">W3C trace context; null where none is active.</param>
internal sealed record ScreeningCall(string Client, IdempotencyKey? Key = null, string? TraceParent = null);
