using System.Collections.Immutable;

namespace Compliance.Functions.Identity;

/// <summary>What a caller may do.</summary>
internal static class Scopes
{
    /// <summary>Screen; holds <see cref="Read"/>.</summary>
    public const string Screening = "screening";

    /// <summary>Read screenings, lists and parties.</summary>
    public const string Read = "read";

    /// <summary>Refresh lists.</summary>
    public const string Lists = "lists";

    /// <summary>Read and decide alerts.</summary>
    public const string Alerts = "alerts";

    /// <summary>Read and verify the record, export evidence, hold records, report property.</summary>
    public const string Audit = "audit";

    /// <summary>Everything.</summary>
    public const string Admin = "admin";

    public static ImmutableArray<string> All { get; } = [Screening, Read, Lists, Alerts, Audit, Admin];

    /// <summary>True where what was granted opens a scope.</summary>
    public static bool Opens(ImmutableArray<string> granted, string scope) =>
        granted.Contains(scope) || granted.Contains(Admin) || (scope == Read && granted.Contains(Screening));
}

/// <summary>A caller's key as configured: never the key itself, only its hash.</summary>
/// <param name="Name">The caller; stands in evidence.</param>
/// <param name="Sha256">SHA-256 of the key, 32 bytes.</param>
/// <param name="Granted">The scopes it opens.</param>
internal sealed record ApiKey(string Name, ImmutableArray<byte> Sha256, ImmutableArray<string> Granted)
{
    /// <summary>Reads <c>name:sha256hex:scope+scope</c>; null with what is wrong, without repeating the hash.</summary>
    public static ApiKey? Read(string entry, out string? wrong)
    {
        var parts = entry.Split(':');
        wrong = parts.Length != 3 || parts[0].Length is 0 or > 64
            ? "an entry is name:sha256hex:scope, with a name of 1 to 64 characters"
            : parts[1].Length != 64 || !parts[1].All(char.IsAsciiHexDigit)
                ? $"the hash of '{parts[0]}' is not 64 hexadecimal digits (printf %s KEY | sha256sum)"
                : parts[2].Split('+').FirstOrDefault(scope => !Scopes.All.Contains(scope)) is { } unknown
                    ? $"'{unknown}' is not a scope; there are {string.Join(", ", Scopes.All)}, joined by +"
                    : null;
        return wrong is null ? new ApiKey(parts[0], [.. Convert.FromHexString(parts[1])], [.. parts[2].Split('+')]) : null;
    }
}
