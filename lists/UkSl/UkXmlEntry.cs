using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UkSl;

/// <summary>One Designation of the XML form; values are found by their own element names, whatever containers stand around them.</summary>
internal static class UkXmlEntry
{
    private static readonly string[] NameElements = ["Name1", "Name2", "Name3", "Name4", "Name5", "Name6"];
    private static readonly string[] LineElements =
        ["AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5", "AddressLine6"];

    /// <summary>Reads the element.</summary>
    public static void Read(PartyDraft draft, XElement element)
    {
        foreach (var name in element.Children("Names", "Name"))
        {
            UkNames.Add(draft, [.. NameElements.Select(name.Text)], name.Text("NameType"), name.Text("AliasStrength"));
        }

        ForEach(element, "NameNonLatinScript", name => UkNames.AddOriginal(draft, name));
        UkDesignation.Add(draft, element.Text("RegimeName"), element.Text("SanctionsImposed"), element.Text("DateDesignated"),
            element.Text("LastUpdated"), element.Text("OFSIGroupID"));
        AddPerson(draft, element);
        AddContacts(draft, element);
        AddOrganisation(draft, element);
        AddShip(draft, element);
        UkFacts.AddIdentifiers(draft, IdentifierType.Other, element.Text("UNReferenceNumber"), "UN reference number");
        draft.AddRemark(element.Text("OtherInformation"));
        draft.AddRemark(element.Text("UKStatementofReasons"));
    }

    private static void AddPerson(PartyDraft draft, XElement element)
    {
        ForEach(element, "Title", draft.AddTitle);
        ForEach(element, "DOB", date => UkFacts.AddBirthDates(draft, date));
        ForEach(element, "Nationality", country => UkFacts.AddNationalities(draft, country));
        ForEach(element, "Gender", gender => UkFacts.AddGender(draft, gender));
        ForEach(element, "Position", draft.AddPosition);
        foreach (var place in All(element, "Location"))
        {
            UkFacts.AddBirthPlaces(draft, place.Text("TownOfBirth"), place.Text("CountryOfBirth"));
        }

        foreach (var passport in All(element, "Passport"))
        {
            UkFacts.AddDocuments(draft, IdentifierType.Passport, passport.Text("PassportNumber"),
                passport.Text("PassportAdditionalInformation"));
        }

        foreach (var document in All(element, "NationalIdentifier"))
        {
            UkFacts.AddDocuments(draft, IdentifierType.NationalId, document.Text("NationalIdentifierNumber"),
                document.Text("NationalIdentifierAdditionalInformation"));
        }
    }

    private static void AddContacts(PartyDraft draft, XElement element)
    {
        foreach (var address in All(element, "Address"))
        {
            UkFacts.AddAddress(draft, LineElements.Select(address.Text), address.Text("AddressPostalCode"), address.Text("AddressCountry"));
        }

        ForEach(element, "PhoneNumber", phone => UkFacts.AddIdentifiers(draft, IdentifierType.Phone, phone));
        ForEach(element, "EmailAddress", mail => UkFacts.AddIdentifiers(draft, IdentifierType.Email, mail));
        ForEach(element, "Website", site => UkFacts.AddIdentifiers(draft, IdentifierType.Website, site));
    }

    private static void AddOrganisation(PartyDraft draft, XElement element)
    {
        ForEach(element, "BusinessRegistrationNumber", number => UkFacts.AddIdentifiers(draft, IdentifierType.RegistrationNumber, number));
        ForEach(element, "ParentCompany", name => UkFacts.AddRelations(draft, "Parent company", name));
        ForEach(element, "Subsidiary", name => UkFacts.AddRelations(draft, "Subsidiary", name));
        ForEach(element, "TypeOfEntity", type => draft.AddRemark($"Type of entity: {type}"));
    }

    private static void AddShip(PartyDraft draft, XElement element)
    {
        ForEach(element, "IMONumber", number => UkFacts.AddIdentifiers(draft, IdentifierType.Imo, number));
        ForEach(element, "CurrentOwnerOperator", name => UkFacts.AddRelations(draft, "Current owner or operator", name));
        ForEach(element, "PreviousOwnerOperator", name => UkFacts.AddRelations(draft, "Previous owner or operator", name));
        ForEach(element, "HullIdentificationNumber",
            number => UkFacts.AddIdentifiers(draft, IdentifierType.Other, number, "Hull identification number"));
        if (draft.Kind != PartyKind.Vessel)
        {
            return;
        }

        ForEach(element, "LengthOfShip", length => draft.AddRemark($"Length of ship: {length}"));
        draft.Vessel = new VesselDetails
        {
            Type = First(element, "TypeOfShip"),
            Flag = First(element, "CurrentBelievedFlagOfShip"),
            FormerFlags = [.. All(element, "PreviousFlag").Select(flag => flag.Text()).OfType<string>()],
            Tonnage = First(element, "TonnageOfShip"),
            BuiltOn = PublishedDates.Find(First(element, "YearBuilt")),
        };
    }

    private static IEnumerable<XElement> All(XElement element, string name)
        => element.Descendants()
        .Where(one => one.Name.LocalName == name && (!one.HasElements || one.Elements().All(child => child.Name.LocalName != name)));

    private static string? First(XElement element, string name)
        => All(element, name).Select(one => one.Text()).FirstOrDefault(text => text is not null);

    private static void ForEach(XElement element, string name, Action<string> add)
    {
        foreach (var one in All(element, name).Where(one => !one.HasElements))
        {
            if (one.Text() is { } text)
            {
                add(text);
            }
        }
    }
}
