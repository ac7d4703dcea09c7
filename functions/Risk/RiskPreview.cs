using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Risk.Models;

namespace Compliance.Functions.Risk;

/// <summary>Whom the ladder would touch now if it acted, by the model in force and by another one. It takes nothing.</summary>
internal sealed class RiskPreview(RiskModels models, EnforcementIndex index, SubjectStreamStore streams, LadderWork work, TimeProvider time)
    : IDisposable
{
    /// <summary>Subjects that somebody waits for; beyond them the command line counts.</summary>
    public const int MostSubjects = 20_000;

    private const int MostShown = 50;

    /// <summary>One at a time: each reads everybody.</summary>
    private readonly SemaphoreSlim _gate = new(1);

    public void Dispose() => _gate.Dispose();

    /// <summary>Looks at stored subjects for a person, which is recorded: it names those whom it would touch.</summary>
    public async Task<PreviewAnswer> RunAsync(HttpContext http, RiskModelVersion? other, int most, CancellationToken cancellation)
    {
        AccessRecording.Note(http, "risk.preview");
        await _gate.WaitAsync(cancellation);
        try
        {
            return await RunAsync(other, most, cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Looks at stored subjects.</summary>
    /// <param name="other">The version to compare with; null for the one in force alone.</param>
    /// <param name="most">Where looking ends.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<PreviewAnswer> RunAsync(RiskModelVersion? other, int most, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var before = await models.AtAsync(now, cancellation);
        var after = other ?? before;
        var (subjects, complete, touchedBefore, touchedAfter) = (0, true, 0, 0);
        var (bandsBefore, bandsAfter) = (new int[5], new int[5]);
        var (measures, changed) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new List<PreviewedSubject>());
        for (var shard = 0; shard < EnforcementRows.Shards && complete; shard++)
        {
            await foreach (var subject in index.AllAsync(shard, cancellation))
            {
                if (SubjectKinds.IsLinkedOnly(subject.Kind))
                {
                    continue;
                }

                if (subjects == most)
                {
                    complete = false;
                    break;
                }

                subjects++;
                var stream = await streams.FoldedAsync(subject, cancellation);
                var (was, step) = await LookAsync(stream, before, now, cancellation);
                var (isNow, next) = after == before ? (was, step) : await LookAsync(stream, after, now, cancellation);
                bandsBefore[was]++;
                bandsAfter[isNow]++;
                touchedBefore += step is null ? 0 : 1;
                if (next is not null)
                {
                    touchedAfter++;
                    measures[next] = measures.GetValueOrDefault(next) + 1;
                }

                if (changed.Count < MostShown && (after == before ? next is not null : next != step || was != isNow))
                {
                    changed.Add(new PreviewedSubject(subject.ToString(), was, isNow, step, next));
                }
            }
        }

        return new PreviewAnswer(before.Hash, after.Hash, subjects, complete, bandsBefore, bandsAfter, touchedBefore, touchedAfter,
            measures.ToDictionary(), [.. changed]);
    }

    /// <summary>The worst band by its own signals, and the highest measure that the ladder would take.</summary>
    private async Task<(int Band, string? Measure)> LookAsync(SubjectStream stream, RiskModelVersion model, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (stream.Signals.All.IsEmpty && stream.Risk.Set.IsEmpty)
        {
            return (0, null);
        }

        var (band, rung) = (0, Rung.None);
        var target = stream.Subject.MergedInto is { } into ? await streams.FoldedAsync(into, cancellation) : stream;
        foreach (var (harm, scored, step) in await work.ProposeAsync(stream, target, Enum.GetValues<RiskHarm>(), now, cancellation, model))
        {
            band = Math.Max(band, scored.Assessment.Of(harm).Band);
            rung = step is { } one && one.Row.Rung > rung ? one.Row.Rung : rung;
        }

        return (band, rung == Rung.None ? null : WireNames.Of(rung));
    }
}
