using System.ComponentModel;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>A party, as sent.</summary>
internal record SubjectBody
{
    [Description("The caller's own id (an account number, never a name): 1 to 128 printable ASCII characters without spaces.")]
    public string? Id { get; init; }

    [Description("individual, organization, vessel, aircraft or unknown (default).")]
    public string? Type { get; init; }

    [Description("Name, 1 to 512 characters. May be absent only where identifiers, e-mails, phones, wallets or signals are given.")]
    public string? Name { get; init; }

    [Description("Other names, at most 50.")]
    public string[]? Aliases { get; init; }

    [Description("Birth date: yyyy-MM-dd, yyyy-MM or yyyy.")]
    public string? BirthDate { get; init; }

    [Description("Birth place as text.")]
    public string? BirthPlace { get; init; }

    [Description("female, male or unknown.")]
    public string? Gender { get; init; }

    [Description("Nationalities, ISO 3166-1 alpha-2, at most 20.")]
    public string[]? Nationalities { get; init; }

    [Description("Country of residence, ISO 3166-1 alpha-2.")]
    public string? ResidenceCountry { get; init; }

    [Description("Country of registration or establishment, ISO 3166-1 alpha-2.")]
    public string? Country { get; init; }

    [Description("Country of the headquarters or of the ultimate parent, ISO 3166-1 alpha-2.")]
    public string? HeadquartersCountry { get; init; }

    [Description("Day an organisation was registered, yyyy-MM-dd.")]
    public string? RegisteredOn { get; init; }

    [Description("False where a search for the organisation's business activity found none; absent where nobody searched.")]
    public bool? HasKnownActivity { get; init; }

    [Description("Addresses as free text, at most 20.")]
    public string[]? Addresses { get; init; }

    [Description("Documents and registration numbers, at most 50.")]
    public IdentifierBody[]? Identifiers { get; init; }

    [Description("E-mail addresses, at most 20.")]
    public string[]? Emails { get; init; }

    [Description("Telephone numbers, at most 20.")]
    public string[]? Phones { get; init; }

    [Description("Digital currency addresses, at most 100.")]
    public WalletBody[]? Wallets { get; init; }

    [Description("Owners and their shares, at most 200 in at most 10 levels.")]
    public OwnerBody[]? Owners { get; init; }
}

/// <summary>Another party of the transaction, as sent.</summary>
internal sealed record CounterpartyBody : SubjectBody
{
    [Description("Role in the transaction, such as payer or issuer_bank: lower-case letters, digits and _, at most 40.")]
    public string? Role { get; init; }
}

/// <summary>An identifier, as sent.</summary>
internal sealed record IdentifierBody
{
    [Description("passport, national_id, tax_id, registration_number, imo, bic, lei … or other.")]
    public string? Type { get; init; }

    [Description("The value as written, 1 to 256 characters.")]
    public string? Value { get; init; }

    [Description("Issuing country, ISO 3166-1 alpha-2.")]
    public string? Country { get; init; }
}

/// <summary>A digital currency address, as sent.</summary>
internal sealed record WalletBody
{
    [Description("Ticker such as ETH or XBT.")]
    public string? Asset { get; init; }

    [Description("The address, 1 to 256 characters.")]
    public string? Address { get; init; }
}

/// <summary>An owner, as sent.</summary>
internal sealed record OwnerBody
{
    [Description("Name; may be absent where listEntry is given.")]
    public string? Name { get; init; }

    [Description("List entry where known, such as us-ofac-sdn:24283.")]
    public string? ListEntry { get; init; }

    [Description("Direct share in per cent, 0 to 100.")]
    public decimal? Percent { get; init; }

    [Description("True where the owner controls otherwise than by shares.")]
    public bool? Controls { get; init; }

    [Description("Country of the owner's headquarters, ISO 3166-1 alpha-2.")]
    public string? HeadquartersCountry { get; init; }

    [Description("The owner's own owners.")]
    public OwnerBody[]? OwnedBy { get; init; }
}
