using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Reading;

/// <summary>Gathers the parties of one list by key, from forms in which several rows may speak of one party; what cannot be read is
/// quarantined with its place.</summary>
internal sealed class PartyGathering(ListCode list, string path)
{
    private readonly OrderedDictionary<string, (PartyDraft Draft, string Location)> _drafts = new(StringComparer.Ordinal);
    private readonly ImmutableArray<QuarantinedRow>.Builder _quarantined = ImmutableArray.CreateBuilder<QuarantinedRow>();

    /// <summary>Receives rows that cannot be read.</summary>
    public ICollection<QuarantinedRow> Quarantined => _quarantined;

    /// <summary>The entry of that key; null where none was added.</summary>
    public PartyDraft? Find(string key) => _drafts.TryGetValue(key, out var known) ? known.Draft : null;

    /// <summary>The entry of that key, new where it was not seen before.</summary>
    public PartyDraft Entry(string key, PartyKind kind, string location)
    {
        if (!_drafts.TryGetValue(key, out var known))
        {
            _drafts.Add(key, known = (new PartyDraft(ListEntryId.Of(list, key), kind), location));
        }

        return known.Draft;
    }

    /// <summary>A new entry; null, and the row quarantined, where the key is missing or stood before.</summary>
    public PartyDraft? NewEntry(string? key, PartyKind kind, string location)
    {
        if (key is not null && Find(key) is null)
        {
            return Entry(key, kind, location);
        }

        Quarantine(location, key is null ? "the entry has no key" : $"the entry {key} stands twice; the first is kept");
        return null;
    }

    /// <summary>Keeps a row aside with the reason.</summary>
    public void Quarantine(string location, string reason) => _quarantined.Add(new QuarantinedRow(path, location, reason));

    /// <summary>What was gathered; entries without any name are quarantined.</summary>
    public ListReading Reading(DateTimeOffset? published, params IEnumerable<string> notes)
    {
        var parties = ImmutableArray.CreateBuilder<ListedParty>(_drafts.Count);
        foreach (var (key, (draft, location)) in _drafts)
        {
            if (draft.HasName)
            {
                parties.Add(draft.Build());
            }
            else
            {
                Quarantine(location, $"the entry {key} has no name");
            }
        }

        return new ListReading(list, parties.ToImmutable(), _quarantined.ToImmutable()) { PublishedAt = published, Notes = [.. notes] };
    }
}
