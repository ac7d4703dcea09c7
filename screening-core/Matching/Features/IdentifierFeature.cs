using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>The comparable form of identifiers, which of them identify alone, and which contradict each other.</summary>
/// <remarks>A number is unique within its issuer and its type (ICAO Doc 9303 part 3 for passports; each state's own law for others): the
/// same
/// digits given by another country are another document.</remarks>
public static class IdentifierFeature
{
    // Digits of a telephone number that are compared: with them a number is one subscriber's almost everywhere (ITU-T E.164).
    private const int PhoneDigits = 9;

    // Characters from which a number that one issuer gave as one type is one party's, and from which it is whatever its type is called.
    private const int LeastOfOneType = 7;
    private const int LeastOfAnyType = 9;

    /// <summary>True for identifiers that identify a party without a name: documents, ship numbers, wallets, e-mail addresses,
    /// codes.</summary>
    public static bool IdentifiesAlone(IdentifierType type) => type is
        IdentifierType.Passport or IdentifierType.NationalId or IdentifierType.TaxId or IdentifierType.RegistrationNumber
        or IdentifierType.DriverLicence
        or IdentifierType.Imo or IdentifierType.Mmsi or IdentifierType.AircraftTail or IdentifierType.AircraftSerial
        or IdentifierType.AircraftModeS
        or IdentifierType.Bic or IdentifierType.Lei or IdentifierType.Duns or IdentifierType.Isin or IdentifierType.Email
        or IdentifierType.Wallet;

    /// <summary>True where both state an issuing country and these differ: equal numbers are then two documents.</summary>
    public static bool HaveOtherIssuers(Identifier mine, Identifier theirs) =>
        IsDocument(mine.Type) && IsDocument(theirs.Type) && mine.Country.IsStated && theirs.Country.IsStated
            && mine.Country != theirs.Country;

    /// <summary>What two equal identifiers are worth; the weaker of both types counts.</summary>
    /// <param name="mine">The subject's.</param>
    /// <param name="theirs">The listed party's.</param>
    /// <param name="arePersons">True where both parties are persons: a firm's own desk is the firm, a desk that two persons share is
    /// neither of them.</param>
    public static IdentifierStrength StrengthOf(Identifier mine, Identifier theirs, bool arePersons) =>
        IsDocument(mine.Type) && IsDocument(theirs.Type) ? StrengthOfDocuments(mine, theirs)
        : !IdentifiesAlone(mine.Type) || !IdentifiesAlone(theirs.Type) ? IdentifierStrength.Supporting
        : mine.Type != IdentifierType.Email ? IdentifierStrength.Decisive
        : arePersons && MailboxForms.AddressOf(mine.Value) is { } address && RoleMailboxes.IsRole(address) ? IdentifierStrength.Shared
            : IdentifierStrength.Mailbox;

    /// <summary>True where the two are different numbers of one type and one issuer, of a type of which a party has one at a time: then
    /// they are two parties' unless a document was renewed.</summary>
    /// <param name="mine">The subject's.</param>
    /// <param name="theirs">The listed party's.</param>
    public static bool Contradict(Identifier mine, Identifier theirs) =>
        mine.Type == theirs.Type && IsOnePerParty(mine.Type)
        && (!IsDocument(mine.Type) || (mine.Country.IsStated && mine.Country == theirs.Country))
        && Normalise(mine) is { } one && Normalise(theirs) is { } other && one != other && one.Length == other.Length;

    /// <summary>The form in which equal identifiers are equal, its issuer known.</summary>
    /// <param name="identifier">The identifier.</param>
    public static string? Normalise(Identifier identifier) => Normalise(identifier.Type, identifier.Value, identifier.Country);

    /// <summary>
    /// The form in which equal identifiers are equal: numbers of documents without their names and card letters
    /// (<c>INN 7813547434</c>, <c>V-5892464</c>), upper case letters and digits; IMO and MMSI digits only; telephones their last nine
    /// digits, since country codes and trunk zeros come and go; e-mail addresses as their box is delivered; the address inside payment
    /// links and chain prefixes of wallets, without regard to case where its chain has none. Null where too little is left to identify
    /// (fewer than 5 characters, 4 for aircraft marks).
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="value">The value as written.</param>
    /// <param name="issuer">The issuing country, where stated.</param>
    public static string? Normalise(IdentifierType type, string value, CountryCode issuer = default)
    {
        var text = IdentifierText.Plain(value);
        switch (type)
        {
            case IdentifierType.Email:
                return MailboxForms.AddressOf(text);
            case IdentifierType.Wallet:
                return WalletForms.AddressOf(text);
            case IdentifierType.Imo or IdentifierType.Mmsi or IdentifierType.Phone:
                var digits = string.Concat(text.Where(char.IsAsciiDigit));
                return type == IdentifierType.Imo && digits.Length != 7 ? null : digits.Length < 7 ? null
                    : type == IdentifierType.Phone && digits.Length > PhoneDigits ? digits[^PhoneDigits..] : digits;
            case IdentifierType.Bic:
                var bic = string.Concat(text.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
                return bic.Length == 11 && bic.EndsWith("XXX", StringComparison.Ordinal) ? bic[..8] : bic.Length is 8 or 11 ? bic : null;
            case var _ when IsDocument(type):
                return DocumentNumbers.Of(type, text, issuer) is { Length: >= 5 } number ? number : null;
            default:
                var plain = string.Concat(text.ToUpperInvariant().Where(char.IsLetterOrDigit));
                var least = type is IdentifierType.AircraftTail or IdentifierType.AircraftSerial ? 4 : 5;
                return plain.Length >= least ? plain : null;
        }
    }

    /// <summary>Types that are compared with one another: publishers call one document a national id, another a personal number.</summary>
    public static int ClassOf(IdentifierType type) => IsDocument(type) ? 1 : 100 + (int)type;

    private static bool IsDocument(IdentifierType type) => type is
        IdentifierType.Passport or IdentifierType.NationalId or IdentifierType.TaxId or IdentifierType.RegistrationNumber
        or IdentifierType.DriverLicence or IdentifierType.ResidencePermit or IdentifierType.Other or IdentifierType.Duns;

    // Of passports and licences a party has several in its life, and of telephones and wallets any number.
    private static bool IsOnePerParty(IdentifierType type) => type is IdentifierType.NationalId or IdentifierType.TaxId
        or IdentifierType.RegistrationNumber or IdentifierType.Imo or IdentifierType.Lei or IdentifierType.Duns;

    private static IdentifierStrength StrengthOfDocuments(Identifier mine, Identifier theirs)
    {
        var length = Normalise(mine)?.Length ?? 0;
        return !IdentifiesAlone(mine.Type) || !IdentifiesAlone(theirs.Type) || length < LeastOfOneType ? IdentifierStrength.Number
            : length >= LeastOfAnyType || AreOneType(mine.Type, theirs.Type) ? IdentifierStrength.Decisive
            : IdentifierStrength.Number;
    }

    // A personal number is a tax number in many states, and a register's number one of firms.
    private static bool AreOneType(IdentifierType one, IdentifierType other) =>
        one == other || (one, other) is (IdentifierType.NationalId, IdentifierType.TaxId) or (IdentifierType.TaxId,
            IdentifierType.NationalId)
        or (IdentifierType.TaxId, IdentifierType.RegistrationNumber) or (IdentifierType.RegistrationNumber, IdentifierType.TaxId);
}
