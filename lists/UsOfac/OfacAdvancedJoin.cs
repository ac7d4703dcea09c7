using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Joins the tables of the ADVANCED form as they stream by.</summary>
internal sealed class OfacAdvancedJoin(ListCode list, string path)
{
    private readonly OfacGathering _gathering = new(list, path);
    private readonly Dictionary<string, OfacLocation> _locations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OfacFact>> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OfacAdvancedEntry> _profiles = new(StringComparer.Ordinal);
    private readonly List<OfacAdvancedEntry> _entries = [];
    private OfacReferenceSets? _sets;

    private OfacReferenceSets Sets => _sets
        ?? throw new ListFormatException(
        $"{path}: ReferenceValueSets do not come before the data that refers to them; the file is cut off or reordered.");

    /// <summary>Takes the reference sets.</summary>
    public void Take(OfacReferenceSets sets) => _sets = sets;

    /// <summary>Takes a location.</summary>
    public void AddLocation(XElement element)
    {
        if (element.Attr("ID") is { } id)
        {
            _locations[id] = OfacLocation.Read(element, Sets);
        }
    }

    /// <summary>Takes a document; it belongs to an identity.</summary>
    public void AddDocument(XElement element)
    {
        if (element.Attr("IdentityID") is not { } identity)
        {
            return;
        }

        if (!_documents.TryGetValue(identity, out var facts))
        {
            _documents.Add(identity, facts = []);
        }

        facts.Add(new OfacFact(Sets.TextOf("IDRegDocTypeValues", element.Attr("IDRegDocTypeID"))
            ?? "Document", element.Text("IDRegistrationNo") ?? "")
        {
            Country = Sets.TextOf("CountryValues", element.Attr("IssuedBy-CountryID")),
            IssuedOn = DateOf(element, "Issue Date"),
            ExpiresOn = DateOf(element, "Expiration Date"),
            Note = Sets.TextOf("ValidityValues", element.Attr("ValidityID")) is { } validity and not "Valid" ? validity : null,
        });
    }

    /// <summary>Takes a party.</summary>
    public void AddParty(XElement element)
    {
        var profile = element.Child("Profile");
        var key = element.Attr("FixedRef") ?? profile.Attr("ID");
        _gathering.AddDraft(element, key, entry =>
        {
            var read = OfacAdvancedEntry.Read(element, entry, Sets, _locations, _documents);
            _entries.Add(read);
            _profiles[profile.Attr("ID") ?? entry.Key] = read;
            return read.Draft;
        });
    }

    /// <summary>Takes a relation; it is stated by the party it starts from.</summary>
    public void AddRelation(XElement element)
    {
        if (!_profiles.TryGetValue(element.Attr("From-ProfileID") ?? "", out var from) || element.Attr("To-ProfileID") is not { } to)
        {
            return;
        }

        var known = _profiles.GetValueOrDefault(to);
        var relation = Sets.TextOf("RelationTypeValues", element.Attr("RelationTypeID")) ?? "Related to";
        from.Draft.Add(new PartyRelation(element.Attr("Former") == "true" ? $"{relation} (former)"
            : relation, known?.FlatName ?? $"entry {to}")
        {
            Entry = ListEntryId.Of(list, known?.Draft.Entry.Key ?? to),
        });
    }

    /// <summary>Takes a sanctions entry; entries of profiles that the file does not hold are passed over, as excerpts have them.</summary>
    public void AddEntry(XElement element)
    {
        if (_profiles.TryGetValue(element.Attr("ProfileID") ?? "", out var profile))
        {
            profile.AddListing(element, Sets);
        }
    }

    /// <summary>The finished parties.</summary>
    public ListReading Reading(DateTimeOffset? published)
    {
        foreach (var entry in _entries)
        {
            entry.AddProgrammes();
        }

        return _gathering.Reading(published);
    }

    private PartialDate DateOf(XElement document, string type) => document.Children("DocumentDate")
        .Where(date => Sets.TextOf("IDRegDocDateTypeValues", date.Attr("IDRegDocDateTypeID")) == type)
        .Select(date => OfacAdvancedDates.Read(date.Child("DatePeriod")))
        .FirstOrDefault();
}
