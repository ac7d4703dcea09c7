using System.Collections.Immutable;
using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Gathers the entries of one list from an XML form; entries without key, without name or with a key that stood before are
/// quarantined.</summary>
internal sealed class OfacGathering(ListCode list, string path)
{
    private readonly ImmutableArray<ListedParty>.Builder _parties = ImmutableArray.CreateBuilder<ListedParty>();
    private readonly List<PartyDraft> _drafts = [];
    private readonly ImmutableArray<QuarantinedRow>.Builder _quarantined = ImmutableArray.CreateBuilder<QuarantinedRow>();
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>Entries seen, quarantined ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Takes an entry that is complete.</summary>
    public void Add(XElement element, string? key, Func<ListEntryId, PartyDraft> read)
    {
        if (Accept(element, key, read) is { } draft)
        {
            _parties.Add(draft.Build());
        }
    }

    /// <summary>Takes an entry to which more is added before <see cref="Reading"/>.</summary>
    public void AddDraft(XElement element, string? key, Func<ListEntryId, PartyDraft> read)
    {
        if (Accept(element, key, read) is { } draft)
        {
            _drafts.Add(draft);
        }
    }

    /// <summary>What was gathered.</summary>
    public ListReading Reading(DateTimeOffset? published) =>
        new(list, [.. _parties, .. _drafts.Select(draft => draft.Build())], _quarantined.ToImmutable()) { PublishedAt = published };

    private PartyDraft? Accept(XElement element, string? key, Func<ListEntryId, PartyDraft> read)
    {
        Count++;
        if (key is null)
        {
            Quarantine(element, key, "the entry has no key");
            return null;
        }

        if (!_keys.Add(key))
        {
            Quarantine(element, key, $"the entry {key} stands twice; the first is kept");
            return null;
        }

        var draft = read(ListEntryId.Of(list, key));
        if (draft.HasName)
        {
            return draft;
        }

        Quarantine(element, key, "the entry has no name");
        return null;
    }

    private void Quarantine(XElement element, string? key, string reason) =>
        _quarantined.Add(new QuarantinedRow(path, XmlEntities.LocationOf(element, key), reason));
}
