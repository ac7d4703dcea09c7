using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Location;

/// <summary>What a request tells about where somebody is. Everything may be missing; a missing signal is unknown, never "not
/// embargoed".</summary>
public sealed record LocationSignals
{
    /// <summary>IP address as text; null where not given.</summary>
    public string? Ip { get; init; }

    /// <summary>Location of the IP address as the caller knows it; it wins over the look-up of <see cref="Ip"/>, and both are
    /// recorded.</summary>
    public GeoIpFact? Geo { get; init; }

    /// <summary>Location of the IP address as looked up by the service; null where no database is present or the address is
    /// unknown.</summary>
    public GeoIpFact? LookedUp { get; init; }

    /// <summary>Payment facts.</summary>
    public PaymentSignals? Payment { get; init; }

    /// <summary>IANA time zone of the client.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Accept-Language of the client.</summary>
    public string? AcceptLanguage { get; init; }

    /// <summary>Mobile country code of the SIM.</summary>
    public string? SimMcc { get; init; }

    /// <summary>Who controls the customer's locality, by a dated map that the caller relies on (OFAC FAQ 1009); null where there is
    /// none.</summary>
    public AreaControl? Control { get; init; }
}

/// <summary>Who controls a locality, by a third party's map.</summary>
/// <param name="IsGovernment">True where the map shows control of the recognised government, false where of the occupying side.</param>
/// <param name="MapDate">The day the map shows.</param>
public sealed record AreaControl(bool IsGovernment, DateOnly MapDate);

/// <summary>How an IP address is connected.</summary>
public enum ConnectionType
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>A home or office line.</summary>
    Residential,

    /// <summary>A mobile network.</summary>
    Mobile,

    /// <summary>A data centre.</summary>
    Hosting,

    /// <summary>A VPN or proxy.</summary>
    Vpn,

    /// <summary>A Tor exit.</summary>
    Tor,

    /// <summary>A satellite network.</summary>
    Satellite,

    /// <summary>A company's network or its security gateway.</summary>
    Corporate,
}

/// <summary>A located IP address.</summary>
public sealed record GeoIpFact
{
    /// <summary>Country; default where unknown.</summary>
    public CountryCode Country { get; init; }

    /// <summary>ISO 3166-2 subdivision such as <c>UA-43</c>; null where unknown.</summary>
    public string? Subdivision { get; init; }

    /// <summary>City as published by the database; null where unknown.</summary>
    public string? City { get; init; }

    /// <summary>Kind of connection.</summary>
    public ConnectionType Connection { get; init; }

    /// <summary>Confidence in the country, 0 to 1; null where the source gives none.</summary>
    public double? Confidence { get; init; }

    /// <summary>Accuracy radius in kilometres; null where the source gives none.</summary>
    public int? AccuracyRadiusKm { get; init; }

    /// <summary>Autonomous system number and name; null where unknown.</summary>
    public string? Network { get; init; }

    /// <summary>Country the network is registered in; default where unknown.</summary>
    public CountryCode NetworkCountry { get; init; }

    /// <summary>True where the database is older than its limit: it may still warn, but it clears nobody.</summary>
    public bool IsStale { get; init; }

    /// <summary>Where the fact comes from: <c>caller</c> or the database with its build date.</summary>
    public string? Source { get; init; }
}

/// <summary>Payment facts. Never a card number: at most its first eight digits.</summary>
public sealed record PaymentSignals
{
    /// <summary>Method: <c>card</c>, <c>prepaid</c>, <c>bank_transfer</c>, <c>crypto</c> …</summary>
    public string? Method { get; init; }

    /// <summary>Card scheme such as <c>VISA</c>, <c>MIR</c>, <c>UNIONPAY</c>.</summary>
    public string? Scheme { get; init; }

    /// <summary>First six to eight digits of the card number.</summary>
    public string? Bin { get; init; }

    /// <summary>Country of the issuer by the BIN.</summary>
    public CountryCode BinCountry { get; init; }

    /// <summary>Issuer's name; screened against the lists as an organisation.</summary>
    public string? Issuer { get; init; }

    /// <summary>Country of the billing address.</summary>
    public CountryCode BillingCountry { get; init; }

    /// <summary>Country of the payer where somebody else than the customer pays.</summary>
    public CountryCode PayerCountry { get; init; }

    /// <summary>Billing address as free text.</summary>
    public string? BillingAddress { get; init; }
}
