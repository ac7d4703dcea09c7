using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Compliance.Functions.Tests.Location.Mmdb;

/// <summary>Writes small databases in the MaxMind DB format 2.0 from values of .NET types, so that tests need no file of anybody: every
/// record size, both trees, every type.</summary>
internal sealed class MmdbWriter(string databaseType, int recordSize = 24, int ipVersion = 6)
{
    private static readonly byte[] Marker = [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    private readonly List<(int Left, int Right)> _nodes = [(Empty, Empty)];
    private readonly List<object> _records = [];

    private const int Empty = int.MinValue;

    /// <summary>When the database says it was built.</summary>
    public DateTimeOffset BuiltAt { get; init; } = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Adds a record for a network; networks must not overlap.</summary>
    public MmdbWriter Add(string network, object record)
    {
        var parsed = IPNetwork.Parse(network);
        var at = _records.Count;
        _records.Add(record);
        var isFour = parsed.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        var bytes = parsed.BaseAddress.GetAddressBytes();
        var (bits, offset) = (parsed.PrefixLength, 0);
        if (isFour && ipVersion == 6)
        {
            (bits, offset) = (bits + 96, 96);
        }

        var node = 0;
        for (var depth = 0; depth < bits; depth++)
        {
            var bit = depth < offset ? 0 : (bytes[(depth - offset) / 8] >> (7 - ((depth - offset) % 8))) & 1;
            if (depth == bits - 1)
            {
                Set(node, bit, ~at);
                break;
            }

            var next = bit == 0 ? _nodes[node].Left : _nodes[node].Right;
            if (next == Empty)
            {
                next = _nodes.Count;
                _nodes.Add((Empty, Empty));
                Set(node, bit, next);
            }

            node = next;
        }

        return this;
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes()
    {
        using var data = new MemoryStream();
        var offsets = new List<int>();
        foreach (var record in _records)
        {
            offsets.Add((int)data.Length);
            Encode(data, record);
        }

        using var file = new MemoryStream();
        foreach (var (left, right) in _nodes)
        {
            WriteNode(file, Record(left, offsets), Record(right, offsets));
        }

        file.Write(new byte[16]);
        data.WriteTo(file);
        file.Write(Marker);
        Encode(file, new Dictionary<string, object>
        {
            ["binary_format_major_version"] = (ushort)2,
            ["binary_format_minor_version"] = (ushort)0,
            ["build_epoch"] = (ulong)BuiltAt.ToUnixTimeSeconds(),
            ["database_type"] = databaseType,
            ["description"] = new Dictionary<string, object> { ["en"] = "made by a test" },
            ["ip_version"] = (ushort)ipVersion,
            ["languages"] = new object[] { "en" },
            ["node_count"] = (uint)_nodes.Count,
            ["record_size"] = (ushort)recordSize,
        });
        return file.ToArray();
    }

    private uint Record(int link, List<int> offsets)
        => link == Empty ? (uint)_nodes.Count : link >= 0 ? (uint)link : (uint)(_nodes.Count + 16 + offsets[~link]);

    private void Set(int node, int bit, int link) => _nodes[node] = bit == 0 ? (link, _nodes[node].Right) : (_nodes[node].Left, link);

    private void WriteNode(Stream file, uint left, uint right)
    {
        Span<byte> bytes = stackalloc byte[8];
        switch (recordSize)
        {
            case 24:
                (bytes[0], bytes[1], bytes[2]) = (Byte(left, 16), Byte(left, 8), Byte(left, 0));
                (bytes[3], bytes[4], bytes[5]) = (Byte(right, 16), Byte(right, 8), Byte(right, 0));
                file.Write(bytes[..6]);
                break;
            case 28:
                (bytes[0], bytes[1], bytes[2]) = (Byte(left, 16), Byte(left, 8), Byte(left, 0));
                bytes[3] = (byte)((Byte(left, 24) << 4) | (Byte(right, 24) & 0xf));
                (bytes[4], bytes[5], bytes[6]) = (Byte(right, 16), Byte(right, 8), Byte(right, 0));
                file.Write(bytes[..7]);
                break;
            default:
                BinaryPrimitives.WriteUInt32BigEndian(bytes, left);
                BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], right);
                file.Write(bytes);
                break;
        }
    }

    private static byte Byte(uint value, int shift) => unchecked((byte)((value >> shift) & 0xff));

    private static void Encode(Stream file, object value)
    {
        switch (value)
        {
            case string text: Field(file, 2, Encoding.UTF8.GetBytes(text)); break;
            case double number: Field(file, 3, Big(8, span => BinaryPrimitives.WriteDoubleBigEndian(span, number))); break;
            case byte[] bytes: Field(file, 4, bytes); break;
            case ushort number: Field(file, 5, Trimmed(number, 2)); break;
            case uint number: Field(file, 6, Trimmed(number, 4)); break;
            case int number: Field(file, 8, Big(4, span => BinaryPrimitives.WriteInt32BigEndian(span, number))); break;
            case ulong number: Field(file, 9, Trimmed(number, 8)); break;
            case UInt128 number: Field(file, 10, Trimmed(number, 16)); break;
            case bool flag: Control(file, 14, flag ? 1 : 0); break;
            case float number: Field(file, 15, Big(4, span => BinaryPrimitives.WriteSingleBigEndian(span, number))); break;
            case IReadOnlyDictionary<string, object> map:
                Control(file, 7, map.Count);
                foreach (var (key, item) in map)
                {
                    Encode(file, key);
                    Encode(file, item);
                }

                break;
            case object[] items:
                Control(file, 11, items.Length);
                foreach (var item in items)
                {
                    Encode(file, item);
                }

                break;
            default:
                throw new ArgumentException($"{value.GetType()} has no form in the format.", nameof(value));
        }
    }

    private static void Field(Stream file, int type, byte[] payload)
    {
        Control(file, type, payload.Length);
        file.Write(payload);
    }

    private static void Control(Stream file, int type, int size)
    {
        var kept = size < 29 ? size : size < 285 ? 29 : 30;
        file.WriteByte((byte)(((type < 8 ? type : 0) << 5) | kept));
        if (type >= 8)
        {
            file.WriteByte((byte)(type - 7));
        }

        if (kept == 29)
        {
            file.WriteByte((byte)(size - 29));
        }
        else if (kept == 30)
        {
            file.Write([(byte)((size - 285) >> 8), (byte)((size - 285) & 0xff)]);
        }
    }

    // Numbers are written without their leading zero bytes, zero as nothing.
    private static byte[] Trimmed(UInt128 value, int most)
        => [.. Enumerable.Range(0, most).Select(at => (byte)((value >> (8 * (most - 1 - at))) & 0xff)).SkipWhile(one => one == 0)];

    private delegate void Filling(Span<byte> span);

    private static byte[] Big(int size, Filling fill)
    {
        var bytes = new byte[size];
        fill(bytes);
        return bytes;
    }
}
