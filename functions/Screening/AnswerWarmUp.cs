using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.Lists.Jurisdictions;
using Compliance.Lists.Sample;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Screening;

/// <summary>
/// Screens an invented person of the sample list once while the service is put together on another processor, and writes evidence and
/// answer as for a caller: the first caller does not wait for the compiler. Nothing is stored, and no caller ever sees this corpus.
/// </summary>
internal static class AnswerWarmUp
{
    /// <summary>Screens and throws the answer away; its bytes are given for tests.</summary>
    public static byte[] Run(TimeProvider time)
    {
        var now = time.GetUtcNow();
        var sample = SampleList.Snapshot(now);
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["channel"] = "signup",
            ["subject"] = new Dictionary<string,
                object>
            {
                ["type"] = "individual",
                ["name"] = sample.Parties.First(party => party.Kind == PartyKind.Individual)
                .PrimaryName.Text
            },
            ["signals"] = new Dictionary<string, object> { ["ip"] = "192.0.2.1" },
        });
        var request = RequestReading.Read(body, now) is RequestReading.Valid valid ? valid.Request
            : throw new InvalidOperationException("The request of the warm-up is not valid.");
        var corpus = new LoadedCorpus(ScreeningCorpus.Build([sample]), []);
        var screening = new ScreeningDecision(new ScreeningRules(AllowSample: false, PolicyLibrary.Load()), Links: null)
            .Of(request, corpus, [], now, ScreeningId.Create(now, Shard.OfNumber(0)), "warm-up");
        JsonSerializer.SerializeToUtf8Bytes(screening, EvidenceCodec.Options);
        return JsonSerializer.SerializeToUtf8Bytes(screening.ToAnswer(), WireFormat.Json.ScreeningAnswer);
    }
}
