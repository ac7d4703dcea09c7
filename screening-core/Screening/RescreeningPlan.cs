using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Screening;

/// <summary>
/// Whom a change of the lists may concern. Who is not concerned is decided as before, hit for hit; who is must be screened again against
/// all lists. Immutable, safe for concurrent use.
/// </summary>
public sealed class RescreeningPlan
{
    private readonly ChangeSearch _search;
    private readonly FrozenSet<ListEntryId> _entries;
    private readonly bool _concernsPayments;

    private RescreeningPlan(ImmutableArray<WatchlistDelta> deltas, ImmutableArray<ListedParty> states, ScoringProfile profile,
        PolicySet? policy, IReadOnlySet<ListEntryId> cleared)
    {
        (Deltas, States) = (deltas, states.Length);

        var stood = deltas.SelectMany(delta => delta.Amended.Select(one => one.After.Entry)
            .Concat(delta.Delisted.Select(party => party.Entry))).ToHashSet();
        var arrivals = states.Select(party => party.Entry).Where(entry => !stood.Contains(entry)).ToFrozenSet();
        _search = new ChangeSearch(MatchIndex.Build(states), profile, MatchDoubts.LevelsOf(profile, cleared.Contains), arrivals);
        _entries = states.Select(party => party.Entry).ToFrozenSet();
        _concernsPayments = policy?.Tables.Rails.Any(rail => _entries.Contains(rail.Operator)) ?? true;
    }

    /// <summary>The changes, list by list.</summary>
    public ImmutableArray<WatchlistDelta> Deltas { get; }

    /// <summary>States of parties that are looked at: each new and each gone party, and both states of a changed one where names or facts
    /// changed.</summary>
    public int States { get; }

    /// <summary>Makes a plan.</summary>
    /// <param name="deltas">The changes, list by list.</param>
    /// <param name="profile">The profile that rescreening judges by.</param>
    /// <param name="policy">The policy data; null where none is loaded.</param>
    /// <param name="corpus">The lists after the change: what one list says of a party counts in a match with the same party on
    /// another.</param>
    /// <param name="cleared">Entries that a good-guy entry names, whosever it is.</param>
    public static RescreeningPlan Of(IEnumerable<WatchlistDelta> deltas, ScoringProfile profile, PolicySet? policy, ScreeningCorpus corpus,
        IReadOnlySet<ListEntryId> cleared)
    {
        ImmutableArray<WatchlistDelta> all = [.. deltas.Where(delta => !delta.IsEmpty)];
        return new RescreeningPlan(all, [.. RescreeningStates.Of(all, corpus)], profile, policy, cleared);
    }

    /// <summary>Judges a request.</summary>
    /// <param name="request">The newest request of a known subject.</param>
    /// <param name="floors">What <see cref="Remember"/> said of it before the change; null where nobody asked.</param>
    public ChangeFinding Judge(ScreeningRequest request, NamesakeFloors? floors)
    {
        if (States == 0)
        {
            return default;
        }

        var comparisons = 0;
        foreach (var (subject, isOwner) in SubjectsOf(request))
        {
            var finding = _search.Judge(subject, floors, isOwner);
            comparisons += finding.Comparisons;
            if (finding.IsConcerned)
            {
                return new ChangeFinding(true, comparisons);
            }
        }

        return new ChangeFinding(NamesChangedEntry(request), comparisons);
    }

    /// <summary>The parties of a corpus that may be others than they were: with what was near a subject before all these changes, they
    /// spare most of the work of screening it again.</summary>
    /// <param name="corpus">The lists after the changes.</param>
    /// <param name="deltas">All changes since.</param>
    public static ChangedParties ChangedIn(ScreeningCorpus corpus, IEnumerable<WatchlistDelta> deltas) =>
        new(corpus.Index, deltas.SelectMany(delta => delta.ToRescreen).Select(party => party.Entry));

    /// <summary>
    /// How close a name must be to count among the namesakes of somebody here, the least of all parties of the request, and what is near
    /// its subject. The floors stay true through changes that do not concern the request; what is near stays true of parties that do not
    /// change.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="context">The lists, and what was near the subject before some of their parties changed.</param>
    public static SearchMemory Remember(ScreeningRequest request, ScreeningContext context)
    {
        var matcher = new PartyMatcher(context.Corpus.Index, context.Profile);
        bool IsCleared(PartyMatch match) => context.GoodGuys.Any(entry => entry.Entry == match.Party.Entry);
        bool IsRaised(PartyMatch match) => MatchDoubts.Beneath(match) is not null || IsCleared(match);
        bool IsNeverRaised(PartyMatch match) => !IsCleared(match) && MatchDoubts.IsNeverRaised(match, context.Profile);
        SearchMemory Of(ScreeningSubject subject, bool isOwner) => matcher.Remember(
            subject, MatchDoubts.LeastRaised(context.Profile), IsRaised, match => !isOwner
                && IsNeverRaised(match), ReferenceEquals(subject, request.Subject) ? context.Earlier : null);
        var (budget, subjects) = (new WorkBudget(context.Cancellation), SubjectsOf(request).ToArray());
        if (subjects.Any(one => !ReferenceEquals(budget.Within(one.Subject), one.Subject)))
        {
            // Who was not searched in full is never left out for what was found.
            return new SearchMemory(NamesakeFloors.Open, null);
        }

        var all = subjects.Select(one => Of(one.Subject, one.IsOwner)).ToArray();
        return new SearchMemory(all.Select(one => one.Floors).Aggregate(NamesakeFloors.Least), all[0].Near);
    }

    /// <summary>Everybody whom a screening of the request looks up by name or identifier: its parties, and their owners, whom every match
    /// from the threshold on concerns whatever speaks against it.</summary>
    private static IEnumerable<(ScreeningSubject Subject, bool IsOwner)> SubjectsOf(ScreeningRequest request)
    {
        foreach (var party in ListGate.PartiesOf(request))
        {
            yield return (party.Subject, false);
            if (party.Subject.Owners.IsDefaultOrEmpty)
            {
                continue;
            }

            foreach (var owner in OwnershipWalk.All(party.Subject.Owners)
                .Where(owner => owner.Entry == default && owner.Name is { Length: > 0 }))
            {
                yield return (new ScreeningSubject { Name = owner.Name! }, true);
            }
        }
    }

    private bool NamesChangedEntry(ScreeningRequest request) =>
        (_concernsPayments && request.Signals.Payment is { } payment && (payment.Scheme ?? payment.Bin) is not null)
        || request.HeldUnder.Any(_entries.Contains)
        || ListGate.PartiesOf(request)
        .Any(party => !party.Subject.Owners.IsDefaultOrEmpty
        && OwnershipWalk.All(party.Subject.Owners).Any(owner => _entries.Contains(owner.Entry)));
}
