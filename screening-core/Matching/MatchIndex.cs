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

    private MatchIndex(byte[][] records, ListEntryId[] entries, PartyFacts[] facts, NameSearch[] names, IdentifierIndex identifiers)
    {
        (_records, _entries, _facts) = (records, entries, facts);
        (Names, Identifiers) = ([.. names], identifiers);
    }

    /// <summary>Number of parties.</summary>
    public int PartyCount => _entries.Length;

    /// <summary>Number of names.</summary>
    public int NameCount => Names.Sum(search => search.Table.Count);

    /// <summary>Hashes that the token look-ups hold, as a measure of size.</summary>
    internal int EntryCount => Names.Sum(search => search.EntryCount);

    /// <summary>
    /// Persons and others, each in two tables. The second holds names in another script whose party also has a Latin name: a subject written in Latin letters
    /// is compared with that Latin name, so the second table is searched only for subjects in other scripts.
    /// </summary>
    internal ImmutableArray<NameSearch> Names { get; }

    internal IdentifierIndex Identifiers { get; }

    /// <summary>Compiles the parties. Names of individuals are read as persons' names, those of unknown kind both ways.</summary>
    public static MatchIndex Build(IEnumerable<ListedParty> parties)
    {
        var sorted = parties.OrderBy(party => party.Entry).ToArray();
        return new MatchIndex(
            [.. sorted.Select(PartyCodec.Write)],
            [.. sorted.Select(party => party.Entry)],
            [.. sorted.Select(PartyFacts.Of)],
            [.. TablesOf(sorted, persons: true), .. TablesOf(sorted, persons: false)],
            IdentifierIndex.Build(sorted.SelectMany((party, position) => party.Identifiers.Select(identifier => (position, identifier)))));
    }

    /// <summary>The party at a position, 0 to <see cref="PartyCount"/> − 1, in the order of entries; read from its record.</summary>
    public ListedParty PartyAt(int position) => PartyCodec.ReadParty(_records[position]);

    /// <summary>The entry at a position.</summary>
    public ListEntryId EntryAt(int position) => _entries[position];

    /// <summary>The position of an entry; −1 where it is not there.</summary>
    public int PositionOf(ListEntryId entry) => Array.BinarySearch(_entries, entry) is var at && at < 0 ? -1 : at;

    internal PartyFacts FactsAt(int position) => _facts[position];

    private static NameSearch[] TablesOf(ListedParty[] parties, bool persons)
    {
        var (latin, original) = (new List<(int, int, AnalysedName)>(), new List<(int, int, AnalysedName)>());
        for (var position = 0; position < parties.Length; position++)
        {
            var party = parties[position];
            if (party.Kind != PartyKind.Unknown && party.Kind == PartyKind.Individual != persons)
            {
                continue;
            }

            var names = party.Names.Select(name => NameAnalyser.Analyse(name.Text, persons)).ToArray();
            var hasLatin = names.Any(name => !name.HasOriginal);
            for (var ordinal = 0; ordinal < names.Length; ordinal++)
            {
                (hasLatin && names[ordinal].HasOriginal ? original : latin).Add((position, ordinal, names[ordinal]));
            }
        }

        return [new NameSearch(NameTable.Build(persons, originals: false, latin)), new NameSearch(NameTable.Build(persons, originals: true, original))];
    }
}
