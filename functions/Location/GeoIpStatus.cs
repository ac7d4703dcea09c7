using System.Collections.Immutable;

namespace Compliance.Functions.Location;

/// <summary>What the location look-up rests on now, for the health page and for evidence.</summary>
public sealed record GeoIpStatus(ImmutableArray<GeoIpSource> Sources, ImmutableArray<string> Problems)
{
    /// <summary>Nothing is loaded.</summary>
    public static GeoIpStatus Empty { get; } = new([], []);

    /// <summary>True where a source of this name answers.</summary>
    public bool Has(string name) => Sources.Any(source => source.Name == name);

    /// <summary>Attributions that the terms of the loaded databases ask to be shown.</summary>
    public ImmutableArray<string> Attributions =>
        [.. Sources.Select(source => source.Attribution).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>One database or range file.</summary>
/// <param name="Name">File name.</param>
/// <param name="Kind">Database type as it states itself, or the kind of range file.</param>
/// <param name="BuiltAt">Build date; the file's own date for range files; null where the database states an impossible one.</param>
/// <param name="Records">Networks that the database or the range file tells of; 0 while a database is being checked.</param>
/// <param name="IsStale">True where it is older than the limit or its age is unknown.</param>
public sealed record GeoIpSource(string Name, string Kind, DateTimeOffset? BuiltAt, int Records, bool IsStale)
{
    /// <summary>Attribution its terms ask for; null where none is known.</summary>
    public string? Attribution =>
        Kind.StartsWith("DBIP", StringComparison.OrdinalIgnoreCase) || Name.StartsWith("dbip", StringComparison.OrdinalIgnoreCase)
            ? "IP Geolocation by DB-IP (https://db-ip.com), CC BY 4.0"
        : Kind.StartsWith("GeoLite2", StringComparison.Ordinal)
            ? "This product includes GeoLite Data created by MaxMind, available from https://www.maxmind.com"
        : null;
}
