using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Location;
using Compliance.Functions.Storage;
using Compliance.Functions.Subjects;
using Compliance.Functions.Telemetry;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Screening;

/// <summary>One screening from request to durable answer: load, decide, save. The answer leaves only after the evidence is
/// stored.</summary>
internal sealed class ScreeningService(
    CorpusHost corpora,
    ScreeningStore screenings,
    SubjectStore subjects,
    OutboxSignal outbox,
    ScreeningRules rules,
    TimeProvider time,
    ILogger<ScreeningService> log,
    IGeoIpLookup? geoIp = null,
    IGoodGuyLookup? goodGuys = null,
    PartyLinks? links = null)
{
    /// <summary>Screens a request, or gives again the answer its idempotency key stands for.</summary>
    public async Task<ScreeningReply> ScreenAsync(ScreeningRequest request, ScreeningCall call, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var reply = await ReplayAsync(call.Key, cancellation) ?? await DecideAndStoreAsync(request, call, cancellation);
            if (reply is ScreeningReply.Answered answered)
            {
                Measured.Screened(answered.Screening, answered.Replayed, Stopwatch.GetElapsedTime(started));
            }

            return reply;
        }
        catch (Exception error) when (StoreFailure.Is(error))
        {
            log.LogError(error, "Storing a screening failed; no decision was given.");
            return new ScreeningReply.StoreFailed();
        }
    }

    private async Task<ScreeningReply?> ReplayAsync(IdempotencyKey? key, CancellationToken cancellation)
    {
        if (key is null || await screenings.FindKeyAsync(key, cancellation) is not { } used)
        {
            return null;
        }

        if (used.BodyHash != key.BodyHash)
        {
            return new ScreeningReply.KeyReused();
        }

        // Evidence that was erased cannot be answered again, and the key must not stand for a new decision: the caller takes a new key.
        // Nor does it stand for a screening that was stored under another key: such a row was not written here.
        return await screenings.FindAsync(used.ScreeningId, cancellation) is { } stored && (stored.Key is null || stored.Key == key)
            ? new ScreeningReply.Answered(stored, Replayed: true) : new ScreeningReply.KeyReused();
    }

    private async Task<ScreeningReply> DecideAndStoreAsync(ScreeningRequest request, ScreeningCall call, CancellationToken cancellation)
    {
        var shard = call.Key?.Shard ?? Shard.OfNumber(Random.Shared.Next());
        if (await PreviewAsync(request, call.Client, shard, cancellation) is not { } screening)
        {
            return new ScreeningReply.NotReady();
        }

        if (request.Monitor)
        {
            screening = await MonitorAsync(request, call.Client, shard, screening, cancellation);
        }

        using var storing = Traces.Step("screening.store");
        var alert = AlertOf(screening.Evidence, call.TraceParent);
        if (!await screenings.CommitAsync(screening, alert, call.Key, shard, cancellation))
        {
            return await ReplayAsync(call.Key, cancellation)
                ?? throw new InvalidOperationException("An idempotency row was there and is gone.");
        }

        if (alert is not null)
        {
            outbox.Raise(shard);
        }

        return new ScreeningReply.Answered(screening, Replayed: false);
    }

    /// <summary>Decides without storing anything; null while no list is loaded.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="shard">Where the screening will lie.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="earlier">An earlier search for the same subject; it spares comparisons and changes no outcome.</param>
    public async Task<StoredScreening?> PreviewAsync(ScreeningRequest request, string client, Shard shard, CancellationToken cancellation,
        EarlierSearch? earlier = null)
    {
        if (corpora.Current is not { } current)
        {
            return null;
        }

        var known = goodGuys is null || request.Subject.Id is null ? [] : await goodGuys.OfSubjectAsync(request.Subject.Id, cancellation);
        var now = time.GetUtcNow();
        return new ScreeningDecision(rules, links).Of(Located(request), current, known, now, ScreeningId.Create(now, shard), client,
            earlier, cancellation);
    }

    /// <summary>What a screening of the request leaves to know for rescreenings, against the lists in use now; null while no list is
    /// loaded.</summary>
    /// <param name="request">The request.</param>
    /// <param name="known">The subject's good-guy entries.</param>
    /// <param name="earlier">An earlier search for the same subject.</param>
    /// <param name="cancellation">Ends the search.</param>
    public SubjectStanding? StandingOf(ScreeningRequest request, ImmutableArray<GoodGuyEntry> known, EarlierSearch? earlier,
        CancellationToken cancellation)
    {
        if (corpora.Current is not { } current)
        {
            return null;
        }

        var profile = ScoringProfile.Named(rules.ProfileOf(Channel.Rescreening));
        var context = new ScreeningContext
        {
            Corpus = current.Corpus,
            Profile = profile,
            Now = time.GetUtcNow(),
            GoodGuys = known,
            Policy = rules.Policy,
            Earlier = earlier,
            Cancellation = cancellation,
        };
        var (floors, near) = RescreeningPlan.Remember(request, context);
        return new SubjectStanding(current.Corpus.Hash, profile.Id, ScreeningEngine.Version, floors.OfAll, floors.OfHits, near);
    }

    // The subject is stored before the lists are looked at again: where they changed in between, a rescreening that began with the change
    // either read the subject, or the subject is screened here against the new lists.
    private async Task<StoredScreening> MonitorAsync(ScreeningRequest request, string client, Shard shard, StoredScreening screening,
        CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var standing = StandingOf(request, screening.Evidence.GoodGuys, earlier: null, cancellation);
            var subject =
                new MonitoredSubject
                {
                    Request = request,
                    Client = client,
                    SubmittedAt = screening.Evidence.DecidedAt,
                    Standing =
                standing
                };
            await subjects.PutAsync(request.Subject.Id!, subject, cancellation);
            if (corpora.Current?.Corpus.Hash == screening.Evidence.CorpusHash && standing?.Corpus == screening.Evidence.CorpusHash)
            {
                return screening with { IsMonitored = true };
            }

            screening = await PreviewAsync(request, client, shard, cancellation) ?? screening;
        }
    }

    private ScreeningRequest Located(ScreeningRequest request)
        => IPAddress.TryParse(request.Signals.Ip, out var address) && geoIp?.Find(address) is { } fact
        ? request with { Signals = request.Signals with { LookedUp = fact } }
        : request;

    private static AlertMessage? AlertOf(ScreeningEvidence evidence, string? traceParent) => evidence.Outcome.Decision == Decision.Allow
        ? null
        : new AlertMessage(evidence.ScreeningId, evidence.Request.Subject.Id, WireNames.Of(evidence.Outcome.Decision), evidence.DecidedAt)
        { TraceParent = traceParent };
}
