using System.ComponentModel;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>Location and payment signals, as sent.</summary>
internal sealed record SignalsBody
{
    [Description("IP address of the client.")]
    public string? Ip { get; init; }

    [Description("Location of the address as the caller knows it; it wins over the service's own look-up, and both are recorded.")]
    public GeoBody? Geo { get; init; }

    [Description("Payment facts; never a card number.")]
    public PaymentBody? Payment { get; init; }

    [Description("Facts the client tells of itself.")]
    public ClientBody? Client { get; init; }

    [Description("Mobile country code of the SIM, three digits.")]
    public string? SimMcc { get; init; }

    [Description("Who controls the customer's locality, by a dated map of a third party (OFAC FAQ 1009).")]
    public AreaControlBody? Control { get; init; }
}

/// <summary>A located address, as sent.</summary>
internal sealed record GeoBody
{
    [Description("Country, ISO 3166-1 alpha-2.")]
    public string? Country { get; init; }

    [Description("Subdivision, ISO 3166-2, such as UA-43.")]
    public string? Subdivision { get; init; }

    [Description("City.")]
    public string? City { get; init; }

    [Description("residential, mobile, hosting, vpn, tor, satellite, corporate or unknown.")]
    public string? Connection { get; init; }

    [Description("Confidence in the country, 0 to 1.")]
    public double? Confidence { get; init; }

    [Description("Accuracy radius in kilometres, 0 to 20038.")]
    public int? AccuracyRadiusKm { get; init; }

    [Description("Autonomous system, such as AS64496, with or without its name.")]
    public string? Network { get; init; }

    [Description("Country the network is registered in, ISO 3166-1 alpha-2.")]
    public string? NetworkCountry { get; init; }
}

/// <summary>Payment facts, as sent.</summary>
internal sealed record PaymentBody
{
    [Description("Method, such as card, prepaid, bank_transfer or crypto.")]
    public string? Method { get; init; }

    [Description("Card scheme, such as VISA or MIR.")]
    public string? Scheme { get; init; }

    [Description("First six to eight digits of the card number, never more.")]
    public string? Bin { get; init; }

    [Description("Country of the issuer by the BIN, ISO 3166-1 alpha-2.")]
    public string? BinCountry { get; init; }

    [Description("Issuer's name; screened as an organisation.")]
    public string? Issuer { get; init; }

    [Description("Country of the billing address, ISO 3166-1 alpha-2.")]
    public string? BillingCountry { get; init; }

    [Description("Country of the payer where somebody else than the customer pays, ISO 3166-1 alpha-2.")]
    public string? PayerCountry { get; init; }

    [Description("Billing address as free text.")]
    public string? BillingAddress { get; init; }
}

/// <summary>What the client tells of itself, as sent.</summary>
internal sealed record ClientBody
{
    [Description("IANA time zone, such as Asia/Tehran.")]
    public string? TimeZone { get; init; }

    [Description("Accept-Language header, such as fa-IR.")]
    public string? AcceptLanguage { get; init; }
}
