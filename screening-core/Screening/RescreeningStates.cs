using System.Collections.Frozen;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Which states of parties a change of the lists may decide otherwise: of changed parties, and of those that stand on other lists
/// too.</summary>
internal static class RescreeningStates
{
    /// <summary>The states of all changes, with the unchanged entries of other lists that <see cref="SameParties"/> would take for one of
    /// the changed parties.</summary>
    public static IEnumerable<ListedParty> Of(IReadOnlyCollection<WatchlistDelta> deltas, ScreeningCorpus corpus)
    {
        var changed = deltas.SelectMany(Of).ToArray();
        return changed.Concat(Elsewhere(changed, corpus));
    }

    /// <summary>New and gone parties; of changed ones both states where what is compared changed, the later one where only designations
    /// did, none where nothing that decides did.</summary>
    private static IEnumerable<ListedParty> Of(WatchlistDelta delta)
        => delta.Added.Concat(delta.Delisted).Concat(delta.Amended.SelectMany(Of));

    private static IEnumerable<ListedParty> Of(AmendedParty amended)
    {
        var (before, after) = (Essence(amended.Before), Essence(amended.After));
        if (Same(before, after))
        {
            return [];
        }

        return Same(before with { Designations = [] }, after with { Designations = [] }) ? [amended.After]
            : [amended.Before, amended.After];
    }

    private static IEnumerable<ListedParty> Elsewhere(ListedParty[] changed, ScreeningCorpus corpus)
    {
        var (entries, keys) =
            (changed.Select(party => party.Entry).ToFrozenSet(), changed.SelectMany(SameParties.KeysOf)
            .ToFrozenSet(StringComparer.Ordinal));
        var dates = changed.SelectMany(party => party.BirthDates).Select(date => (date.Earliest, date.Latest)).ToFrozenSet();
        for (var position = 0; position < corpus.Index.PartyCount && dates.Count > 0; position++)
        {
            if (corpus.Index.FactsAt(position).BirthDates is { IsEmpty: false } born && dates.Contains((born[0].Earliest, born[0].Latest))
                && !entries.Contains(corpus.Index.EntryAt(position))
                && corpus.Index.PartyAt(position) is var party && keys.Contains(SameParties.KeyOf(party)))
            {
                yield return party;
            }
        }
    }

    // What no gate reads: remarks, titles, positions, relations, details of ships and aircraft, and of addresses everything but the
    // country, unless the entry lists the address itself.
    private static ListedParty Essence(ListedParty party) => party with
    {
        Remarks = [],
        Titles = [],
        Positions = [],
        Relations = [],
        Vessel = null,
        Aircraft = null,
        Addresses = ListedAddress.IsEntry(party) ? party.Addresses : [.. party.Addresses.Select(address => address.Country)
            .Where(country => country.IsStated).Distinct().Order()
            .Select(country => new PartyAddress { Country = country })],
    };

    private static bool Same(ListedParty before, ListedParty after)
        => PartyCodec.Write(before).AsSpan().SequenceEqual(PartyCodec.Write(after));
}
