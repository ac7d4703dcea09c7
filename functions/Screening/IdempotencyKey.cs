using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Screening;

/// <summary>A caller's idempotency key with the hash of the body it came with.</summary>
/// <param name="Hash">SHA-256 over client and key: one client's keys never meet another's.</param>
/// <param name="BodyHash">SHA-256 of the body as received.</param>
internal sealed record IdempotencyKey(string Hash, string BodyHash)
{
    /// <summary>The shard that everything under this key is stored in.</summary>
    [JsonIgnore]
    public Shard Shard => Shard.OfKey(Hash);

    /// <summary>Makes the key.</summary>
    public static IdempotencyKey Of(string client, string key, ReadOnlySpan<byte> body) => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{client}\n{key}"))),
        Convert.ToHexStringLower(SHA256.HashData(body)));
}

/// <summary>What a used key stands for.</summary>
/// <param name="ScreeningId">The screening that was answered.</param>
/// <param name="BodyHash">SHA-256 of the body it was answered for.</param>
internal sealed record IdempotencyRow(string ScreeningId, string BodyHash);

/// <summary>A record whose content is too large and stands in a blob.</summary>
/// <param name="Blob">The blob's name.</param>
internal sealed record LargeEvidence(string Blob);
