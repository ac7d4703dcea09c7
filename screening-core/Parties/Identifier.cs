namespace Compliance.ScreeningCore.Parties;

/// <summary>What an identifier identifies by. Exact identifiers decide where names only suggest.</summary>
public enum IdentifierType
{
    /// <summary>Anything the publisher names otherwise; compared, but never decisive alone.</summary>
    Other,

    /// <summary>Passport number.</summary>
    Passport,

    /// <summary>National identity number or card.</summary>
    NationalId,

    /// <summary>Tax number (INN, RFC, NIT …).</summary>
    TaxId,

    /// <summary>Company registration number (OGRN, commercial register …).</summary>
    RegistrationNumber,

    /// <summary>Driver's licence.</summary>
    DriverLicence,

    /// <summary>Visa or residence permit.</summary>
    ResidencePermit,

    /// <summary>IMO number of a ship or of a shipping company, seven digits.</summary>
    Imo,

    /// <summary>MMSI, nine digits.</summary>
    Mmsi,

    /// <summary>Radio call sign.</summary>
    CallSign,

    /// <summary>Aircraft registration mark (tail number).</summary>
    AircraftTail,

    /// <summary>Aircraft manufacturer's serial number.</summary>
    AircraftSerial,

    /// <summary>Aircraft Mode S transponder code.</summary>
    AircraftModeS,

    /// <summary>SWIFT/BIC, eight or eleven characters.</summary>
    Bic,

    /// <summary>Legal Entity Identifier, twenty characters.</summary>
    Lei,

    /// <summary>D-U-N-S number, nine digits.</summary>
    Duns,

    /// <summary>ISIN of a security.</summary>
    Isin,

    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Telephone number.</summary>
    Phone,

    /// <summary>Web address or domain.</summary>
    Website,

    /// <summary>Digital currency address; <see cref="Identifier.Asset"/> holds the ticker as published.</summary>
    Wallet,
}

/// <summary>An identifier of a party, as published or as submitted.</summary>
/// <param name="Type">What kind it is.</param>
/// <param name="Value">The value as written; never empty.</param>
public sealed record Identifier(IdentifierType Type, string Value)
{
    /// <summary>Issuing country where stated.</summary>
    public CountryCode Country { get; init; }

    /// <summary>Ticker of the digital currency for wallets (<c>XBT</c>, <c>ETH</c>); the ticker is not the chain. Null otherwise.</summary>
    public string? Asset { get; init; }

    /// <summary>The publisher's own name of the type where <see cref="Type"/> is coarser; null otherwise.</summary>
    public string? Label { get; init; }

    /// <summary>Date of issue.</summary>
    public PartialDate IssuedOn { get; init; }

    /// <summary>Date of expiry.</summary>
    public PartialDate ExpiresOn { get; init; }

    /// <summary>Free text the publisher adds ("false", "lost", "expired").</summary>
    public string? Note { get; init; }
}
