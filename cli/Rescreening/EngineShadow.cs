using System.Collections.Concurrent;
using System.Text.Json;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Subjects;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Rescreening;

/// <summary>
/// What another build would decide, before it serves: one build keeps the outcomes of all monitored subjects in a file, the other compares
/// its own with them, over the same lists and subjects. Both builds run as they are, so nothing of one is imitated by the other. The file
/// names subjects by the hash of client and id only.
/// </summary>
internal static class EngineShadow
{
    /// <summary>Keeps what this build decides of every monitored subject under a context; the number of subjects, and of those that could
    /// not be read.</summary>
    public static async Task<(int Kept, int Unreadable)> KeepAsync(SubjectStore subjects, ScreeningContext context, string path,
        CancellationToken cancellation)
    {
        var outcomes = new ConcurrentBag<KeptOutcome>();
        var unreadable = await MonitoredSubjects.ForEachAsync(subjects, stored => outcomes.Add(OutcomeOf(stored, context)), cancellation);
        await using var file = new StreamWriter(path, append: false);
        await file.WriteLineAsync(JsonSerializer.Serialize(BuildOf(context), EvidenceCodec.Options));
        foreach (var outcome in outcomes.OrderBy(one => one.Row, StringComparer.Ordinal))
        {
            await file.WriteLineAsync(JsonSerializer.Serialize(outcome, EvidenceCodec.Options));
        }

        return (outcomes.Count, unreadable);
    }

    /// <summary>Compares what this build decides with what another one kept.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read, or was kept over other lists: then a difference would not be the
    /// build's.</exception>
    public static async Task<EngineShadowReport> CompareAsync(SubjectStore subjects, ScreeningContext context, string path,
        CancellationToken cancellation)
    {
        var (build, kept) = Read(path);
        if (build.Corpus != context.Corpus.Hash)
        {
            throw new InvalidInputException(
                $"'{path}' was kept over the lists {Short(build.Corpus)}, and those in use here are "
                    + $"{Short(context.Corpus.Hash)}: keep it again over these, or the lists would differ and not the build.");
        }

        var (rows, compared, changed, unknown) = (new ConcurrentBag<LookBackRow>(), 0, 0, 0);
        var unreadable = await MonitoredSubjects.ForEachAsync(
            subjects,
            stored =>
            {
                var now = OutcomeOf(stored, context);
                if (!kept.TryGetValue(now.Row, out var then) || then.Content != now.Content)
                {
                    Interlocked.Increment(ref then is null ? ref unknown : ref changed);
                    return;
                }

                Interlocked.Increment(ref compared);
                if (LookBack.RowOf(stored.Subject, then.Decision, then.Hits, now.Decision, now.Hits) is { } differs)
                {
                    rows.Add(differs);
                }
            },
            cancellation);
        var report = new LookBackReport(compared + changed + unknown, compared, unreadable, LookBack.InOrder(rows));
        return new EngineShadowReport(build, BuildOf(context), report, changed, unknown, kept.Count - compared - changed);
    }

    private static (KeptBuild Build, Dictionary<string, KeptOutcome> Outcomes) Read(string path)
    {
        try
        {
            var lines = File.ReadLines(path);
            var build = JsonSerializer.Deserialize<KeptBuild>(lines.First(), EvidenceCodec.Options)!;
            return (build, lines.Skip(1).Select(line => JsonSerializer.Deserialize<KeptOutcome>(line, EvidenceCodec.Options)!)
                .ToDictionary(one => one.Row, StringComparer.Ordinal));
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidInputException($"'{path}' cannot be read as outcomes that rescreen shadow --keep wrote: {error.Message}",
                error);
        }
    }

    private static KeptBuild BuildOf(ScreeningContext context)
        => new(ScreeningEngine.Version, context.Profile.Id, context.Policy?.Id ?? "none", context.Corpus.Hash);

    private static KeptOutcome OutcomeOf(StoredSubject stored, ScreeningContext context)
    {
        var outcome = ScreeningEngine.Decide(LookBack.RequestOf(stored.Subject), context);
        var content = AuditRecord.HashOf(JsonSerializer.Serialize(stored.Subject.Request, EvidenceCodec.Options))[..16];
        return new KeptOutcome(stored.Record.Row, content, WireNames.Of(outcome.Decision), LookBack.Hits(outcome));
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}

/// <summary>The build that kept outcomes, and over which lists.</summary>
internal sealed record KeptBuild(string Engine, string Profile, string Policy, string Corpus);

/// <summary>What a build decided of one subject.</summary>
/// <param name="Row">Hash of client and id.</param>
/// <param name="Content">Beginning of the hash of the request: another request is not compared.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Hits">Outcome and score of each hit, by role and entry.</param>
internal sealed record KeptOutcome(string Row, string Content, string Decision, IReadOnlyDictionary<string, string> Hits);

/// <summary>Two builds compared.</summary>
/// <param name="Kept">The build that kept.</param>
/// <param name="Here">This build.</param>
/// <param name="Found">Who differs.</param>
/// <param name="Changed">Subjects whose request is another than then; not compared.</param>
/// <param name="Unknown">Subjects that the file does not know; not compared.</param>
/// <param name="Gone">Subjects of the file that are no longer monitored.</param>
internal sealed record EngineShadowReport(KeptBuild Kept, KeptBuild Here, LookBackReport Found, int Changed, int Unknown, int Gone);
