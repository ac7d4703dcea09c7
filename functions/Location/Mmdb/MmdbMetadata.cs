using System.Text.Json.Nodes;

namespace Compliance.Functions.Location.Mmdb;

/// <summary>What a database says of itself.</summary>
internal sealed record MmdbMetadata
{
    /// <summary>Type, such as <c>GeoLite2-City</c>.</summary>
    public required string DatabaseType { get; init; }

    /// <summary>Number of nodes of the search tree.</summary>
    public required uint NodeCount { get; init; }

    /// <summary>Bits of one record: 24, 28 or 32.</summary>
    public required int RecordBits { get; init; }

    /// <summary>4 or 6.</summary>
    public required int IpVersion { get; init; }

    /// <summary>Seconds since 1970 as stated.</summary>
    public required ulong BuildEpoch { get; init; }

    /// <summary>The build moment; null where the stated seconds lie beyond the calendar.</summary>
    public DateTimeOffset? BuiltAt => BuildEpoch <= MaxEpoch ? DateTimeOffset.FromUnixTimeSeconds((long)BuildEpoch) : null;

    /// <summary>Bytes of the search tree.</summary>
    public long TreeBytes => (long)NodeCount * RecordBits / 4;

    private static ulong MaxEpoch { get; } = (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Reads and checks the metadata section.</summary>
    /// <exception cref="MmdbFormatException">It is corrupt, incomplete, or of a version this reader does not know.</exception>
    public static MmdbMetadata Read(MmdbSection section)
    {
        var head = section.HeadAt(0);
        if (head.Type != MmdbType.Map)
        {
            throw new MmdbFormatException($"The metadata is a {head.Type}, not a map.");
        }

        new MmdbVerification().Verify(section, 0);
        var fields = (JsonObject)MmdbJson.Read(section, 0)!;
        var major = Number(fields, "binary_format_major_version", 2, 2);
        var recordBits = (int)Number(fields, "record_size", 24, 32);
        return recordBits is 24 or 28 or 32 && major == 2
            ? new MmdbMetadata
            {
                DatabaseType = fields["database_type"] is JsonValue text && text.TryGetValue<string>(out var type) && type.Length > 0
                    ? type
                    : throw new MmdbFormatException("The metadata state no database_type."),
                NodeCount = (uint)Number(fields, "node_count", 0, uint.MaxValue),
                RecordBits = recordBits,
                IpVersion = (int)Number(fields, "ip_version", 4, 6) is var version && version != 5
                    ? version
                    : throw new MmdbFormatException("The metadata state ip_version 5; it must be 4 or 6."),
                BuildEpoch = Number(fields, "build_epoch", 0, ulong.MaxValue),
            }
            : throw new MmdbFormatException($"The metadata state record_size {recordBits}; it must be 24, 28 or 32.");
    }

    private static ulong Number(JsonObject fields, string name, ulong least, ulong most) =>
        fields[name] is JsonValue value && value.TryGetValue<ulong>(out var number)
            ? number >= least && number <= most
                ? number
                : throw new MmdbFormatException($"The metadata state {name} {number}; it must be {least} to {most}.")
            : throw new MmdbFormatException($"The metadata state no number {name}.");
}
