using System.Collections.Immutable;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Watchlists;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>From a stored screening to its answer. Everything comes from what is stored, so a repeated question gets the same
/// bytes.</summary>
internal static class ScreeningAnswerMapping
{
    public static ScreeningAnswer ToAnswer(this StoredScreening screening)
    {
        var (evidence, outcome) = (screening.Evidence, screening.Evidence.Outcome);
        var parties = screening.HitsByParty();
        return new ScreeningAnswer
        {
            ScreeningId = evidence.ScreeningId,
            SubjectId = evidence.Request.Subject.Id,
            Decision = WireNames.Of(outcome.Decision),
            Action = WireNames.Of(outcome.Action),
            Summary = SummaryOf(outcome, screening.Lists.Length),
            Gates = [.. outcome.Gates.Select(ToAnswer)],
            Parties = [.. parties.Select(screening.ToParty)],
            Hits = [.. parties.SelectMany(party => party.Select(hit => ToAnswer(hit, party, screening)))],
            Missing = [.. outcome.Missing],
            Corpus = new CorpusAnswer(
                evidence.CorpusHash,
                screening.Lists.Any(list => list.IsSample),
                [.. screening.Lists.Select(list => ToAnswer(list, evidence.DecidedAt))]),
            Profile = evidence.Profile,
            Policy = evidence.Policy,
            Engine = evidence.Engine,
            ElapsedMicros = screening.ElapsedMicros,
        };
    }

    // No name stands in it: it goes into logs.
    private static string SummaryOf(ScreeningOutcome outcome, int lists)
    {
        var (decision, action) = (WireNames.Of(outcome.Decision), WireNames.Of(outcome.Action));
        var because = outcome.Gates.Where(gate => gate.Decision == outcome.Decision && outcome.Decision != Decision.Allow)
            .Select(gate => $"{WireNames.Of(gate.Gate)} ({string.Join(", ", gate.Reasons.Select(reason => reason.Code).Distinct())})");
        return outcome.Decision == Decision.Allow ? $"{decision}: no hit on {lists} lists, no gate objects"
            : $"{decision}, {action}: {string.Join("; ", because)}";
    }

    private static GateAnswer ToAnswer(GateResult gate) => new(
        WireNames.Of(gate.Gate),
        WireNames.Of(gate.Decision),
        [.. gate.Reasons.Select(reason => new ReasonAnswer(reason.Code, reason.Text, reason.Authority))]);

    private static HitAnswer ToAnswer(Hit hit, ImmutableArray<Hit> party, StoredScreening screening)
    {
        var listings = screening.ListingsOf(hit.Entry);
        return new HitAnswer
        {
            Role = hit.Role,
            ListEntry = hit.Entry.ToString(),
            PrimaryName = hit.Match.Party.PrimaryName.Text,
            MatchedName = hit.Match.Name.Text,
            AliasStrength = WireNames.Of(hit.Match.Name.Strength),
            Programmes = [.. hit.Match.Party.Designations.Select(designation => designation.Programme).Distinct()],
            Score = hit.Match.Score,
            Features = [.. hit.Match.Explanation.Features.Select(feature =>
                new FeatureAnswer(feature.Name, feature.Contribution, feature.SubjectValue, feature.ListedValue, feature.Detail))],
            Party = party[0].Entry.ToString(),
            Listings = [.. listings.Select(listing => listing.ToString())],
            SamePartyAs = ReferenceEquals(hit, party[0]) ? null : party[0].Entry.ToString(),
        };
    }

    private static CorpusListAnswer ToAnswer(ListVersion list, DateTimeOffset at) =>
        new(list.Code.Value, list.PublishedAt, Math.Round(list.AgeAt(at).TotalHours, 2), list.IsStaleAt(at));
}
