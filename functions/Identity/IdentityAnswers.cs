using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Identity;

/// <summary>A key that is wanted.</summary>
internal sealed record KeyOrderBody
{
    /// <summary>The caller: 2 to 60 lower-case letters, digits and . _ -</summary>
    public required string Name { get; init; }

    /// <summary>screening, read, lists, alerts, admin.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>How many days it works, 1 to 366.</summary>
    public int Days { get; init; } = 180;

    /// <summary>The officer who holds it: the object id of a person in the directory. Without one, it proposes nothing that two people
    /// must agree on.</summary>
    public string? Holder { get; init; }

    /// <summary>In how many days the caller's other keys end; null where they keep their own end.</summary>
    public int? RetireOthersInDays { get; init; }
}

/// <summary>A key, without the key itself.</summary>
internal sealed record KeyAnswer(
    string Id, string Name, ImmutableArray<string> Scopes, string State, DateTimeOffset CreatedAt, string CreatedBy,
        DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt)
{
    /// <summary>The officer who holds it; null where nobody is named.</summary>
    public string? Holder { get; init; }
}

/// <summary>A key that was made; <paramref name="Secret"/> is shown this once.</summary>
internal sealed record NewKeyAnswer(KeyAnswer Key, string Secret, ImmutableArray<KeyAnswer> Retired);

/// <summary>All keys.</summary>
/// <param name="Keys">Oldest first.</param>
/// <param name="Records">How many acts on keys the audit chain holds.</param>
/// <param name="Faults">What is wrong with that chain; empty where nothing is.</param>
internal sealed record KeysAnswer(ImmutableArray<KeyAnswer> Keys, int Records, ImmutableArray<string> Faults);

/// <summary>How many sessions were ended.</summary>
internal sealed record SignOutAnswer(int EndedSessions);

/// <summary>JSON of these shapes, strict in what it reads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 8)]
[JsonSerializable(typeof(KeyOrderBody))]
[JsonSerializable(typeof(KeyAnswer))]
[JsonSerializable(typeof(NewKeyAnswer))]
[JsonSerializable(typeof(KeysAnswer))]
[JsonSerializable(typeof(SignOutAnswer))]
internal sealed partial class IdentityWireJson : JsonSerializerContext;
