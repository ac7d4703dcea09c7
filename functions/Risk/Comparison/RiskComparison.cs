using System.Collections.Immutable;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Comparison;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Risk.Samples;
using Compliance.Functions.Risk.Stability;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Risk.Comparison;

/// <summary>A comparison, with some of the subjects whose band it changes; these are not kept.</summary>
internal sealed record ComparedVersions(ModelComparison Found, IReadOnlyList<PreviewedSubject> Shown);

/// <summary>
/// A version beside the one in force over what the service keeps: both score the same subjects as of the same moment, and the same
/// decisions that were kept as of theirs; where outcomes are known, with what the version gains. Nothing changes by it. What was found is
/// kept sealed for a day, for whoever publishes.
/// </summary>
internal sealed class RiskComparison(IRecordStore records, RowSeal seal, SubjectSample sample, CaseLabels labels, RiskModels models,
    TimeProvider time) : IDisposable
{
    /// <summary>Subjects that whoever publishes waits for.</summary>
    public const int MostAtPublishing = 5000;

    private const string Partition = "comparisons";
    private const int MostShown = 50;
    private static readonly ImmutableArray<RiskHarm> Harms = [.. Enum.GetValues<RiskHarm>()];

    /// <summary>One at a time: each reads many.</summary>
    private readonly SemaphoreSlim _gate = new(1);

    public void Dispose() => _gate.Dispose();

    /// <summary>Compares for a person, which is recorded: it names subjects.</summary>
    public async Task<ComparedVersions> RunAsync(HttpContext http, RiskModelVersion challenger, int most, CancellationToken cancellation)
    {
        AccessRecording.Note(http, "risk.compare");
        return await RunAsync(challenger, most, cancellation);
    }

    /// <summary>Compares, and keeps what was found where it is about a stored version.</summary>
    public async Task<ComparedVersions> RunAsync(RiskModelVersion challenger, int most, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var compared = await CompareAsync(challenger, most, cancellation);
            await (challenger.Stated is null ? KeepAsync(compared.Found, cancellation) : Task.CompletedTask);
            return compared;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What whoever publishes a version goes by: what was found within a day, or found now; null for a version that scored before,
    /// and where there is none of this number.</summary>
    public async Task<ModelComparison?> ForPublishingAsync(int number, CancellationToken cancellation)
    {
        var (registry, now) = (await models.FindAsync(cancellation), time.GetUtcNow());
        return registry.Find(number) is not { } version || !RiskModelDecider.NeedsComparing(registry, version)
            || registry.ProposalAt(version, now) is null ? null
                : await FindAsync(registry, version, cancellation)
                    ?? (await RunAsync(version, MostAtPublishing, cancellation)).Found;
    }

    /// <summary>What was found of a version within a day, beside the one in force; null where nothing was.</summary>
    public async Task<ModelComparison?> FindAsync(RiskModelRegistry registry, RiskModelVersion version, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await records.FindAsync(EnforcementRows.Table, Partition, version.Hash, cancellation) is { } row
            && seal.Open(EnforcementRows.Table, $"{Partition}/{version.Hash}", row.Json) is { } json
            && JsonSerializer.Deserialize<ModelComparison>(json, EnforcementCodec.Options) is { } found
            && found.Challenger == version.Hash && found.Champion == registry.ActiveAt(now).Hash && found.At <= now
            && now - found.At < ModelComparison.Lives ? found : null;
    }

    private async Task<ComparedVersions> CompareAsync(RiskModelVersion challenger, int most, CancellationToken cancellation)
    {
        var (registry, now) = (await models.FindAsync(cancellation), time.GetUtcNow());
        var champion = registry.ActiveAt(now);
        var keeps = registry.Published.Any(one => registry.Versions[one.Version].Model.ReviewPermille > 0);
        var (read, unread, waiting, whole, bands, shown) = (0, 0, 0, true, new int[ModelComparison.BandCount * ModelComparison.BandCount],
            new List<PreviewedSubject>());
        var cases = Harms.ToDictionary(harm => harm, _ => new List<(ComparedCase Case, OutcomeLabel Label)>());
        await foreach (var one in sample.ReadAsync(most, inPieces: false, () => whole = false, cancellation))
        {
            read++;
            if (one.Stream is not { } stream || stream.Subject is not { ErasedAt: null, MergedInto: null })
            {
                unread += one.Stream is null ? 1 : 0;
                continue;
            }

            var (was, isNow) = (WorstBand(stream, champion, now), WorstBand(stream, challenger, now));
            bands[(was * ModelComparison.BandCount) + isNow]++;
            if (was != isNow && shown.Count < MostShown)
            {
                shown.Add(new PreviewedSubject(one.Subject.ToString(), was, isNow, null, null));
            }

            waiting += keeps && one.Subject.Kind == SubjectKind.Account
                ? await AddAsync(cases, stream, champion, challenger, now, cancellation) : 0;
        }

        var kept = cases.ToDictionary(one => one.Key, one => Kept(one.Value));
        return new ComparedVersions(new ModelComparison(now, champion.Hash, challenger.Hash, read, whole, unread, [.. bands], waiting,
            [.. Harms.Where(harm => kept[harm].Count > 0).Select(harm => HarmComparison.Of(harm, kept[harm]))],
            [.. challenger.Model.LearnedRows.Where(row => champion.Model.LearnedRows.All(known => known.Type != row.Type))
                .Select(row => ScorecardComparison.Of(row, kept[row.Harm]))]), shown);
    }

    /// <summary>Adds the cases of an account; how many wait for their outcome.</summary>
    private async Task<int> AddAsync(Dictionary<RiskHarm, List<(ComparedCase Case, OutcomeLabel Label)>> cases, SubjectStream stream,
        RiskModelVersion champion, RiskModelVersion challenger, DateTimeOffset now, CancellationToken cancellation)
    {
        var known = await labels.ReadAsync(stream, champion.Model, Harms, now, cancellation);
        foreach (var one in known.Where(one => !one.Labels.IsEmpty))
        {
            var (at, past) = (one.Sample.At, stream with { Signals = stream.Signals.AsOf(one.Sample.At) });
            var (before, after) =
                (RiskService.Score(past, at, [], champion).Assessment, RiskService.Score(past, at, [], challenger).Assessment);
            foreach (var (harm, label) in Harms.Zip(one.Labels))
            {
                cases[harm].Add((new ComparedCase(stream.Subject.Ref, at, one.Sample.Chance, label.Positive, before.Of(harm).Milli,
                    after.Of(harm).Milli, one.Sample.Values), label));
            }
        }

        return known.Count(one => one.Labels.IsEmpty);
    }

    // No person decides more than half of the positives.
    private static List<ComparedCase> Kept(List<(ComparedCase Case, OutcomeLabel Label)> cases)
    {
        var ordered = cases.OrderBy(one => one.Case.At).ThenBy(one => one.Case.Account).ToList();
        return [.. OutcomeLabels.Kept([.. ordered.Select(one => one.Label)]).Select(place => ordered[place].Case)];
    }

    private static int WorstBand(SubjectStream stream, RiskModelVersion model, DateTimeOffset now)
        => RiskService.Score(stream, now, [], model).Assessment.Worst.Band;

    private Task KeepAsync(ModelComparison found, CancellationToken cancellation) => records.CommitAsync(EnforcementRows.Table, Partition,
        [new RecordOperation.Put(found.Challenger, seal.Protect(EnforcementRows.Table, $"{Partition}/{found.Challenger}",
            JsonSerializer.Serialize(found, EnforcementCodec.Options)))], cancellation);
}
