using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Export;

/// <summary>One file of a bundle: UTF-8 text, exactly as it is hashed.</summary>
internal sealed record BundleFile(string Path, byte[] Bytes)
{
    private static readonly JsonSerializerOptions Json =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented =
        true,
            NewLine = "\n"
        };

    public string Sha256 => AuditRecord.HashOf(Bytes);

    public static BundleFile OfJson<T>(string path, T content)
        => new(path, [.. JsonSerializer.SerializeToUtf8Bytes(content, Json), (byte)'\n']);

    public static BundleFile OfText(string path, string content) => new(path, Encoding.UTF8.GetBytes(content));
}

/// <summary>A record of a chain as a bundle shows it: the eight texts that are hashed, in their order, and the hash.</summary>
internal sealed record BundledRecord(string[] Fields, string Hash)
{
    public static BundledRecord Of(AuditRecord record) => new([.. record.HashedFields()], record.Hash);
}

/// <summary>A record of the log with its way to the root of the checkpoint.</summary>
internal sealed record BundledEntry(long Sequence, string[] Fields, string Hash, string[] Path)
{
    public static BundledEntry Of(AuditRecord record, IEnumerable<MerkleHash> path)
        => new(record.Sequence, [.. record.HashedFields()], record.Hash, [.. path.Select(hash => hash.ToString())]);
}

/// <summary>What a bundle is and what it holds.</summary>
internal sealed record BundleManifest(string Format, string Kind, string Id, long CheckpointSize, string CheckpointRoot,
    BundledFile[] Files);

/// <summary>A file as the manifest names it.</summary>
internal sealed record BundledFile(string Path, string Sha256, int Bytes);
