using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Sample;

/// <summary>One party of the sample list. The file is ours: a value that cannot be read is a bug and throws.</summary>
internal static class SampleParty
{
    /// <summary>Reads the element.</summary>
    public static ListedParty Read(XElement element, ListCode list)
    {
        var draft = new PartyDraft(ListEntryId.Of(list, Required(element, "key")), Enumeration<PartyKind>(Required(element, "kind")));
        AddNames(draft, element);
        foreach (var listing in element.Children("listing"))
        {
            draft.Add(new Designation(Required(listing, "programme"))
            {
                Measures = Enumeration<Measures>(Required(listing, "measures")),
                ListedOn = PublishedDates.DayOf(Required(listing, "listedOn")),
            });
        }

        AddPersonal(draft, element);
        AddIdentifiers(draft, element);
        AddDetails(draft, element);
        foreach (var remark in element.Children("remark"))
        {
            draft.AddRemark(remark.Text());
        }

        return draft.Build();
    }

    private static void AddNames(PartyDraft draft, XElement element)
    {
        foreach (var name in element.Children("name"))
        {
            var kind = name.Attr("kind") is { } text ? Enumeration<NameKind>(text) : NameKind.Primary;
            var strength = name.Attr("strength") is { } word ? Enumeration<AliasStrength>(word) : AliasStrength.Unstated;
            if (name.Attr("given") is { } given && name.Attr("family") is { } family)
            {
                draft.AddName($"{given} {family}", kind, strength, null, new NamePart(NamePartRole.Given, given),
                    new NamePart(NamePartRole.Family, family));
            }
            else
            {
                draft.AddName(name.Text(), kind, strength);
            }
        }
    }

    private static void AddPersonal(PartyDraft draft, XElement element)
    {
        draft.Gender = element.Text("gender") is { } gender ? Enumeration<Gender>(gender) : Gender.Unknown;
        Each(element, "born", text => draft.AddBirthDate(PartialDate.Parse(text)));
        Each(element, "bornIn", text => draft.AddBirthPlace(text.Length == 2 ? null : text[..^4], CountryCode.Parse(text[^2..])));
        Each(element, "nationality", draft.AddNationality);
        Each(element, "citizenship", draft.AddCitizenship);
        Each(element, "country", text => draft.AddCountryTie(text, "Country"));
        Each(element, "position", draft.AddPosition);
        foreach (var address in element.Children("address"))
        {
            draft.Add(new PartyAddress
            {
                Street = address.Attr("street"),
                City = address.Attr("city"),
                PostalCode = address.Attr("postalCode"),
                Country = CountryCode.Parse(Required(address, "country")),
            });
        }
    }

    private static void AddIdentifiers(PartyDraft draft, XElement element)
    {
        foreach (var identifier in element.Children("identifier"))
        {
            draft.Add(new Identifier(Enumeration<IdentifierType>(Required(identifier, "type")), identifier.Text() ?? "")
            {
                Country = CountryNames.Find(identifier.Attr("country")),
                Asset = identifier.Attr("asset"),
            });
        }

        Each(element, "email", text => draft.Add(new Identifier(IdentifierType.Email, text)));
        Each(element, "phone", text => draft.Add(new Identifier(IdentifierType.Phone, text)));
        Each(element, "website", text => draft.Add(new Identifier(IdentifierType.Website, text)));
    }

    private static void AddDetails(PartyDraft draft, XElement element)
    {
        if (element.Child("vessel") is { } vessel)
        {
            draft.Vessel = new VesselDetails
            {
                Type = vessel.Attr("type"),
                Flag = vessel.Attr("flag"),
                Owner = vessel.Attr("owner"),
                Tonnage = vessel.Attr("tonnage"),
                FormerFlags = [.. (vessel.Attr("formerFlags") ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries)],
            };
        }

        if (element.Child("aircraft") is { } aircraft)
        {
            draft.Aircraft =
                new AircraftDetails
                {
                    Model = aircraft.Attr("model"),
                    Operator = aircraft.Attr("operator"),
                    BuiltOn =
                PublishedDates.Find(aircraft.Attr("builtOn"))
                };
        }

        foreach (var related in element.Children("related"))
        {
            draft.Add(new PartyRelation(Required(related, "as"), related.Text() ?? "")
            { Entry = ListEntryId.Of(draft.Entry.List, Required(related, "entry")) });
        }
    }

    private static void Each(XElement element, string name, Action<string> add)
    {
        foreach (var text in element.Children(name).Select(child => child.Text()).OfType<string>())
        {
            add(text);
        }
    }

    private static string Required(XElement element, string attribute) => element.Attr(attribute)
        ?? throw new InvalidOperationException(
        $"{XmlEntities.LocationOf(element, element.Attr("key"))}: the attribute '{attribute}' is missing.");

    private static T Enumeration<T>(string text)
        where T : struct, Enum => Enum.Parse<T>(text, ignoreCase: true);
}
