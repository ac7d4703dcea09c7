using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>One <c>DistinctParty</c> of the ADVANCED form while its relations and listings are still to come.</summary>
internal sealed class OfacAdvancedEntry
{
    private readonly SortedSet<string> _programmes = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _authorities = new(StringComparer.Ordinal);
    private readonly List<string> _facts = [];
    private DateOnly? _listedOn;

    private OfacAdvancedEntry(PartyDraft draft) => Draft = draft;

    /// <summary>The party so far.</summary>
    public PartyDraft Draft { get; }

    /// <summary>The primary name as the flat forms write it: <c>LAST, First Middle</c> for individuals.</summary>
    public string? FlatName { get; private set; }

    /// <summary>Reads the element; locations and documents have come before it.</summary>
    public static OfacAdvancedEntry Read(
        XElement element,
        ListEntryId entry,
        OfacReferenceSets sets,
        Dictionary<string, OfacLocation> locations,
        Dictionary<string, List<OfacFact>> documents)
    {
        var profile = element.Child("Profile");
        var read = new OfacAdvancedEntry(
            new PartyDraft(entry, OfacKinds.Of(sets.TextOf("PartySubTypeValues", profile.Attr("PartySubTypeID")))));
        foreach (var identity in profile.Children("Identity"))
        {
            read.FlatName ??= OfacAdvancedNames.Add(read.Draft, identity, sets);
            foreach (var document in documents.GetValueOrDefault(identity.Attr("ID") ?? "") ?? [])
            {
                OfacFacts.Add(read.Draft, document);
            }
        }

        foreach (var feature in profile.Children("Feature"))
        {
            read.AddFeature(feature, sets, locations);
        }

        OfacRemarks.AddLinks(read.Draft, element.Text("Comment"));
        return read;
    }

    /// <summary>Adds a sanctions entry: its programme tags from any list, date and authorities from the lists that the file is
    /// of.</summary>
    public void AddListing(XElement entry, OfacReferenceSets sets)
    {
        foreach (var measure in entry.Children("SanctionsMeasure"))
        {
            var type = sets.TextOf("SanctionsTypeValues", measure.Attr("SanctionsTypeID"));
            if (type == "Program" && measure.Text("Comment") is { } programme)
            {
                _programmes.Add(programme);
            }
            else if (type is not null)
            {
                _facts.Add(type);
            }
        }

        var name = sets.TextOf("ListValues", entry.Attr("ListID"));
        foreach (var occasion in entry.Children("EntryEvent"))
        {
            if (sets.TextOf("LegalBasisValues", occasion.Attr("LegalBasisID")) is { } authority and not "Unknown")
            {
                _authorities.Add(authority);
            }

            var counts = Draft.Entry.List == OfacLists.Sdn ? name == "SDN List" : name is not ("SDN List" or "Consolidated List");
            if (counts && OfacAdvancedDates.DayOf(occasion.Child("Date")) is { } day && (_listedOn is null || day < _listedOn))
            {
                _listedOn = day;
            }
        }
    }

    /// <summary>Adds the designations when all entries were seen.</summary>
    public void AddProgrammes() =>
        OfacProgrammes.Add(Draft, _programmes, string.Join('\n', _facts), _listedOn, PublishedValue.Clean(string.Join("; ", _authorities)));

    private void AddFeature(XElement feature, OfacReferenceSets sets, Dictionary<string, OfacLocation> locations)
    {
        var label = sets.TextOf("FeatureTypeValues", feature.Attr("FeatureTypeID")) ?? "";
        foreach (var version in feature.Children("FeatureVersion"))
        {
            var location = locations.GetValueOrDefault(version.Child("VersionLocation").Attr("LocationID") ?? "");
            if (label == "Location")
            {
                OfacAddresses.AddParts(Draft, location?.Parts ?? [], location?.Country);
                continue;
            }

            var reliability = sets.TextOf("ReliabilityValues", version.Attr("ReliabilityID"));
            foreach (var value in ValuesOf(version, location, sets))
            {
                _facts.Add($"{label} {value}");
                OfacFacts.Add(Draft, new OfacFact(label, value) { Note = reliability is "False" or "Reported" ? reliability : null });
            }
        }
    }

    /// <summary>A version's value: a date, a text, a term of a reference set, or a place.</summary>
    private static IEnumerable<string> ValuesOf(XElement version, OfacLocation? location, OfacReferenceSets sets)
    {
        if (version.Child("DatePeriod") is { } period && OfacAdvancedDates.Read(period) is { IsStated: true } date)
        {
            yield return OfacSpans.TextOf(date);
        }

        foreach (var detail in version.Children("VersionDetail"))
        {
            if ((detail.Text() ?? sets.TextOf("DetailReferenceValues", detail.Attr("DetailReferenceID"))) is { } text)
            {
                yield return text;
            }
        }

        if (location?.AsText() is { Length: > 0 } place)
        {
            yield return place;
        }
    }
}
