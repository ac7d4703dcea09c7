using System.Text;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>The comparable form of identifiers, and which of them identify alone.</summary>
public static class IdentifierFeature
{
    /// <summary>True for identifiers that identify a party without a name: documents, ship numbers, wallets, e-mail addresses, codes.</summary>
    public static bool IdentifiesAlone(IdentifierType type) => type is
        IdentifierType.Passport or IdentifierType.NationalId or IdentifierType.TaxId or IdentifierType.RegistrationNumber or IdentifierType.DriverLicence
        or IdentifierType.Imo or IdentifierType.Mmsi or IdentifierType.AircraftTail or IdentifierType.AircraftSerial or IdentifierType.AircraftModeS
        or IdentifierType.Bic or IdentifierType.Lei or IdentifierType.Duns or IdentifierType.Isin or IdentifierType.Email or IdentifierType.Wallet;

    /// <summary>
    /// The form in which equal identifiers are equal: upper case letters and digits; IMO and MMSI digits only; e-mail addresses in lower case; EVM wallets
    /// without regard to case (EIP-55), other wallets exactly. Null where too little is left to identify (fewer than 5 characters, 4 for aircraft marks).
    /// </summary>
    public static string? Normalise(IdentifierType type, string value)
    {
        var text = value.Trim();
        switch (type)
        {
            case IdentifierType.Email:
                text = text.ToLowerInvariant();
                return text.Contains('@', StringComparison.Ordinal) ? text : null;
            case IdentifierType.Wallet:
                return text.Length < 20 ? null : text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.ToLowerInvariant() : text;
            case IdentifierType.Imo or IdentifierType.Mmsi or IdentifierType.Phone:
                var digits = Kept(text, char.IsAsciiDigit);
                return type == IdentifierType.Imo && digits.Length != 7 ? null : digits.Length >= 7 ? digits : null;
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
        IdentifierType.Passport or IdentifierType.NationalId or IdentifierType.TaxId or IdentifierType.RegistrationNumber or IdentifierType.DriverLicence
            or IdentifierType.ResidencePermit or IdentifierType.Other or IdentifierType.Duns => 1,
        _ => 100 + (int)type,
    };

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
