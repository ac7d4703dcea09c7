using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Rescreening;

/// <summary>What one shard of subjects came to.</summary>
/// <param name="Shard">The shard, as one hexadecimal digit.</param>
/// <param name="Present">Subjects that were there at the end.</param>
/// <param name="Read">Subjects that were read.</param>
/// <param name="Screened">Subjects that were screened again in full.</param>
/// <param name="Raised">Alerts asked for.</param>
/// <param name="Hash">SHA-256 over the hashes of the pages that were read, in order.</param>
internal sealed record CertifiedShard(string Shard, int Present, int Read, int Screened, int Raised, string Hash);

/// <summary>The change of one list.</summary>
internal sealed record CertifiedDelta(string List, string FromHash, string ToHash, int Added, int Amended, int Delisted);

/// <summary>What a finished run states: that every subject was read, and what came of it. Its hash covers everything else in it, and it
/// names the certificate before it.</summary>
internal sealed record RescreenCertificate
{
    /// <summary>The run.</summary>
    public required RescreenRun Run { get; init; }

    /// <summary>When the last part was done.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Subjects that were there at the end of their shard.</summary>
    public required int SubjectsPresent { get; init; }

    /// <summary>Subjects that were read; more than present where some left meanwhile.</summary>
    public required int SubjectsRead { get; init; }

    /// <summary>Subjects that were screened again in full: those whom the change may concern.</summary>
    public required int SubjectsScreened { get; init; }

    /// <summary>Subjects among them with hits.</summary>
    public required int SubjectsWithHits { get; init; }

    /// <summary>Alerts asked for.</summary>
    public required int AlertsRaised { get; init; }

    /// <summary>Subjects whose stored request could not be read; 0 in a sound run.</summary>
    public required int Unreadable { get; init; }

    /// <summary>Confirmed matches opened again because the party was delisted.</summary>
    public required int Reopened { get; init; }

    /// <summary>Good-guy entries ended because the listed facts changed.</summary>
    public required int Voided { get; init; }

    /// <summary>Names compared to find out whom the change concerns.</summary>
    public required long Comparisons { get; init; }

    /// <summary>Parties in the delta.</summary>
    public required int PartiesChanged { get; init; }

    /// <summary>The change, list by list.</summary>
    public required ImmutableArray<CertifiedDelta> Deltas { get; init; }

    /// <summary>The shards.</summary>
    public required ImmutableArray<CertifiedShard> Shards { get; init; }

    /// <summary>Hash of the certificate before; empty for the first.</summary>
    public required string Previous { get; init; }

    /// <summary>SHA-256 of the certificate without this field, lower-case hexadecimal.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>Writes, seals and reads certificates.</summary>
internal static class CertificateCodec
{
    /// <summary>The certificate with its hash.</summary>
    public static RescreenCertificate Sealed(RescreenCertificate certificate) => certificate with { Hash = HashOf(certificate) };

    /// <summary>The hash that a certificate must have.</summary>
    public static string HashOf(RescreenCertificate certificate)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(certificate with { Hash = "" }))));

    /// <summary>The canonical text.</summary>
    public static string Text(RescreenCertificate certificate) => JsonSerializer.Serialize(certificate, EvidenceCodec.Options);

    /// <summary>Reads the canonical text.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static RescreenCertificate Read(string text)
        => JsonSerializer.Deserialize<RescreenCertificate>(text, EvidenceCodec.Options)
        ?? throw new JsonException("The certificate is null.");

    /// <summary>The hash of a shard from the hashes of its pages.</summary>
    public static string ShardHash(IEnumerable<string> pages)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', pages))));

    /// <summary>A shard of the certificate.</summary>
    public static CertifiedShard ShardOf(PartProgress part) =>
        new(Shard.OfNumber(part.Part).Digit, part.Present, part.Read, part.Screened, part.Raised, ShardHash(part.Pages));
}
