using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Exact look-up of identifiers, and of addresses that are listed themselves. Holds hashes only; a find is confirmed on the
/// party's
/// record.</summary>
internal sealed class IdentifierIndex
{
    private readonly Column<ulong> _entries;

    private IdentifierIndex(Column<ulong> entries) => _entries = entries;

    public static IdentifierIndex Load(SectionReader sections) => new(sections.Next<ulong>());

    public void Save(SectionWriter sections) => sections.Add(_entries);

    public static IdentifierIndex Build(IReadOnlyList<ListedParty> parties)
    {
        var entries = new List<ulong>();
        for (var position = 0; position < parties.Count; position++)
        {
            foreach (var key in KeysOf(parties[position]))
            {
                entries.Add(((ulong)Deletions.Hash(key) << 32) | (uint)position);
            }
        }

        entries.Sort();
        return new IdentifierIndex(entries.Distinct().ToArray());
    }

    /// <summary>Positions of the parties that may hold an identifier of the subject, or list an address of it.</summary>
    public SortedSet<int> PartiesOf(ScreeningSubject subject)
    {
        var parties = new SortedSet<int>();
        foreach (var identifier in subject.Identifiers)
        {
            if (KeyOf(identifier) is { } key)
            {
                Collect(key, parties);
            }
        }

        foreach (var key in subject.Addresses.SelectMany(ListedAddress.KeysOf))
        {
            Collect(key, parties);
        }

        return parties;
    }

    private static IEnumerable<string> KeysOf(ListedParty party)
    {
        var addresses = ListedAddress.IsEntry(party) ? party.Addresses.SelectMany(address => ListedAddress.KeysOf(address.AsText())) : [];
        return party.Identifiers.Select(KeyOf).OfType<string>().Concat(addresses);
    }

    private void Collect(string key, SortedSet<int> parties)
    {
        var hash = Deletions.Hash(key);
        var entries = _entries.Span;
        var at = entries.BinarySearch((ulong)hash << 32);
        for (var k = at < 0 ? ~at : at; k < entries.Length && (uint)(entries[k] >> 32) == hash; k++)
        {
            parties.Add((int)(entries[k] & uint.MaxValue));
        }

        GC.KeepAlive(this);
    }

    /// <summary>True where two identifiers are one: equal values, and no issuers that differ.</summary>
    public static bool AreEqual(Identifier mine, Identifier theirs) => !IdentifierFeature.HaveOtherIssuers(mine, theirs)
        && KeyOf(mine) is { } key && KeyOf(theirs) == key;

    /// <summary>What equal identifiers have in common: class and normalised value.</summary>
    public static string? KeyOf(Identifier identifier) =>
        IdentifierFeature.Normalise(identifier) is { } value
        ? $"{IdentifierFeature.ClassOf(identifier.Type)}:{value}" : null;
}
