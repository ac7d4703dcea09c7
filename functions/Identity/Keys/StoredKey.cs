using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity.Keys;

/// <summary>A key as stored: its hash, never the key.</summary>
internal sealed record StoredKey
{
    /// <summary>Its id, which stands in the key too.</summary>
    public required string Id { get; init; }

    /// <summary>The caller.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the whole key, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The scopes it opens.</summary>
    public required ImmutableArray<string> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The officer who holds it and answers for what it does; null where nobody is named, then it proposes nothing that two
    /// people must agree on.</summary>
    public string? Holder { get; init; }

    /// <summary>The people behind whoever made it.</summary>
    public ImmutableArray<string> Makers { get; init; }

    /// <summary>Everybody who counts as the same person as this key; empty where nobody is named.</summary>
    [JsonIgnore]
    public ImmutableArray<OfficerId> People => Holder is null ? [] :
        [.. (Makers.IsDefault ? [] : Makers).Prepend(Holder)
            .Concat(CreatedBy.StartsWith("user.", StringComparison.Ordinal) ? [CreatedBy["user.".Length..]] : [])
            .Distinct(StringComparer.Ordinal).Select(OfficerId.Parse)];

    /// <summary>When it stops to work.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>True while it opens anything.</summary>
    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

/// <summary>When a key was used last; moved at most once an hour.</summary>
internal sealed record KeyUse(DateTimeOffset LastUsedAt);

/// <summary>A key with when it was used last.</summary>
internal sealed record ListedKey(StoredKey Key, DateTimeOffset? LastUsedAt);

/// <summary>JSON of the rows of keys.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredKey))]
[JsonSerializable(typeof(KeyUse))]
[JsonSerializable(typeof(AuditRecord))]
[JsonSerializable(typeof(AuditHead))]
internal sealed partial class KeyRowJson : JsonSerializerContext;
