using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>A document was another one as soon as its name or its card letter was written in front of the number.</summary>
public sealed class DocumentNumbersTests
{
    [Theory]
    [InlineData("V-5892464", "5892464", "VE")]
    [InlineData("5892464", "V-5.892.464", "VE")]
    [InlineData("V-5892464", "V5892464", "VE")]
    [InlineData("7813547434", "INN 7813547434", "RU")]
    [InlineData("7813547434", "ИНН: 7813547434", "RU")]
    [InlineData("1027700132195", "OGRN 1027700132195", "RU")]
    [InlineData("A1234567", "Passport No. A1234567", "SY")]
    [InlineData("A1234567", "passport № a 123 4567", "SY")]
    [InlineData("79123456", "C.C. 79.123.456", "CO")]
    [InlineData("Tax ID 20512345678", "RUC 20512345678", "PE")]
    public void Names_of_documents_and_card_letters_are_no_part_of_the_number(string one, string other, string country)
    {
        var issuer = CountryCode.Parse(country);
        Assert.Equal(IdentifierFeature.Normalise(IdentifierType.NationalId, one, issuer),
            IdentifierFeature.Normalise(IdentifierType.NationalId, other, issuer));
    }

    [Theory]
    [InlineData(IdentifierType.Passport, "V1234567", "1234567", "FR")]
    [InlineData(IdentifierType.NationalId, "E1234567", "1234567", "ES")]
    [InlineData(IdentifierType.RegistrationNumber, "HRB 12345", "HRA 12345", "DE")]
    public void Letters_that_belong_to_the_number_stay(IdentifierType type, string one, string other, string country) =>
        Assert.NotEqual(IdentifierFeature.Normalise(type, one, CountryCode.Parse(country)),
            IdentifierFeature.Normalise(type, other, CountryCode.Parse(country)));

    [Theory]
    [InlineData(IdentifierType.TaxId, "INN 7813547434", Decision.Block)]
    [InlineData(IdentifierType.Other, "INN 7813547434", Decision.Review)]
    [InlineData(IdentifierType.Other, "7813547434", Decision.Review)]
    [InlineData(IdentifierType.Other, "7813547435", Decision.Allow)]
    public void A_number_of_another_type_or_of_none_asks_for_a_look_at_the_document(IdentifierType type, string written, Decision expected)
    {
        var party = Given.Body("1", "Tulorbas Shimek") with
        {
            Identifiers = [new Identifier(IdentifierType.TaxId, "7813547434") { Country = Given.Country("RU") }],
        };
        var outcome = Given.Context(party).Screen(Given.Subject("Lindqvist Weaving Mill", kind: PartyKind.Organization)
            with
        { Identifiers = [new Identifier(type, written) { Country = Given.Country("RU") }] });
        Assert.Equal(expected, outcome.Gates.Single(gate => gate.Gate == Gate.List).Decision);
    }
}
