using System.Collections.Frozen;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.OpenSanctions;

/// <summary>Schemas and properties of the FollowTheMoney model that screening uses (followthemoney.tech, "Schemata").</summary>
internal static class FtmSchemas
{
    /// <summary>Schemas that are parties, and what they are.</summary>
    public static FrozenDictionary<string, PartyKind> Parties { get; } = new Dictionary<string, PartyKind>
    {
        ["Person"] = PartyKind.Individual,
        ["LegalEntity"] = PartyKind.Unknown,
        ["Organization"] = PartyKind.Organization,
        ["Company"] = PartyKind.Organization,
        ["PublicBody"] = PartyKind.Organization,
        ["Asset"] = PartyKind.Unknown,
        ["Vessel"] = PartyKind.Vessel,
        ["Airplane"] = PartyKind.Aircraft,
    }.ToFrozenDictionary();

    /// <summary>Relations between parties: the property of the one end, of the other, and what each is to the other.</summary>
    public static FrozenDictionary<string, (string From, string To, string ToIs, string FromIs)> Relations { get; } =
        new Dictionary<string, (string, string, string, string)>
        {
            ["Ownership"] = ("owner", "asset", "Owner of", "Owned by"),
            ["Directorship"] = ("director", "organization", "Director of", "Directed by"),
            ["Family"] = ("person", "relative", "Relative", "Relative"),
            ["Associate"] = ("person", "associate", "Associate", "Associate"),
            ["Membership"] = ("member", "organization", "Member of", "Has as member"),
            ["Employment"] = ("employee", "employer", "Employed by", "Employer of"),
            ["Representation"] = ("agent", "client", "Agent of", "Represented by"),
            ["UnknownLink"] = ("subject", "object", "Linked to", "Linked to"),
        }.ToFrozenDictionary();

    /// <summary>Properties that hold identifiers, and their types.</summary>
    public static FrozenDictionary<string, IdentifierType> Identifiers { get; } = new Dictionary<string, IdentifierType>
    {
        ["passportNumber"] = IdentifierType.Passport,
        ["idNumber"] = IdentifierType.NationalId,
        ["socialSecurityNumber"] = IdentifierType.NationalId,
        ["taxNumber"] = IdentifierType.TaxId,
        ["innCode"] = IdentifierType.TaxId,
        ["vatCode"] = IdentifierType.TaxId,
        ["registrationNumber"] = IdentifierType.RegistrationNumber,
        ["ogrnCode"] = IdentifierType.RegistrationNumber,
        ["uscCode"] = IdentifierType.RegistrationNumber,
        ["uniqueEntityId"] = IdentifierType.Other,
        ["imoNumber"] = IdentifierType.Imo,
        ["mmsi"] = IdentifierType.Mmsi,
        ["callSign"] = IdentifierType.CallSign,
        ["swiftBic"] = IdentifierType.Bic,
        ["leiCode"] = IdentifierType.Lei,
        ["dunsCode"] = IdentifierType.Duns,
        ["isin"] = IdentifierType.Isin,
        ["email"] = IdentifierType.Email,
        ["phone"] = IdentifierType.Phone,
        ["website"] = IdentifierType.Website,
        ["serialNumber"] = IdentifierType.AircraftSerial,
    }.ToFrozenDictionary();
}
