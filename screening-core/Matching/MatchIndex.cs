using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>The compiled form of all listed parties: names, tokens, identifiers, facts, and the records themselves as canonical bytes.
/// Immutable.</summary>
public sealed class MatchIndex
{
    private const int Tables = 4;

    private readonly PartyRecords _records;
    private readonly PartyEntries _entries;
    private readonly StoredItems<PartyFacts> _facts;
    private readonly Column<ulong> _briefs;
    private BirthDates? _births;

    private MatchIndex(PartyRecords records, PartyEntries entries, StoredItems<PartyFacts> facts, Column<ulong> briefs,
        NameSearch[] names, IdentifierIndex identifiers)
    {
        (_records, _entries, _facts, _briefs) = (records, entries, facts, briefs);
        (Names, Identifiers) = ([.. names], identifiers);
    }

    /// <summary>Number of parties.</summary>
    public int PartyCount => _entries.Count;

    /// <summary>Number of names.</summary>
    public int NameCount => Names.Sum(search => search.Table.BearerCount);

    /// <summary>Hashes that the token look-ups hold, as a measure of size.</summary>
    internal int EntryCount => Names.Sum(search => search.EntryCount);

    /// <summary>
    /// Persons and others, each in two tables. The second holds names in another script whose party also has a Latin name: a subject
    /// written in Latin letters is compared with that Latin name, so the second table is searched only for subjects in other scripts.
    /// Names of bodies in other alphabets stand in the first (<see cref="IsReadInLatin"/>).
    /// </summary>
    internal ImmutableArray<NameSearch> Names { get; }

    internal IdentifierIndex Identifiers { get; }

    /// <summary>The birth dates of all parties, gathered when they are first asked for.</summary>
    internal BirthDates Births =>
        _births ??= new BirthDates(Enumerable.Range(0, PartyCount)
        .SelectMany(position => _facts.Peek(position).BirthDates.Select(date => (date, position))));

    /// <summary>Compiles the parties. Names of individuals are read as persons' names, those of unknown kind both ways.</summary>
    public static MatchIndex Build(IEnumerable<ListedParty> parties)
    {
        var sorted = parties.OrderBy(party => party.Entry).ToArray();

        // The records are as large as all else and come last, when what the tables were made of is gone.
        NameSearch[] names = [.. TablesOf(sorted, persons: true), .. TablesOf(sorted, persons: false)];
        var identifiers = IdentifierIndex.Build(sorted);
        var facts = Array.ConvertAll(sorted, PartyFacts.Of);
        return new MatchIndex(
            new PartyRecords([.. sorted.Select(PartyCodec.Write)]),
            PartyEntries.Build([.. sorted.Select(party => party.Entry)]),
            new StoredItems<PartyFacts>(facts),
            Array.ConvertAll(facts, one => PartyBrief.Of(one).Bits),
            names,
            identifiers);
    }

    /// <summary>The party at a position, 0 to <see cref="PartyCount"/> − 1, in the order of entries; read from its record.</summary>
    public ListedParty PartyAt(int position) => _records.Read(position);

    /// <summary>The entry at a position.</summary>
    public ListEntryId EntryAt(int position) => _entries.At(position);

    /// <summary>The position of an entry; −1 where it is not there.</summary>
    public int PositionOf(ListEntryId entry) => _entries.PositionOf(entry);

    /// <summary>The parties of one list, in the order of their keys; read from their records one by one.</summary>
    public IEnumerable<ListedParty> PartiesOf(ListCode list)
    {
        var (first, count) = _entries.Of(list);
        return Enumerable.Range(first, count).Select(PartyAt);
    }

    /// <summary>Reads an index in place; what it looks up most is not copied, and records are read when they are asked for.</summary>
    /// <exception cref="InvalidDataException">The sections are those of another form of index.</exception>
    internal static MatchIndex Load(SectionReader sections)
    {
        var (records, entries) = (PartyRecords.Load(sections), PartyEntries.Load(sections));
        var facts = StoredItems<PartyFacts>.Load(sections, FactsCodec.Read);
        var briefs = sections.Next<ulong>();
        var names = new NameSearch[Tables];
        for (var i = 0; i < Tables; i++)
        {
            names[i] = NameSearch.Load(sections);
        }

        return new MatchIndex(records, entries, facts, briefs, names, IdentifierIndex.Load(sections));
    }

    internal void Save(SectionWriter sections)
    {
        _records.Save(sections);
        _entries.Save(sections);
        _facts.Save(sections, FactsCodec.Write);
        sections.Add(_briefs);
        foreach (var search in Names)
        {
            search.Save(sections);
        }

        Identifiers.Save(sections);
    }

    internal PartyFacts FactsAt(int position) => _facts[position];

    /// <summary>The party in brief.</summary>
    internal PartyBrief BriefAt(int position) => new(_briefs[position]);

    /// <summary>The list of the party at a position.</summary>
    internal ListCode ListAt(int position) => _entries.ListAt(position);

    /// <summary>True for a name in another alphabet whose Latin name may be a translation: what a body is called in Cyrillic letters
    /// reaches us romanised ("Admiralteyskie verfi"), where the list has "Admiralty Shipyards". A person's Latin name is romanised as
    /// well.</summary>
    internal static bool IsReadInLatin(AnalysedName name) => !name.IsPerson
        && name.Tokens.All(token => token.Original is null || Similarity.TokenLinks.IsAlphabet(token.Script));

    private static NameSearch[] TablesOf(ListedParty[] parties, bool persons)
    {
        var memory = new TokenMemory();
        var (latin, original) = (new NameTable.Builder(persons, originals: false), new NameTable.Builder(persons, originals: true));
        for (var position = 0; position < parties.Length; position++)
        {
            var party = parties[position];
            if ((party.Kind != PartyKind.Unknown && party.Kind == PartyKind.Individual != persons) || ListedAddress.IsEntry(party))
            {
                continue;
            }

            var names = party.Names.Select(name => NameAnalyser.Listed(name.Text, persons, memory)).ToArray();
            var hasLatin = names.Any(name => !name[0].HasOriginal);
            for (var ordinal = 0; ordinal < names.Length; ordinal++)
            {
                if (!SubjectReadings.MayBe(persons, party.Kind, names[ordinal][0].Raw))
                {
                    continue;
                }

                foreach (var name in names[ordinal])
                {
                    (hasLatin && name.HasOriginal && !IsReadInLatin(name) ? original : latin).Add(position, ordinal, name);
                }
            }
        }

        return [new NameSearch(latin.Build()), new NameSearch(original.Build())];
    }
}
