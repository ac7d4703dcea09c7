using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>
/// Is somebody here a listed party? Searches the subject, every counterparty and the card issuer, and judges each match on its own:
/// corroborated → the measures of the listing apply; uncertain → review; weak alias alone or contradicted → logged as a near miss.
/// </summary>
public static class ListGate
{
    /// <summary>Role of the customer among the parties of a request.</summary>
    public const string SubjectRole = "subject";

    /// <summary>Role of the card's issuer.</summary>
    public const string IssuerRole = "issuer";

    /// <summary>Most hits and near misses that are kept per party.</summary>
    public const int MaxMatches = 25;

    private const int MaxReasons = 10;

    internal sealed record Findings(GateResult Gate, ImmutableArray<Hit> Hits, ImmutableArray<Hit> NearMisses,
        ImmutableArray<string> Missing);

    /// <summary>The parties of a request that are searched, with their roles.</summary>
    public static IEnumerable<Counterparty> PartiesOf(ScreeningRequest request)
    {
        yield return new Counterparty(SubjectRole, request.Subject);
        foreach (var counterparty in request.Counterparties)
        {
            yield return counterparty;
        }

        if (request.Signals.Payment is { Issuer.Length: > 0 } payment)
        {
            yield return new Counterparty(IssuerRole,
                new ScreeningSubject { Kind = PartyKind.Organization, Name = payment.Issuer, Country = payment.BinCountry });
        }
    }

    internal static Findings Search(ScreeningRequest request, ScreeningContext context)
    {
        var matcher = new PartyMatcher(context.Corpus.Index, context.Profile);
        var (hits, nearMisses, missing) = (new List<Hit>(), new List<Hit>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var party in PartiesOf(request))
        {
            foreach (var match
                in matcher.Find(context.Budget.Within(party.Subject), context.Profile.NearMissThreshold, MaxMatches,
                ReferenceEquals(party.Subject, request.Subject) ? context.Earlier : null))
            {
                var hit = ListMatchJudgement.Judge(party, match, request, context);
                if (hit.Outcome == Decision.Allow)
                {
                    nearMisses.Add(hit);
                }
                else
                {
                    hits.Add(hit);
                    missing.UnionWith(match.Missing);
                }
            }
        }

        var ordered = hits.OrderByDescending(hit => hit.Outcome).ThenByDescending(hit => hit.Match.Score).ThenBy(hit => hit.Entry)
            .ToImmutableArray();
        return new Findings(Combine(ordered, [.. FormerListings.Reasons(request, context), .. UnreadableNames.Reasons(request)]), ordered,
            [.. nearMisses.OrderByDescending(hit => hit.Match.Score).ThenBy(hit => hit.Entry)], [.. missing]);
    }

    private static GateResult Combine(ImmutableArray<Hit> hits, ImmutableArray<GateReason> others) => hits.IsEmpty && others.IsEmpty
        ? GateResult.Pass(Gate.List)
        : new GateResult(
            Gate.List,
            hits.Select(hit => hit.Outcome).Concat(others.Select(other => other.Decision)).Max(),
            hits.Select(ListMatchJudgement.ActionOf).Concat(others.Select(other => other.Action)).Max(),
            [.. others.Select(other => other.Reason).Concat(hits.Select(hit => hit.Reason)).DistinctBy(reason => (reason.Code, reason.Text))
                .Take(MaxReasons)]);
}
