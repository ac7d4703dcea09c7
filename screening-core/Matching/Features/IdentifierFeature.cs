using System.Text;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>The comparable form of identifiers, and which of them identify alone.</summary>
public static class IdentifierFeature
{
    // Digits of a telephone number that are compared: with them a number is one subscriber's almost everywhere (ITU-T E.164).
    private const int PhoneDigits = 9;

    /// <summary>True for identifiers that identify a party without a name: documents, ship numbers, wallets, e-mail addresses,
    /// codes.</summary>
    public static bool IdentifiesAlone(IdentifierType type) => type is
        IdentifierType.Passport or IdentifierType.NationalId or IdentifierType.TaxId or IdentifierType.RegistrationNumber
        or IdentifierType.DriverLicence
        or IdentifierType.Imo or IdentifierType.Mmsi or IdentifierType.AircraftTail or IdentifierType.AircraftSerial
        or IdentifierType.AircraftModeS
        or IdentifierType.Bic or IdentifierType.Lei or IdentifierType.Duns or IdentifierType.Isin or IdentifierType.Email
        or IdentifierType.Wallet;

    /// <summary>What two equal identifiers are worth; the weaker of both types counts.</summary>
    /// <param name="mine">The subject's.</param>
    /// <param name="theirs">The listed party's.</param>
    /// <param name="arePersons">True where both parties are persons: a firm's own desk is the firm, a desk that two persons share is
    /// neither of them.</param>
    public static IdentifierStrength StrengthOf(Identifier mine, Identifier theirs, bool arePersons) =>
        !IdentifiesAlone(mine.Type) || !IdentifiesAlone(theirs.Type) ? IdentifierStrength.Supporting
        : mine.Type != IdentifierType.Email ? IdentifierStrength.Decisive
        : arePersons && Normalise(mine.Type, mine.Value) is { } address && RoleMailboxes.IsRole(address) ? IdentifierStrength.Shared
            : IdentifierStrength.Mailbox;

    /// <summary>
    /// The form in which equal identifiers are equal: upper case letters and digits; IMO and MMSI digits only; telephones their last nine
    /// digits, since country codes and trunk zeros come and go; e-mail addresses in lower case, without a name beside them; EVM wallets
    /// without regard to case (EIP-55), other wallets exactly. Null where too little is left to identify (fewer than 5 characters, 4 for
    /// aircraft marks).
    /// </summary>
    public static string? Normalise(IdentifierType type, string value)
    {
        var text = value.Trim();
        switch (type)
        {
            case IdentifierType.Email:
                return Address(text.ToLowerInvariant());
            case IdentifierType.Wallet:
                return text.Length < 20 ? null : text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.ToLowerInvariant() : text;
            case IdentifierType.Imo or IdentifierType.Mmsi or IdentifierType.Phone:
                var digits = Kept(text, char.IsAsciiDigit);
                return type == IdentifierType.Imo && digits.Length != 7 ? null : digits.Length < 7 ? null
                    : type == IdentifierType.Phone && digits.Length > PhoneDigits ? digits[^PhoneDigits..] : digits;
            case IdentifierType.Bic:
                var bic = Kept(text.ToUpperInvariant(), char.IsAsciiLetterOrDigit);
                return bic.Length == 11 && bic.EndsWith("XXX", StringComparison.Ordinal) ? bic[..8] : bic.Length is 8 or 11 ? bic : null;
            default:
                var plain = Kept(text.ToUpperInvariant(), char.IsLetterOrDigit);
                var least = type is IdentifierType.AircraftTail or IdentifierType.AircraftSerial ? 4 : 5;
                return plain.Length >= least ? plain : null;
        }
    }

    /// <summary>Types that are compared with one another: publishers call one document a national id, another a personal number.</summary>
    public static int ClassOf(IdentifierType type) => type switch
    {
        IdentifierType.Passport or IdentifierType.NationalId or IdentifierType.TaxId or IdentifierType.RegistrationNumber
            or IdentifierType.DriverLicence
            or IdentifierType.ResidencePermit or IdentifierType.Other or IdentifierType.Duns => 1,
        _ => 100 + (int)type,
    };

    // The address of "Name <address>" (RFC 5322) and of "mailto:address".
    private static string? Address(string text)
    {
        var (open, close) = (text.LastIndexOf('<'), text.LastIndexOf('>'));
        var address = (open >= 0 && close > open ? text[(open + 1)..close] : text).Trim();
        address = address.StartsWith("mailto:", StringComparison.Ordinal) ? address["mailto:".Length..] : address;
        return address.Contains('@', StringComparison.Ordinal) ? address : null;
    }

    private static string Kept(string text, Func<char, bool> keep)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (keep(letter))
            {
                kept.Append(letter);
            }
        }

        return kept.ToString();
    }
}
