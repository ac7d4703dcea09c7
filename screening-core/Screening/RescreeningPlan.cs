using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Screening;

/// <summary>
/// Whom a change of the lists may concern. Who is not concerned is decided as before, hit for hit; who is must be screened again against all lists. Immutable,
/// safe for concurrent use.
/// </summary>
public sealed class RescreeningPlan
{
    private readonly ChangeSearch _search;
    private readonly ScoringProfile _profile;
    private readonly FrozenSet<ListEntryId> _entries;
    private readonly bool _concernsPayments;

    private RescreeningPlan(ImmutableArray<WatchlistDelta> deltas, ImmutableArray<ListedParty> states, ScoringProfile profile, PolicySet? policy)
    {
        (Deltas, _profile, States) = (deltas, profile, states.Length);
        _search = new ChangeSearch(MatchIndex.Build(states), profile);
        _entries = states.Select(party => party.Entry).ToFrozenSet();
        _concernsPayments = policy?.Tables.Rails.Any(rail => _entries.Contains(rail.Operator)) ?? true;
    }

    /// <summary>The changes, list by list.</summary>
    public ImmutableArray<WatchlistDelta> Deltas { get; }

    /// <summary>States of parties that are looked at: each new and each gone party, and both states of a changed one where names or facts changed.</summary>
    public int States { get; }

    /// <summary>Makes a plan.</summary>
    /// <param name="deltas">The changes, list by list.</param>
    /// <param name="profile">The profile that rescreening judges by.</param>
    /// <param name="policy">The policy data; null where none is loaded.</param>
    public static RescreeningPlan Of(IEnumerable<WatchlistDelta> deltas, ScoringProfile profile, PolicySet? policy)
    {
        ImmutableArray<WatchlistDelta> all = [.. deltas.Where(delta => !delta.IsEmpty)];
        return new RescreeningPlan(all, [.. all.SelectMany(RescreeningStates.Of)], profile, policy);
    }

    /// <summary>Judges a request.</summary>
    /// <param name="request">The newest request of a known subject.</param>
    /// <param name="floor">What <see cref="FloorOf"/> said of it before the change; null where nobody asked.</param>
    public ChangeFinding Judge(ScreeningRequest request, double? floor)
    {
        if (States == 0)
        {
            return default;
        }

        var comparisons = 0;
        foreach (var subject in SubjectsOf(request))
        {
            var finding = _search.Judge(subject, MatchDoubts.LeastRaised(_profile), floor);
            comparisons += finding.Comparisons;
            if (finding.IsConcerned)
            {
                return new ChangeFinding(true, comparisons);
            }
        }

        return new ChangeFinding(NamesChangedEntry(request), comparisons);
    }

    /// <summary>
    /// How close a name must be to count among the namesakes of somebody here (<see cref="PartyMatcher.NamesakeFloor"/>), the least of all parties of the request.
    /// It stays true through changes that do not concern the request.
    /// </summary>
    public static double FloorOf(ScreeningRequest request, ScreeningContext context)
    {
        var matcher = new PartyMatcher(context.Corpus.Index, context.Profile);
        return SubjectsOf(request).Min(subject => matcher.NamesakeFloor(subject, MatchDoubts.LeastRaised(context.Profile)));
    }

    /// <summary>Everybody whom a screening of the request looks up by name or identifier: its parties, and their owners.</summary>
    private static IEnumerable<ScreeningSubject> SubjectsOf(ScreeningRequest request)
    {
        foreach (var party in ListGate.PartiesOf(request))
        {
            yield return party.Subject;
            if (party.Subject.Owners.IsDefaultOrEmpty)
            {
                continue;
            }

            foreach (var owner in OwnershipWalk.All(party.Subject.Owners).Where(owner => owner.Entry == default && owner.Name is { Length: > 0 }))
            {
                yield return new ScreeningSubject { Name = owner.Name! };
            }
        }
    }

    private bool NamesChangedEntry(ScreeningRequest request) =>
        (_concernsPayments && request.Signals.Payment is { } payment && (payment.Scheme ?? payment.Bin) is not null)
        || request.HeldUnder.Any(_entries.Contains)
        || ListGate.PartiesOf(request).Any(party => !party.Subject.Owners.IsDefaultOrEmpty && OwnershipWalk.All(party.Subject.Owners).Any(owner => _entries.Contains(owner.Entry)));
}
