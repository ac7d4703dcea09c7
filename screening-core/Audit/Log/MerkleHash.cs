using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Compliance.ScreeningCore.Audit.Log;

/// <summary>
/// One hash of a Merkle tree as RFC 6962 section 2.1 defines it: SHA-256 over a zero byte and a leaf's bytes, or over a one byte and two
/// hashes, so that a leaf is never taken for a node. Compares by content. The default value is no hash.
/// </summary>
public readonly struct MerkleHash : IEquatable<MerkleHash>
{
    private const int Bytes = SHA256.HashSizeInBytes;
    private readonly ImmutableArray<byte> _value;

    private MerkleHash(ReadOnlySpan<byte> value) => _value = [.. value];

    /// <summary>The root of the tree without leaves: SHA-256 of nothing.</summary>
    public static MerkleHash OfNothing { get; } = new(SHA256.HashData([]));

    /// <summary>Hash of a leaf.</summary>
    public static MerkleHash OfLeaf(ReadOnlySpan<byte> leaf)
    {
        Span<byte> whole = stackalloc byte[leaf.Length <= 256 ? 257 : 0];
        whole = whole.Length == 0 ? new byte[leaf.Length + 1] : whole[..(leaf.Length + 1)];
        whole[0] = 0;
        leaf.CopyTo(whole[1..]);
        return new(SHA256.HashData(whole));
    }

    /// <summary>Hash of a log record: its leaf is the 32 bytes of its chain hash.</summary>
    public static MerkleHash OfRecord(AuditRecord record) => OfLeaf(Convert.FromHexString(record.Hash));

    /// <summary>Hash of two subtrees side by side.</summary>
    public static MerkleHash Over(MerkleHash left, MerkleHash right)
    {
        Span<byte> whole = stackalloc byte[1 + (2 * Bytes)];
        whole[0] = 1;
        left._value.AsSpan().CopyTo(whole[1..]);
        right._value.AsSpan().CopyTo(whole[(1 + Bytes)..]);
        return new(SHA256.HashData(whole));
    }

    /// <summary>Reads 64 hexadecimal digits; false where the text is something else.</summary>
    public static bool TryParse(string? text, out MerkleHash hash)
    {
        hash = default;
        if (text is not { Length: 2 * Bytes } || !text.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        hash = new(Convert.FromHexString(text));
        return true;
    }

    /// <summary>Reads 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static MerkleHash Parse(string text) =>
        TryParse(text, out var hash) ? hash : throw new FormatException($"'{text}' is not a hash: {2 * Bytes} hexadecimal digits.");

    /// <inheritdoc/>
    public bool Equals(MerkleHash other) =>
        _value.IsDefault ? other._value.IsDefault : !other._value.IsDefault && _value.AsSpan().SequenceEqual(other._value.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MerkleHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.IsDefaultOrEmpty ? 0 : BitConverter.ToInt32(_value.AsSpan());

    /// <summary>Same bytes.</summary>
    public static bool operator ==(MerkleHash left, MerkleHash right) => left.Equals(right);

    /// <summary>Other bytes.</summary>
    public static bool operator !=(MerkleHash left, MerkleHash right) => !left.Equals(right);

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public override string ToString() => _value.IsDefault ? "" : Convert.ToHexStringLower(_value.AsSpan());
}
