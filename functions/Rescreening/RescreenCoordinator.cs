using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Subjects;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Rescreening;

/// <summary>
/// Starts a run when what subjects were proved to be screened against is not what is in use, one run at a time; sends its work; ends it
/// with a certificate. It goes by what is stored, so a crash, a lost message or a missed event only delays it until it is asked again.
/// </summary>
internal sealed class RescreenCoordinator(
    RescreenStore runs, RescreenPlans plans, SubjectStore subjects, CorpusHost corpora, ScreeningRules rules, IMessageQueue queue,
        TimeProvider time, ILogger<RescreenCoordinator> log)
{
    /// <summary>A part that nobody wrote progress of for so long is sent again.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    /// <summary>Starts, goes on with, or ends a run, as is due; true where work was sent.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        if (State() is not { } now)
        {
            return false;
        }

        var (head, etag) = await runs.HeadAsync(cancellation);
        if (head.IsUnderWay)
        {
            return await GoOnAsync(head, etag!, Timeout, cancellation);
        }

        if (head.Baseline?.IsSameAs(now) == true)
        {
            return false;
        }

        if (etag is null && !await HasSubjectsAsync(cancellation))
        {
            await runs.BeginAsync(now, cancellation);
            return false;
        }

        var cause = head.Baseline is { } before && (before.Profile != now.Profile || before.Engine != now.Engine)
            ? RescreenCause.EngineChanged : RescreenCause.ListsChanged;
        return await StartAsync(head, etag, now, cause, cancellation) is not null;
    }

    /// <summary>Starts a run in full because somebody asked; null where one is under way, or no list is loaded.</summary>
    public async Task<RescreenRun?> StartInFullAsync(CancellationToken cancellation)
    {
        var (head, etag) = await runs.HeadAsync(cancellation);
        return State() is { } now && !head.IsUnderWay ? await StartAsync(head, etag, now, RescreenCause.Asked, cancellation) : null;
    }

    private RescreenState? State() => corpora.Current is { } current
        ? new RescreenState(
            current.Corpus.Hash, [.. current.Corpus.Lists.Select(list => new ListContent(list.Code, list.ContentHash))],
                ScoringProfile.Named(rules.ProfileOf(Channel.Rescreening)).Id, ScreeningEngine.Version)
        : null;

    private async Task<bool> HasSubjectsAsync(CancellationToken cancellation)
    {
        foreach (var shard in Shard.All)
        {
            if ((await subjects.RowsAsync(shard, "", 1, cancellation)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<RescreenRun?> StartAsync(RescreenHead head, string? etag, RescreenState now, RescreenCause cause,
        CancellationToken cancellation)
    {
        var run = new RescreenRun
        {
            Number = head.Latest + 1,
            Cause = cause,
            StartedAt = time.GetUtcNow(),
            Before = head.Baseline,
            After = now,
            InFull = cause != RescreenCause.ListsChanged || head.Baseline is null,
        };
        if (!await runs.StartAsync(run, head, etag, cancellation))
        {
            return null;
        }

        log.LogInformation("{Run} began: {Cause}.", run.Id, run.Cause);
        await SendAsync(new RescreenWork(run.Number, RescreenWork.Alerts), cancellation);
        return run;
    }

    /// <summary>What follows when a part is done: the shards after the alerts, the certificate after the last shard.</summary>
    public async Task FollowAsync(RescreenWork done, CancellationToken cancellation)
    {
        if (done.Part == RescreenWork.Alerts)
        {
            foreach (var shard in Shard.All)
            {
                await SendAsync(done with { Part = shard.Number }, cancellation);
            }
        }

        await LookAsync(cancellation);
    }

    /// <summary>Sends all work of the run under way that is left, at once: for a process that knows that nobody else works on it.</summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        var (head, etag) = await runs.HeadAsync(cancellation);
        if (head.IsUnderWay)
        {
            await GoOnAsync(head, etag!, TimeSpan.Zero, cancellation);
        }
    }

    private async Task<bool> GoOnAsync(RescreenHead head, string etag, TimeSpan patience, CancellationToken cancellation)
    {
        var run = await runs.FindAsync(head.Latest, cancellation)
            ?? throw new InvalidDataException($"The run {head.Latest} is under way and is not stored.");
        var parts = (await runs.ProgressAsync(run.Number, cancellation)).ToDictionary(part => part.Part);
        if (parts.Count == RescreenWork.Parts && parts.Values.All(part => part.IsDone))
        {
            await FinishAsync(run, [.. parts.Values.OrderBy(part => part.Part)], head, etag, cancellation);
            return false;
        }

        // Verdicts first: a question that a delisting opens again and a new hit of the same subject then stand in one alert.
        var alerts = parts.GetValueOrDefault(RescreenWork.Alerts);
        var due = alerts is { IsDone: true } ? Shard.All.Select(shard => shard.Number) : [RescreenWork.Alerts];
        var now = time.GetUtcNow();
        var sent = false;
        foreach (var part
            in due.Where(part => parts.GetValueOrDefault(part) is not { IsDone: true }
            && now - (parts.GetValueOrDefault(part)?.At ?? alerts?.At ?? run.StartedAt) >= patience))
        {
            sent = true;
            await SendAsync(new RescreenWork(run.Number, part), cancellation);
        }

        return sent;
    }

    private async Task FinishAsync(RescreenRun run, ImmutableArray<PartProgress> parts, RescreenHead head, string etag,
        CancellationToken cancellation)
    {
        var plan = await plans.OfAsync(run, cancellation);
        var previous = await runs.CertificateAsync(run.Number - 1, cancellation) is { } text ? CertificateCodec.Read(text).Hash : "";
        ImmutableArray<PartProgress> shards = [.. parts.Where(part => part.Part != RescreenWork.Alerts)];
        var certificate = CertificateCodec.Sealed(new RescreenCertificate
        {
            Run = run,
            FinishedAt = parts.Max(part => part.At),
            SubjectsPresent = shards.Sum(part => part.Present),
            SubjectsRead = shards.Sum(part => part.Read),
            SubjectsScreened = shards.Sum(part => part.Screened),
            SubjectsWithHits = shards.Sum(part => part.WithHits),
            AlertsRaised = shards.Sum(part => part.Raised),
            Unreadable = shards.Sum(part => part.Unreadable),
            Reopened = parts.Sum(part => part.Reopened),
            Voided = parts.Sum(part => part.Voided),
            Comparisons = shards.Sum(part => part.Comparisons),
            PartiesChanged = plan.Deltas.Sum(delta => delta.Added.Length + delta.Amended.Length + delta.Delisted.Length),
            Deltas = [.. plan.Deltas.Select(delta =>
                new CertifiedDelta(delta.List.Value, delta.FromHash, delta.ToHash, delta.Added.Length, delta.Amended.Length,
                delta.Delisted.Length))],
            Shards = [.. shards.Select(CertificateCodec.ShardOf)],
            Previous = previous,
        });
        if (await runs.FinishAsync(run, certificate, head, etag, cancellation))
        {
            log.LogInformation(
                "{Run} ended: {Read} subjects read, {Screened} screened again, {Raised} alerts, certificate {Hash}.",
                run.Id, certificate.SubjectsRead, certificate.SubjectsScreened, certificate.AlertsRaised, certificate.Hash);
        }
    }

    /// <summary>Sends the work on a part.</summary>
    public Task SendAsync(RescreenWork work, CancellationToken cancellation) => queue.SendAsync(
        RescreenWork.Queue,
        string.Create(CultureInfo.InvariantCulture,
            $"{RescreenRun.IdOf(work.Run)}-{work.Part}-{time.GetUtcNow().ToUnixTimeMilliseconds()}"),
        JsonSerializer.Serialize(work, EvidenceCodec.Options),
        cancellation);
}
