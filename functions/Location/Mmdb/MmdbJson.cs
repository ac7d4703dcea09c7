using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Compliance.Functions.Location.Mmdb;

/// <summary>Renders any value of a database as JSON, for inspection: bytes as base64, 128-bit numbers as decimal text. The section must be
/// verified.</summary>
internal static class MmdbJson
{
    /// <summary>Reads the value at an offset.</summary>
    public static JsonNode? Read(MmdbSection section, int offset) => Read(section, offset, out _);

    private static JsonNode? Read(MmdbSection section, int offset, out int next)
    {
        var head = section.Resolve(offset, out next);
        var (node, end) = head.Type switch
        {
            MmdbType.Map => ReadMap(section, head),
            MmdbType.Array => ReadArray(section, head),
            _ => (Scalar(section, head), next),
        };
        next = next < 0 ? end : next;
        return node;
    }

    private static (JsonNode? Node, int End) ReadMap(MmdbSection section, MmdbHead head)
    {
        var map = new JsonObject();
        var next = head.Payload;
        for (var i = 0; i < head.Size; i++)
        {
            var key = section.String(section.Resolve(next, out var value));
            map[key] = Read(section, value, out next);
        }

        return (map, next);
    }

    private static (JsonNode? Node, int End) ReadArray(MmdbSection section, MmdbHead head)
    {
        var array = new JsonArray();
        var next = head.Payload;
        for (var i = 0; i < head.Size; i++)
        {
            array.Add(Read(section, next, out next));
        }

        return (array, next);
    }

    private static JsonValue? Scalar(MmdbSection section, MmdbHead head) => head.Type switch
    {
        MmdbType.String => JsonValue.Create(section.String(head)),
        MmdbType.Bytes => JsonValue.Create(Convert.ToBase64String(section.Text(head))),
        MmdbType.Double => JsonValue.Create(BinaryPrimitives.ReadDoubleBigEndian(section.Text(head))),
        MmdbType.Float => JsonValue.Create(BinaryPrimitives.ReadSingleBigEndian(section.Text(head))),
        MmdbType.Boolean => JsonValue.Create(head.Size == 1),
        MmdbType.UInt16 or MmdbType.UInt32 or MmdbType.UInt64 => JsonValue.Create(section.Unsigned(head)),
        MmdbType.Int32 => JsonValue.Create(unchecked((int)(uint)section.Unsigned(head))),
        MmdbType.UInt128 => JsonValue.Create(Wide(section.Text(head)).ToString(CultureInfo.InvariantCulture)),
        _ => throw MmdbSection.Corrupt(head.Payload, $"a value of type {head.Type} has no place in a file"),
    };

    private static UInt128 Wide(ReadOnlySpan<byte> bytes)
    {
        UInt128 value = 0;
        foreach (var one in bytes)
        {
            value = (value << 8) | one;
        }

        return value;
    }
}
