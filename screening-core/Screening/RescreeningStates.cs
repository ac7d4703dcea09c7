using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Which states of changed parties can change a decision.</summary>
internal static class RescreeningStates
{
    /// <summary>New and gone parties; of changed ones both states where what is compared changed, the later one where only designations did, none where nothing that decides did.</summary>
    public static IEnumerable<ListedParty> Of(WatchlistDelta delta) => delta.Added.Concat(delta.Delisted).Concat(delta.Amended.SelectMany(Of));

    private static IEnumerable<ListedParty> Of(AmendedParty amended)
    {
        var (before, after) = (Essence(amended.Before), Essence(amended.After));
        if (Same(before, after))
        {
            return [];
        }

        return Same(before with { Designations = [] }, after with { Designations = [] }) ? [amended.After] : [amended.Before, amended.After];
    }

    // What no gate reads: remarks, titles, positions, relations, details of ships and aircraft, and of addresses everything but the country.
    private static ListedParty Essence(ListedParty party) => party with
    {
        Remarks = [],
        Titles = [],
        Positions = [],
        Relations = [],
        Vessel = null,
        Aircraft = null,
        Addresses = [.. party.Addresses.Select(address => address.Country).Where(country => country.IsStated).Distinct().Order().Select(country => new PartyAddress { Country = country })],
    };

    private static bool Same(ListedParty before, ListedParty after) => PartyCodec.Write(before).AsSpan().SequenceEqual(PartyCodec.Write(after));
}
