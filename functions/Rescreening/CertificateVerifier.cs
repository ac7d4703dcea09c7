using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.Functions.Subjects;

namespace Compliance.Functions.Rescreening;

/// <summary>What verifying a certificate found.</summary>
/// <param name="Run">The run.</param>
/// <param name="Certificate">The certificate; null where there is none.</param>
/// <param name="Faults">What is wrong, each in a sentence; empty where everything fits.</param>
/// <param name="StillThere">Subjects of today that the run read.</param>
/// <param name="Newer">Subjects of today that asked to be monitored after the run began; their own screening was made against the lists of
/// then.</param>
internal sealed record CertificateCheck(int Run, RescreenCertificate? Certificate, ImmutableArray<string> Faults, int StillThere,
    int Newer);

/// <summary>
/// Checks a certificate against what is stored: its own hash, the hash of the one before it, the sums over its shards, every page that was
/// read, and that no subject of today that was there before the run is missing from the pages.
/// </summary>
internal sealed class CertificateVerifier(RescreenStore runs, SubjectStore subjects)
{
    /// <summary>Verifies the certificate of a run.</summary>
    public async Task<CertificateCheck> VerifyAsync(int run, CancellationToken cancellation)
    {
        if (await runs.CertificateAsync(run, cancellation) is not { } text)
        {
            return new CertificateCheck(run, null, [$"The run {run} has no certificate: it never began, or is still under way."], 0, 0);
        }

        var certificate = CertificateCodec.Read(text);
        var faults = ImmutableArray.CreateBuilder<string>();
        if (CertificateCodec.HashOf(certificate) != certificate.Hash)
        {
            faults.Add("The hash of the certificate does not fit its content: it was edited.");
        }

        var previous = await runs.CertificateAsync(run - 1, cancellation) is { } before ? CertificateCodec.Read(before).Hash : "";
        if (previous != certificate.Previous)
        {
            faults.Add("The certificate before is not the one that this certificate names.");
        }

        CheckSums(certificate, faults);
        var (there, newer) = (0, 0);
        foreach (var shard in certificate.Shards)
        {
            var (found, late) = await CheckShardAsync(certificate, shard, faults, cancellation);
            (there, newer) = (there + found, newer + late);
        }

        return new CertificateCheck(run, certificate, faults.ToImmutable(), there, newer);
    }

    private static void CheckSums(RescreenCertificate certificate, ImmutableArray<string>.Builder faults)
    {
        if (certificate.Shards.Length != Shard.Count)
        {
            faults.Add($"The certificate has {certificate.Shards.Length} shards instead of {Shard.Count}.");
        }

        foreach (var (what, stated, summed) in new[]
        {
            ("subjects present", certificate.SubjectsPresent, certificate.Shards.Sum(shard => shard.Present)),
            ("subjects read", certificate.SubjectsRead, certificate.Shards.Sum(shard => shard.Read)),
            ("subjects screened", certificate.SubjectsScreened, certificate.Shards.Sum(shard => shard.Screened)),
            ("alerts raised", certificate.AlertsRaised, certificate.Shards.Sum(shard => shard.Raised)),
        }.Where(one => one.Item2 != one.Item3))
        {
            faults.Add($"The certificate states {stated} {what}, its shards add up to {summed}.");
        }

        if (certificate.Shards.FirstOrDefault(shard => shard.Read < shard.Present) is { } lacking)
        {
            faults.Add($"In shard {lacking.Shard} {lacking.Present} subjects were present and {lacking.Read} were read.");
        }

        if (certificate.Unreadable > 0)
        {
            faults.Add($"{certificate.Unreadable} subjects could not be read from the store and were not screened.");
        }
    }

    private async Task<(int There, int Newer)> CheckShardAsync(RescreenCertificate certificate, CertifiedShard stated,
        ImmutableArray<string>.Builder faults, CancellationToken cancellation)
    {
        _ = Shard.TryParse(stated.Shard[0], out var shard);
        var (progress, _) = await runs.ProgressAsync(certificate.Run.Number, shard.Number, cancellation);
        if (CertificateCodec.ShardHash(progress.Pages) != stated.Hash)
        {
            faults.Add($"The pages of shard {stated.Shard} are not those that the certificate names.");
        }

        var (keys, count) = (new HashSet<ulong>(), 0);
        foreach (var hash in progress.Pages)
        {
            if (await runs.ReadingAsync(certificate.Run.Number, shard.Number, hash, cancellation) is not { } page || page.Hash != hash)
            {
                faults.Add($"A page of shard {stated.Shard} is gone or was edited: {hash}.");
                continue;
            }

            count += page.Count;
            keys.UnionWith(page.Keys);
        }

        if (count != stated.Read)
        {
            faults.Add($"The pages of shard {stated.Shard} hold {count} subjects, the certificate states {stated.Read}.");
        }

        var (there, newer, last) = (0, 0, "");
        while (await subjects.RowsAsync(shard, last, 1000, cancellation) is { Count: > 0 } rows)
        {
            last = rows[^1].Row;
            foreach (var row in rows)
            {
                if (keys.Contains(PageReading.RowKeyOf(row.Row)))
                {
                    there++;
                }
                else if (SubmittedAt(row.Json) is { } submitted && submitted < certificate.Run.StartedAt)
                {
                    faults.Add($"The subject in row {row.Row} asked to be monitored before the run and was not read.");
                }
                else
                {
                    newer++;
                }
            }
        }

        return (there, newer);
    }

    private static DateTimeOffset? SubmittedAt(string json)
    {
        using var subject = JsonDocument.Parse(json);
        return subject.RootElement.TryGetProperty("submittedAt", out var at) ? at.GetDateTimeOffset() : null;
    }
}
