using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>What two accounts can have in common. Values are compared as keyed fingerprints: nobody reads them here.</summary>
public enum ArtefactType
{
    /// <summary>A payment card.</summary>
    Card,

    /// <summary>A bank account.</summary>
    Bank,

    /// <summary>A device.</summary>
    Device,

    /// <summary>An address on a fixed line: IPv4, or the /64 of IPv6.</summary>
    Ip,

    /// <summary>An address behind which many strangers stand: carrier-grade NAT and mobile networks.</summary>
    SharedIp,

    /// <summary>The mailbox of an e-mail address, without tags and dots that do not matter.</summary>
    EmailRoot,

    /// <summary>A mail domain that is nobody's free mail: a company's.</summary>
    MailDomain,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An API key that both accounts used.</summary>
    KeyUse,

    /// <summary>A person, known from screening.</summary>
    Person,

    /// <summary>Who referred the account.</summary>
    Referral,

    /// <summary>How the e-mail address is made, such as a name and four digits. Context.</summary>
    EmailPattern,

    /// <summary>The template of its prompts, without the common system prefix. Context.</summary>
    Template,

    /// <summary>The autonomous system of its addresses. Context.</summary>
    Asn,

    /// <summary>The issuer of its card. Context.</summary>
    Bin,

    /// <summary>Its TLS or user agent fingerprint. Context.</summary>
    UserAgent,
}

/// <summary>How a type of artefact is used.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">Its name in words.</param>
/// <param name="Cap">Accounts above which it makes no candidates: a hub. 0 for context, which never makes any.</param>
/// <param name="HalfLifeDays">Days between two uses after which agreeing on it says half as much. Proposed, to be fitted.</param>
/// <param name="Chance">How often strangers come to share one, against an address, which networks hand on: a card or a device changes hands
/// seldom. Proposed, to be fitted.</param>
public sealed record ArtefactUse(ArtefactType Type, string Name, int Cap, double HalfLifeDays, double Chance = 1)
{
    /// <summary>True where it supports other evidence and is never a link by itself.</summary>
    public bool IsContext => Cap == 0;

    /// <summary>Every type, in the order of the enumeration.</summary>
    public static ImmutableArray<ArtefactUse> All { get; } =
    [
        new(ArtefactType.Card, "card", 2000, 365, .2),
        new(ArtefactType.Bank, "bank account", 2000, 365, .2),
        new(ArtefactType.Device, "device", 300, 180, .2),
        new(ArtefactType.Ip, "address", 500, 14),
        new(ArtefactType.SharedIp, "shared address", 500, 2),
        new(ArtefactType.EmailRoot, "mailbox", 200, 365, .2),
        new(ArtefactType.MailDomain, "mail domain", 0, 365),
        new(ArtefactType.Phone, "telephone", 200, 365, .5),
        new(ArtefactType.KeyUse, "API key", 200, 180),
        new(ArtefactType.Person, "person", 200, 3650, .2),
        new(ArtefactType.Referral, "referral", 200, 365),
        new(ArtefactType.EmailPattern, "pattern of mailbox", 0, 365),
        new(ArtefactType.Template, "template of prompts", 0, 30),
        new(ArtefactType.Asn, "network operator", 0, 30),
        new(ArtefactType.Bin, "card issuer", 0, 365),
        new(ArtefactType.UserAgent, "client", 0, 30),
    ];

    /// <summary>How a type is used.</summary>
    public static ArtefactUse Of(ArtefactType type) => All[(int)type];
}
