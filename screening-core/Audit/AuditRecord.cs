using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Compliance.ScreeningCore.Audit;

/// <summary>
/// One act in a chain of acts, human or of the service. Each record names the hash of the one before it, so that no record can be changed,
/// removed, inserted or moved without the chain showing it.
/// </summary>
/// <param name="Chain">The chain it belongs to; part of the hash, so that a record cannot be moved to another chain.</param>
/// <param name="Sequence">1 for the first, then without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: an officer's id, or <c>system</c>.</param>
/// <param name="Act">What, as a stable code such as <c>alert.claimed</c>.</param>
/// <param name="Target">What it was done to, such as an alert's id; never a name.</param>
/// <param name="ContentHash">SHA-256 of the content that the act stored (the event's bytes), lower-case hexadecimal; empty where it stored
/// none.</param>
/// <param name="PreviousHash">Hash of the record before; <see cref="AuditChain.Genesis"/> for the first.</param>
/// <param name="Hash">SHA-256 over all of the above, lower-case hexadecimal.</param>
public sealed record AuditRecord(
    string Chain, long Sequence, DateTimeOffset At, string Actor, string Act, string Target, string ContentHash, string PreviousHash,
        string Hash)
{
    /// <summary>The hash that the record should bear: SHA-256 over the JSON array of <see cref="HashedFields"/>.</summary>
    public string ComputeHash()
        => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<string[]>([.. HashedFields()])));

    /// <summary>Everything but the hash itself as texts, in the order in which they are hashed.</summary>
    public IEnumerable<string> HashedFields() =>
    [
        Chain,
        Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture),
        At.ToUniversalTime().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        Actor,
        Act,
        Target,
        ContentHash,
        PreviousHash,
    ];

    /// <summary>SHA-256 of stored content, as <see cref="ContentHash"/> has it.</summary>
    public static string HashOf(string content) => HashOf(Encoding.UTF8.GetBytes(content));

    /// <summary>SHA-256 of stored bytes.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

/// <summary>The end of a chain as it is remembered apart from the records: without it nobody would notice that the last ones are
/// gone.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Length">Number of records.</param>
/// <param name="Hash">Hash of the last record; <see cref="AuditChain.Genesis"/> for an empty chain.</param>
public sealed record AuditHead(string Chain, long Length, string Hash)
{
    /// <summary>The head of a chain without records.</summary>
    public static AuditHead Empty(string chain) => new(chain, 0, AuditChain.Genesis);
}
