using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Compliance.Functions.Location;

/// <summary>
/// A sorted table of address ranges, each with a value; IPv4 is held as ::ffff:a.b.c.d. Look-ups are binary searches and allocate nothing.
/// Where ranges of different values overlap, the one that starts first keeps its addresses.
/// </summary>
internal sealed class AddressRanges<TValue>
    where TValue : IEquatable<TValue>
{
    private readonly UInt128[] _starts;
    private readonly UInt128[] _ends;
    private readonly TValue[] _values;

    private AddressRanges(UInt128[] starts, UInt128[] ends, TValue[] values) => (_starts, _ends, _values) = (starts, ends, values);

    public int Count => _starts.Length;

    public static AddressRanges<TValue> Build(IEnumerable<(IPNetwork Network, TValue Value)> networks)
    {
        var sorted = networks.Select(pair => (Range: RangeOf(pair.Network), pair.Value))
            .OrderBy(pair => pair.Range.Start).ThenByDescending(pair => pair.Range.End);
        var starts = new List<UInt128>();
        var ends = new List<UInt128>();
        var values = new List<TValue>();
        foreach (var ((start, end), value) in sorted)
        {
            var from = start;
            if (starts.Count > 0 && from <= ends[^1])
            {
                if (end <= ends[^1])
                {
                    continue;
                }

                from = ends[^1] + 1;
            }

            if (starts.Count > 0 && values[^1].Equals(value) && from - 1 == ends[^1])
            {
                ends[^1] = end;
                continue;
            }

            starts.Add(from);
            ends.Add(end);
            values.Add(value);
        }

        return new AddressRanges<TValue>([.. starts], [.. ends], [.. values]);
    }

    /// <summary>The value of the range that holds an address; false where none does.</summary>
    public bool TryFind(IPAddress address, out TValue value)
    {
        var wanted = NumberOf(address);
        var at = Array.BinarySearch(_starts, wanted);
        at = at >= 0 ? at : ~at - 1;
        if (at >= 0 && wanted <= _ends[at])
        {
            value = _values[at];
            return true;
        }

        value = default!;
        return false;
    }

    public bool Contains(IPAddress address) => TryFind(address, out _);

    private static (UInt128 Start, UInt128 End) RangeOf(IPNetwork network)
    {
        var bits = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 32 - network.PrefixLength : 128 - network.PrefixLength;
        var start = NumberOf(network.BaseAddress);
        return (start, bits == 128 ? UInt128.MaxValue : start | ((UInt128.One << bits) - 1));
    }

    private static UInt128 NumberOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length == 4
            ? new UInt128(0, 0xffff_0000_0000ul | BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
