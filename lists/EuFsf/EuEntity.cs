using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.EuFsf;

/// <summary>What the two forms share of an entity itself: kind, designation, references.</summary>
internal static class EuEntity
{
    /// <summary>The list's code.</summary>
    public static ListCode Code { get; } = ListCode.Parse("eu-fsf");

    /// <summary>What the entity is; the CSV form has code and classification the other way round, so either value is taken from either
    /// place.</summary>
    public static PartyKind KindOf(string? code, string? classification) => (code, classification) switch
    {
        ("P" or "person", _) or (_, "P" or "person") => PartyKind.Individual,
        ("E" or "enterprise", _) or (_, "E" or "enterprise") => PartyKind.Organization,
        _ => PartyKind.Unknown,
    };

    /// <summary>Adds a regulation. The list holds asset freezes only; the annexes of other measures are not in it.</summary>
    public static void AddDesignation(PartyDraft draft, EuObject entity, EuObject? regulation) => draft.Add(
        new Designation(regulation?.Text("programme") ?? "EU")
        {
            Measures = Measures.Freeze,
            ListedOn = PublishedDates.DayOf(entity.Text("designationDate")),
            AmendedOn = PublishedDates.DayOf(regulation?.Text("publicationDate")),
            LegalBasis = regulation?.Text("numberTitle"),
            Reference = entity.Text("euReferenceNumber") ?? entity.Text("EU_ReferenceNumber"),
        });

    /// <summary>Adds the entity's own reference and remarks.</summary>
    public static void AddFacts(PartyDraft draft, EuObject entity)
    {
        if (entity.Text("unitedNationId") is { } reference)
        {
            draft.Add(new Identifier(IdentifierType.Other, reference) { Label = "UN reference number" });
        }

        draft.AddRemark(entity.Text("designationDetails"));
        foreach (var remark in entity.Remarks)
        {
            draft.AddRemark(remark);
        }
    }
}
