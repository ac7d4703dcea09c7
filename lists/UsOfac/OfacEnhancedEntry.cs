using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>One <c>entity</c> of the ENHANCED form as a party.</summary>
internal static class OfacEnhancedEntry
{
    private const string ConsolidatedMark = "Consolidated List";

    /// <summary>Reads the element.</summary>
    public static PartyDraft Read(XElement element, ListEntryId entry)
    {
        var general = element.Child("generalInfo");
        var draft = new PartyDraft(entry, OfacKinds.Of(general.Text("entityType")));
        foreach (var name in element.Children("names", "name"))
        {
            AddName(draft, name);
        }

        draft.AddTitle(general.Text("title"));
        OfacRemarks.AddLinks(draft, general.Text("remarks"));
        AddFeatures(draft, element);
        AddDocuments(draft, element);
        AddAddresses(draft, element);
        foreach (var relation in element.Children("relationships", "relationship"))
        {
            var related = relation.Child("relatedEntity");
            draft.Add(new PartyRelation(relation.Text("type") ?? "Related to", related.Text() ?? "")
            {
                Entry = related.Attr("entityId") is { } id ? ListEntryId.Of(entry.List, id) : default,
            });
        }

        AddProgrammes(draft, element);
        return draft;
    }

    private static void AddName(PartyDraft draft, XElement name)
    {
        var primary = name.Text("isPrimary") == "true";
        var kind = primary ? NameKind.Primary : OfacNames.KindOf(name.Text("aliasType"));
        var strength = primary ? AliasStrength.Unstated : name.Text("isLowQuality") == "true" ? AliasStrength.Weak : AliasStrength.Strong;
        foreach (var translation in name.Children("translations", "translation"))
        {
            var parts = translation.Children("nameParts", "namePart")
                .Select(part => new OfacNamePart(part.Text("type"), part.Text("value"))).ToArray();
            OfacNames.AddParts(draft, parts, kind, strength, OfacScripts.Of(translation.Text("script")));
        }
    }

    private static void AddFeatures(PartyDraft draft, XElement element)
    {
        foreach (var feature in element.Children("features", "feature"))
        {
            if (feature.Text("value") is { } value)
            {
                OfacFacts.Add(draft,
                    new OfacFact(feature.Text("type") ?? "", value)
                    {
                        Note = feature.Text("reliability") is "False" or "Reported"
                    ? feature.Text("reliability") : null
                    });
            }
        }
    }

    private static void AddDocuments(PartyDraft draft, XElement element)
    {
        foreach (var document in element.Children("identityDocuments", "identityDocument"))
        {
            OfacFacts.Add(draft, new OfacFact(document.Text("type") ?? "", document.Text("documentNumber") ?? "")
            {
                Country = document.Text("issuingCountry") ?? document.Text("issuingLocation"),
                IssuedOn = DateOf(document.Child("issueDate")),
                ExpiresOn = DateOf(document.Child("expirationDate")),
                Note = document.Text("isValid") == "false" ? "Fraudulent" : null,
            });
        }
    }

    /// <summary>A date as a span of days: a whole month or year is known to the month or year.</summary>
    private static PartialDate DateOf(XElement? date) =>
        OfacSpans.Read(PublishedDates.DayOf(date.Text("fromDateBegin")), PublishedDates.DayOf(date.Text("toDateEnd")),
        date.Text("isApproximate") == "true");

    private static void AddAddresses(PartyDraft draft, XElement element)
    {
        foreach (var address in element.Children("addresses", "address"))
        {
            foreach (var translation in address.Children("translations", "translation").DefaultIfEmpty(null))
            {
                var parts = translation.Children("addressParts", "addressPart")
                    .Select(part => (part.Text("type") ?? "", part.Text("value") ?? ""));
                OfacAddresses.AddParts(draft, parts, address.Text("country"));
            }
        }
    }

    private static void AddProgrammes(PartyDraft draft, XElement element)
    {
        var facts = element.Children("features", "feature").Select(feature => $"{feature.Text("type")} {feature.Text("value")}")
            .Concat(element.Children("sanctionsTypes", "sanctionsType").Select(type => type.Text() ?? ""));
        var lists = element.Children("sanctionsLists", "sanctionsList").ToArray();
        var dates = lists
            .Where(list => draft.Entry.List == OfacLists.Sdn ? list.Text() == "SDN List"
                : list.Text() is not ("SDN List" or ConsolidatedMark))
            .DefaultIfEmpty(lists.FirstOrDefault())
            .Select(list => PublishedDates.DayOf(list.Attr("datePublished")));
        var authorities = element.Children("legalAuthorities", "legalAuthority").Select(authority => authority.Text()).OfType<string>()
            .Order(StringComparer.Ordinal);
        OfacProgrammes.Add(
            draft,
            element.Children("sanctionsPrograms", "sanctionsProgram").Select(program => program.Text()).OfType<string>(),
            string.Join('\n', facts),
            dates.Min(),
            PublishedValue.Clean(string.Join("; ", authorities)));
    }
}
