using System.Globalization;
using System.Text;

namespace Compliance.ScreeningCore.Audit.Log;

/// <summary>
/// What the log was at a moment, kept where the service cannot rewrite it: whoever rewrites the log afterwards, head and all, contradicts
/// it.
/// </summary>
/// <param name="Size">Number of records.</param>
/// <param name="Root">Root of the Merkle tree over them.</param>
/// <param name="Head">Hash of the last record.</param>
/// <param name="At">When it was made.</param>
/// <param name="Previous">SHA-256 of the bytes of the checkpoint before; <see cref="AuditChain.Genesis"/> for the first.</param>
public sealed record Checkpoint(long Size, MerkleHash Root, string Head, DateTimeOffset At, string Previous)
{
    private const string Origin = "compliance-audit-log/1";

    /// <summary>The bytes as kept: six lines of text, which need no program to be read.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
            $"{Origin}\nsize {Size}\nroot {Root}\nhead {Head}\nat {At.ToUniversalTime():O}\nprevious {Previous}\n"));

    /// <summary>SHA-256 of the bytes, which the next checkpoint names.</summary>
    public string Hash => AuditRecord.HashOf(Encoding.UTF8.GetString(ToBytes()));

    /// <summary>Reads the bytes; null where they are not a checkpoint.</summary>
    public static Checkpoint? Read(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        return lines.Length == 7 && lines[0] == Origin && lines[6].Length == 0
            && Value(lines[1], "size ") is { } size && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && MerkleHash.TryParse(Value(lines[2], "root "), out var root)
            && Value(lines[3], "head ") is { } head
            && DateTimeOffset.TryParseExact(Value(lines[4], "at "), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind,
            out var at)
            && Value(lines[5], "previous ") is { } previous
                ? new Checkpoint(count, root, head, at, previous)
                : null;
    }

    private static string? Value(string line, string name) => line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : null;
}
