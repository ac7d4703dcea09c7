using System.Collections.Immutable;
using System.Diagnostics;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Telemetry;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Screening;

/// <summary>A decision with the evidence it rests on, as it is stored.</summary>
internal readonly record struct ScreeningDecision(ScreeningRules Rules, PartyLinks? Links)
{
    /// <summary>Decides a request against a corpus; nothing is stored.</summary>
    public StoredScreening Of(
        ScreeningRequest request, LoadedCorpus current, ImmutableArray<GoodGuyEntry> known, DateTimeOffset now, string id, string client,
            EarlierSearch? earlier = null, CancellationToken cancellation = default)
    {
        var context = new ScreeningContext
        {
            Corpus = current.Corpus,
            Profile = ScoringProfile.Named(Rules.ProfileOf(request.Channel)),
            Now = now,
            GoodGuys = known,
            AllowSample = Rules.AllowSample,
            MissingLists = current.Missing,
            Policy = Rules.Policy,
            Earlier = earlier,
            Cancellation = cancellation,
        };
        using var deciding = Traces.Step("screening.decide");
        var started = Stopwatch.GetTimestamp();
        var outcome = ScreeningEngine.Decide(request, context);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var linked = Links?.Of(outcome, current.Corpus) ?? LinkedHits.None;
        deciding?.SetTag("compliance.decision", WireNames.Of(outcome.Decision));
        return new StoredScreening
        {
            Evidence = new ScreeningEvidence
            {
                ScreeningId = id,
                DecidedAt = now,
                CorpusHash = current.Corpus.Hash,
                Profile = context.Profile.Id,
                Policy = Rules.Policy.Id,
                Engine = ScreeningEngine.Version,
                Request = request,
                GoodGuys = context.GoodGuys,
                MissingLists = context.MissingLists,
                AllowSample = context.AllowSample,
                Outcome = outcome,
            },
            Lists = current.Corpus.Lists,
            Listings = linked.Listings,
            Links = linked.Links,
            Beside = linked.Beside,
            ElapsedMicros = (long)elapsed.TotalMicroseconds,
            Client = client,
        };
    }
}
