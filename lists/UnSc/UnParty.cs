using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UnSc;

/// <summary>One INDIVIDUAL or ENTITY of the UN list as a party.</summary>
internal static class UnParty
{
    /// <summary>Reads the element.</summary>
    public static ListedParty Read(XElement entity, ListEntryId entry)
    {
        var draft = new PartyDraft(entry, entity.Name.LocalName == "INDIVIDUAL" ? PartyKind.Individual : PartyKind.Organization)
        {
            Gender = entity.Text("GENDER")?.ToUpperInvariant() switch
            {
                "MALE" => Gender.Male,
                "FEMALE" => Gender.Female,
                _ =>
                Gender.Unknown
            },
        };
        UnNames.Add(draft, entity);
        AddDesignation(draft, entity, entry);
        UnPlaces.AddAddresses(draft, entity);
        UnPlaces.AddBirthPlaces(draft, entity);
        UnDates.AddBirthDates(draft, entity);
        UnDocuments.Add(draft, entity);
        foreach (var value in entity.Children("NATIONALITY", "VALUE"))
        {
            draft.AddNationality(value.Text());
        }

        foreach (var value in entity.Children("TITLE", "VALUE"))
        {
            draft.AddTitle(value.Text());
        }

        foreach (var value in entity.Children("DESIGNATION", "VALUE"))
        {
            draft.AddPosition(value.Text());
        }

        draft.AddRemark(entity.Text("COMMENTS1"));
        return draft.Build();
    }

    /// <summary>The committee's regime; the UN freezes the assets of all whom it lists. Travel bans bind states at their borders and are
    /// not stated per entry.</summary>
    private static void AddDesignation(PartyDraft draft, XElement entity, ListEntryId entry) => draft.Add(
        new Designation(entity.Text("UN_LIST_TYPE") ?? entry.Key[..Math.Min(2, entry.Key.Length)])
        {
            Measures = Measures.Freeze,
            ListedOn = PublishedDates.DayOf(entity.Text("LISTED_ON")),
            AmendedOn = entity.Children("LAST_DAY_UPDATED", "VALUE").Select(value => PublishedDates.DayOf(value.Text())).Max(),
        });
}
