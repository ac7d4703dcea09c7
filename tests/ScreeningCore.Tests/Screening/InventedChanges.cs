using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>Changes of invented lists, and the subjects whom they may concern.</summary>
internal static class InventedChanges
{
    /// <summary>The next version of a list: some parties are gone, some amended, some are new, and of the new ones half bear a name that is
    /// listed already.</summary>
    public static ImmutableArray<ListedParty> Of(ImmutableArray<ListedParty> parties, InventedParties world, int round)
    {
        var kept = parties.Where(_ => world.Random.Next(20) > 0)
            .Select(party => world.Random.Next(15) == 0 ? Amended(party, world) : party);
        return [.. kept, .. Enumerable.Range(0, 12).Select(i => world.Next(1000 + (round * 100) + i))
            .Select(party => world.Random.Next(2) == 0 ? party
            : party with { Names = [.. party.Names, parties[world.Random.Next(parties.Length)].Names[0]] })];
    }

    private static ListedParty Amended(ListedParty party, InventedParties world) => world.Random.Next(4) switch
    {
        0 => party with { BirthDates = [PartialDate.OfYear(world.Random.Next(1930, 2000))] },
        1 => party with
        { Names = [.. party.Names, new ListedName(Mutation.Once(party.Names[0].Text, world.Random, "Zumtobelli"), NameKind.Alias)] },
        2 => party with { Designations = [new Designation("CHANGED") { Measures = Measures.Reject }] },
        _ => party with { Remarks = ["Changed."] },
    };

    /// <summary>Somebody who bears a listed name, as it stands or changed as people change it.</summary>
    public static ScreeningRequest Request(int number, ListedParty party, InventedParties world) => new()
    {
        Channel = Channel.Rescreening,
        Subject = new ScreeningSubject
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"s{number}"),
            Name = number % 3 == 0 ? party.Names[0].Text
                : Mutation.Of(party.Names[world.Random.Next(party.Names.Length)].Text, world.Random, "Zumtobelli Vran"),
            Kind = number % 4 == 0 ? PartyKind.Unknown : party.Kind,
            BirthDate = number % 2 == 0 ? party.BirthDates.FirstOrDefault() : default,
            Identifiers = number % 5 == 0 ? party.Identifiers : [],
        },
    };

    /// <summary>A version of one list.</summary>
    public static WatchlistSnapshot Snapshot(ImmutableArray<ListedParty> parties) =>
        WatchlistSnapshot.Of(new ListVersion(parties.IsEmpty ? Given.Sdn : parties[0].Entry.List, Given.Now.AddHours(-1)), parties);
}
