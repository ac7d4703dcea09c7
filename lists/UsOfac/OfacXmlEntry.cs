using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>One <c>sdnEntry</c> as a party.</summary>
internal static class OfacXmlEntry
{
    /// <summary>Reads the element.</summary>
    public static PartyDraft Read(XElement element, ListEntryId entry)
    {
        var draft = new PartyDraft(entry, OfacKinds.Of(element.Text("sdnType")));
        AddName(draft, element, NameKind.Primary, AliasStrength.Unstated);
        foreach (var alias in element.Children("akaList", "aka"))
        {
            AddName(draft, alias, OfacNames.KindOf(alias.Text("type")), alias.Text("category") == "weak" ? AliasStrength.Weak
                : AliasStrength.Strong);
        }

        draft.AddTitle(element.Text("title"));
        var vessel = element.Child("vesselInfo");
        OfacVessels.Add(
            draft,
            vessel.Text("callSign"),
            vessel.Text("vesselType"),
            vessel.Text("tonnage"),
            vessel.Text("grossRegisteredTonnage"),
            vessel.Text("vesselFlag"),
            vessel.Text("vesselOwner"));
        AddFacts(draft, element);
        foreach (var address in element.Children("addressList", "address"))
        {
            var street =
                string.Join(", ", new[] { "address1", "address2", "address3" }.Select(name => address.Text(name))
                .Where(line => line is not null));
            OfacAddresses.Add(draft, PublishedValue.Clean(street), address.Text("city"), address.Text("stateOrProvince"),
                address.Text("postalCode"), address.Text("country"));
        }

        var documents = element.Children("idList", "id").Select(id => $"{id.Text("idType")} {id.Text("idNumber")}");
        OfacProgrammes.Add(draft, element.Children("programList", "program").Select(program => program.Text())
            .OfType<string>(), string.Join('\n', documents));
        return draft;
    }

    private static void AddName(PartyDraft draft, XElement element, NameKind kind, AliasStrength strength)
    {
        if (draft.Kind == PartyKind.Individual)
        {
            OfacNames.AddPerson(draft, element.Text("lastName"), element.Text("firstName"), kind, strength);
        }
        else
        {
            draft.AddName(element.Text("lastName"), kind, strength);
        }
    }

    private static void AddFacts(PartyDraft draft, XElement element)
    {
        foreach (var id in element.Children("idList", "id"))
        {
            OfacFacts.Add(draft, new OfacFact(id.Text("idType") ?? "", id.Text("idNumber") ?? "")
            {
                Country = id.Text("idCountry"),
                IssuedOn = PublishedDates.Find(id.Text("issueDate")),
                ExpiresOn = PublishedDates.Find(id.Text("expirationDate")),
            });
        }

        AddAll(draft, element, "dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "DOB");
        AddAll(draft, element, "placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "POB");
        AddAll(draft, element, "nationalityList", "nationality", "country", "nationality");
        AddAll(draft, element, "citizenshipList", "citizenship", "country", "citizen");
        OfacRemarks.AddLinks(draft, element.Text("remarks"));
    }

    private static void AddAll(PartyDraft draft, XElement element, string container, string item, string value, string label)
    {
        foreach (var one in element.Children(container, item))
        {
            if (one.Text(value) is { } text)
            {
                OfacFacts.Add(draft, new OfacFact(label, text));
            }
        }
    }
}
