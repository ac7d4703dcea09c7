using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>The compiled form of all listed parties: names, tokens, identifiers, facts, and the records themselves as canonical bytes. Immutable.</summary>
public sealed class MatchIndex
{
    private readonly byte[][] _records;
    private readonly ListEntryId[] _entries;
    private readonly PartyFacts[] _facts;

    private MatchIndex(byte[][] records, ListEntryId[] entries, PartyFacts[] facts, NameSearch persons, NameSearch others, IdentifierIndex identifiers)
    {
        (_records, _entries, _facts) = (records, entries, facts);
        (Persons, Others, Identifiers) = (persons, others, identifiers);
    }

    /// <summary>Number of parties.</summary>
    public int PartyCount => _entries.Length;

    /// <summary>Number of names.</summary>
    public int NameCount => Persons.Table.Count + Others.Table.Count;

    internal NameSearch Persons { get; }

    internal NameSearch Others { get; }

    internal IdentifierIndex Identifiers { get; }

    /// <summary>Compiles the parties. Names of individuals are read as persons' names, those of unknown kind both ways.</summary>
    public static MatchIndex Build(IEnumerable<ListedParty> parties)
    {
        var sorted = parties.OrderBy(party => party.Entry).ToArray();
        return new MatchIndex(
            [.. sorted.Select(PartyCodec.Write)],
            [.. sorted.Select(party => party.Entry)],
            [.. sorted.Select(PartyFacts.Of)],
            new NameSearch(NameTable.Build(persons: true, NamesOf(sorted, persons: true))),
            new NameSearch(NameTable.Build(persons: false, NamesOf(sorted, persons: false))),
            IdentifierIndex.Build(sorted.SelectMany((party, position) => party.Identifiers.Select(identifier => (position, identifier)))));
    }

    /// <summary>The party at a position, 0 to <see cref="PartyCount"/> − 1, in the order of entries; read from its record.</summary>
    public ListedParty PartyAt(int position) => PartyCodec.ReadParty(_records[position]);

    /// <summary>The entry at a position.</summary>
    public ListEntryId EntryAt(int position) => _entries[position];

    /// <summary>The position of an entry; −1 where it is not there.</summary>
    public int PositionOf(ListEntryId entry) => Array.BinarySearch(_entries, entry) is var at && at < 0 ? -1 : at;

    internal PartyFacts FactsAt(int position) => _facts[position];

    private static IEnumerable<(int Party, int Ordinal, AnalysedName Name)> NamesOf(ListedParty[] parties, bool persons)
    {
        for (var position = 0; position < parties.Length; position++)
        {
            var party = parties[position];
            if (party.Kind != PartyKind.Unknown && party.Kind == PartyKind.Individual != persons)
            {
                continue;
            }

            for (var ordinal = 0; ordinal < party.Names.Length; ordinal++)
            {
                yield return (position, ordinal, NameAnalyser.Analyse(party.Names[ordinal].Text, persons));
            }
        }
    }
}
