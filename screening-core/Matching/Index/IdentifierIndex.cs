using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Exact look-up of identifiers. Holds hashes only; a find is confirmed on the party's record.</summary>
internal sealed class IdentifierIndex
{
    private readonly Column<ulong> _entries;

    private IdentifierIndex(Column<ulong> entries) => _entries = entries;

    public static IdentifierIndex Load(SectionReader sections) => new(sections.Next<ulong>());

    public void Save(SectionWriter sections) => sections.Add(_entries);

    public static IdentifierIndex Build(IEnumerable<(int Party, Identifier Identifier)> identifiers)
    {
        var entries = new List<ulong>();
        foreach (var (party, identifier) in identifiers)
        {
            if (KeyOf(identifier) is { } key)
            {
                entries.Add(((ulong)Deletions.Hash(key) << 32) | (uint)party);
            }
        }

        entries.Sort();
        return new IdentifierIndex(entries.Distinct().ToArray());
    }

    /// <summary>Positions of the parties that may hold an identifier of the subject.</summary>
    public SortedSet<int> PartiesOf(ScreeningSubject subject)
    {
        var parties = new SortedSet<int>();
        foreach (var identifier in subject.Identifiers)
        {
            Collect(identifier, parties);
        }

        return parties;
    }

    private void Collect(Identifier identifier, SortedSet<int> parties)
    {
        if (KeyOf(identifier) is not { } key)
        {
            return;
        }

        var hash = Deletions.Hash(key);
        var entries = _entries.Span;
        var at = entries.BinarySearch((ulong)hash << 32);
        for (var k = at < 0 ? ~at : at; k < entries.Length && (uint)(entries[k] >> 32) == hash; k++)
        {
            parties.Add((int)(entries[k] & uint.MaxValue));
        }

        GC.KeepAlive(this);
    }

    /// <summary>What equal identifiers have in common: class and normalised value.</summary>
    public static string? KeyOf(Identifier identifier) =>
        IdentifierFeature.Normalise(identifier.Type, identifier.Value) is { } value
        ? $"{IdentifierFeature.ClassOf(identifier.Type)}:{value}" : null;
}
