using System.Globalization;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Negatives;

/// <summary>Numbers of documents drawn at random in each country's form, with right check digits where the form has them, under a name that
/// nobody on the lists bears. Numbers of ships are left out: a right one that is drawn is a ship's, and may be a listed one's.</summary>
internal static class InventedIdentifiers
{
    // # a digit, A a letter; the check digits are worked out.
    private static readonly (IdentifierType Type, string Country, string Form, Func<string, string>? Check)[] Forms =
    [
        (IdentifierType.Passport, "US", "#########", null), (IdentifierType.Passport, "GB", "#########", null),
        (IdentifierType.Passport, "RU", "## #######", null), (IdentifierType.Passport, "SY", "N#########", null),
        (IdentifierType.Passport, "IR", "A########", null), (IdentifierType.Passport, "PK", "AA#######", null),
        (IdentifierType.Passport, "IQ", "A########", null), (IdentifierType.Passport, "SD", "P########", null),
        (IdentifierType.Passport, "DE", "C#######A", null), (IdentifierType.Passport, "FR", "##AA#####", null),
        (IdentifierType.Passport, "CN", "E########", null), (IdentifierType.Passport, "AF", "P########", null),
        (IdentifierType.NationalId, "PK", "#####-#######-#", null), (IdentifierType.NationalId, "CO", "##.###.###", null),
        (IdentifierType.NationalId, "VE", "V-########", null), (IdentifierType.NationalId, "MX", "AAAA######HDFAAA##", null),
        (IdentifierType.NationalId, "IR", "#########", Iranian), (IdentifierType.NationalId, "CN", "#################", Chinese),
        (IdentifierType.NationalId, "ES", "########", Spanish), (IdentifierType.NationalId, "TR", "#########", Turkish),
        (IdentifierType.TaxId, "RU", "#########", Inn), (IdentifierType.TaxId, "MX", "AAA######AA#", null),
        (IdentifierType.TaxId, "CO", "#########-#", null), (IdentifierType.TaxId, "UA", "##########", null),
        (IdentifierType.TaxId, "BR", "#########", Cpf), (IdentifierType.TaxId, "US", "##-#######", null),
        (IdentifierType.RegistrationNumber, "RU", "1############"[..12], Ogrn), (IdentifierType.RegistrationNumber, "GB", "########", null),
        (IdentifierType.RegistrationNumber, "BY", "#########", null), (IdentifierType.RegistrationNumber, "AE", "#######", null),
        (IdentifierType.RegistrationNumber, "HK", "#######", null), (IdentifierType.RegistrationNumber, "TR", "######", null),
        (IdentifierType.DriverLicence, "US", "A#######", null), (IdentifierType.DriverLicence, "MX", "########", null),
        (IdentifierType.Bic, "", "AAAADEFF", null), (IdentifierType.Duns, "", "#########", null),
    ];

    public static IEnumerable<Stranger> Draw(ulong seed)
    {
        for (var number = 1; ; number++)
        {
            var bits = new SplitMix(SplitMix.Hash(seed, 5, (ulong)number));
            var (type, country, form, check) = Forms[number % Forms.Length];
            var drawn = string.Concat(form.Select(one => one == '#' ? (char)('0' + bits.Below(10))
                : one == 'A' ? (char)('A' + bits.Below(26)) : one));
            yield return new Stranger(number, new ScreeningSubject
            {
                Kind = PartyKind.Individual,
                Name = "Zephyrine Quennebrink",
                Identifiers = [new Identifier(type, check is null ? drawn : check(drawn))
                {
                    Country = country.Length == 0 ? default : CountryCode.Parse(country),
                }],
            });
        }
    }

    // Sources: Resolution of the Russian Federal Tax Service on the structure of INN; Order of the Ministry of Finance on OGRN; Receita
    // Federal (CPF); GB 11643-1999; Real Decreto 1553/2005 (NIF letter); the Turkish and Iranian national number rules.
    private static string Inn(string nine) => nine + Digit(Weighted(nine, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10);

    private static string Ogrn(string twelve) => twelve + Digit((int)(long.Parse(twelve, CultureInfo.InvariantCulture) % 11 % 10));

    private static string Cpf(string nine)
    {
        var first = Rest(Weighted(nine, [10, 9, 8, 7, 6, 5, 4, 3, 2]));
        return nine + Digit(first) + Digit(Rest(Weighted(nine + Digit(first), [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])));
        static int Rest(int sum) => sum % 11 < 2 ? 0 : 11 - (sum % 11);
    }

    private static string Iranian(string nine) => nine + Digit(Weighted(nine, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11 is var rest && rest < 2
        ? rest : 11 - rest);

    private static string Chinese(string seventeen) =>
        seventeen + "10X98765432"[Weighted(seventeen, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11];

    private static string Spanish(string eight) => eight + "TRWAGMYFPDXBNJZSQVHLCKE"[int.Parse(eight, CultureInfo.InvariantCulture) % 23];

    private static string Turkish(string nine)
    {
        var (odd, even) = (Weighted(nine, [1, 0, 1, 0, 1, 0, 1, 0, 1]), Weighted(nine, [0, 1, 0, 1, 0, 1, 0, 1, 0]));
        var tenth = (((odd * 7) - even) % 10 + 10) % 10;
        return nine + Digit(tenth) + Digit((odd + even + tenth) % 10);
    }

    private static int Weighted(string digits, int[] weights) => digits.Select((digit, at) => (digit - '0') * weights[at]).Sum();

    private static string Digit(int value) => value.ToString(CultureInfo.InvariantCulture);
}
