using System.Text.Json;

namespace Compliance.Functions.Records.Log;

/// <summary>Reads rows that somebody may have written past the service: what cannot be read is no row of ours, and no failure.</summary>
internal static class ForeignRows
{
    /// <summary>What a reader makes of a row; null where it cannot be read.</summary>
    public static T? Read<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or FormatException or ArgumentException
            or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}
