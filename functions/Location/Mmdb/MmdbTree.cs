using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Compliance.Functions.Location.Mmdb;

/// <summary>
/// The binary search tree of a database: one node per bit of an address, left for 0 and right for 1. A record below the node count leads to
/// a node, equal to it to nothing, and from node count + 16 on into the data section. The IPv4 part of an IPv6 tree is found by walking 96
/// zero bits; a tree may end earlier, and then that record answers for all IPv4 addresses.
/// </summary>
internal sealed class MmdbTree
{
    private const int SeparatorBytes = 16;

    private readonly byte[] _file;
    private readonly uint _nodes;
    private readonly int _recordBits;
    private readonly bool _isIpv6;
    private readonly uint _ipv4Root;

    public MmdbTree(byte[] file, MmdbMetadata metadata)
    {
        (_file, _nodes, _recordBits, _isIpv6) = (file, metadata.NodeCount, metadata.RecordBits, metadata.IpVersion == 6);
        for (var bit = 0; _isIpv6 && bit < 96 && _ipv4Root < _nodes; bit++)
        {
            _ipv4Root = RecordAt(_ipv4Root, 0);
        }
    }

    /// <summary>Offset in the data section of the record of an address; −1 where the database has none. IPv4 inside IPv6 (::ffff:a.b.c.d)
    /// is looked up as IPv4.</summary>
    public int Find(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var length))
        {
            return -1;
        }

        var isIpv4 = address.AddressFamily == AddressFamily.InterNetwork;
        if (!isIpv4 && address.IsIPv4MappedToIPv6)
        {
            bytes[12..16].CopyTo(bytes);
            (isIpv4, length) = (true, 4);
        }

        if (!isIpv4 && !_isIpv6)
        {
            return -1;
        }

        var node = Walk(isIpv4 && _isIpv6 ? _ipv4Root : 0, bytes[..length]);
        return node <= _nodes ? -1 : checked((int)(node - _nodes - SeparatorBytes));
    }

    /// <summary>Checks every record of every node and gives the distinct data offsets in ascending order.</summary>
    /// <exception cref="MmdbFormatException">A record leads into the separator or behind the data section, or a path is longer than an
    /// address.</exception>
    public int[] VerifiedOffsets(int dataLength)
    {
        if (_nodes > 0)
        {
            VerifyHeight(0, 0, new byte[_nodes]);
        }

        var offsets = new HashSet<int>();
        for (uint node = 0; node < _nodes; node++)
        {
            for (var side = 0; side < 2; side++)
            {
                var record = RecordAt(node, side);
                if (record == 0)
                {
                    throw new MmdbFormatException($"Record {side} of node {node} leads back to the root of the search tree.");
                }

                if (record <= _nodes)
                {
                    continue;
                }

                var offset = (long)record - _nodes - SeparatorBytes;
                if (offset < 0 || offset >= dataLength)
                {
                    throw new MmdbFormatException(
                        $"Record {side} of node {node} is {record}: it must be at most {_nodes} or lead into the data section "
                            + $"({_nodes + (long)SeparatorBytes} to {_nodes + (long)SeparatorBytes + dataLength - 1}).");
                }

                offsets.Add((int)offset);
            }
        }

        var sorted = offsets.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>
    /// Gives the longest path below a node, in bits, and refuses paths that use up an address and still stand inside the tree (cycles do).
    /// Heights are remembered, because subtrees are shared: the IPv4 part is also reached through its aliases in IPv6.
    /// </summary>
    private byte VerifyHeight(uint node, int depth, byte[] heights)
    {
        var bits = _isIpv6 ? 128 : 32;
        if (depth + Math.Max((int)heights[node], 1) > bits)
        {
            throw new MmdbFormatException(
                $"The search tree is corrupt: at node {node} an address of {bits} bits is used up inside the tree.");
        }

        if (heights[node] == 0)
        {
            byte height = 1;
            for (var side = 0; side < 2; side++)
            {
                var record = RecordAt(node, side);
                height = record < _nodes ? Math.Max(height, (byte)(VerifyHeight(record, depth + 1, heights) + 1)) : height;
            }

            heights[node] = height;
        }

        return heights[node];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Walk(uint node, ReadOnlySpan<byte> address)
    {
        foreach (var octet in address)
        {
            for (var shift = 7; shift >= 0; shift--)
            {
                if (node >= _nodes)
                {
                    return node;
                }

                node = RecordAt(node, (octet >> shift) & 1);
            }
        }

        return node;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint RecordAt(uint node, int side)
    {
        var file = _file;
        switch (_recordBits)
        {
            case 24:
                var at = (int)((node * 6) + (uint)(side * 3));
                return ((uint)file[at] << 16) | ((uint)file[at + 1] << 8) | file[at + 2];
            case 28:
                var start = (int)(node * 7);
                var middle = (uint)file[start + 3];
                var low = start + (side * 4);
                return ((side == 0 ? middle >> 4 : middle & 0xf) << 24) | ((uint)file[low] << 16) | ((uint)file[low + 1] << 8)
                    | file[low + 2];
            default:
                return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)((node * 8) + (uint)(side * 4)), 4));
        }
    }
}
