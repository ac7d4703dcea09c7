using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Equal digits given by another country froze strangers, and two numbers that one country gives once to everybody said
/// nothing.</summary>
public sealed class IssuersOfNumbersTests
{
    private static readonly IdentifierType[] Documents =
        [IdentifierType.Passport, IdentifierType.NationalId, IdentifierType.TaxId, IdentifierType.RegistrationNumber,
        IdentifierType.DriverLicence, IdentifierType.Other];

    [Fact]
    public void A_number_of_another_country_is_nobodys_whatever_its_type_and_length()
    {
        foreach (var type in Documents)
        {
            foreach (var number in new[] { "83860", "838601", "8386012", "A83860127", "838601234567" })
            {
                Assert.Equal(Decision.Allow, Decide(type, number, "SD", type, number, "US"));
            }
        }
    }

    [Theory]
    [InlineData("83860", "SD", "SD", Decision.Review)]
    [InlineData("83860", "SD", null, Decision.Review)]
    [InlineData("8386012", "SD", "SD", Decision.Block)]
    [InlineData("8386012", null, "SD", Decision.Block)]
    [InlineData("8386012", null, null, Decision.Block)]
    public void A_number_of_the_same_country_blocks_and_a_short_one_is_looked_at(string number, string? listed, string? stated,
        Decision expected) =>
        Assert.Equal(expected, Decide(IdentifierType.Passport, number, listed, IdentifierType.Passport, number, stated));

    [Theory]
    [InlineData(IdentifierType.NationalId, "35202-1234567-1", "35202-7654321-9")]
    [InlineData(IdentifierType.Lei, "5493001KJTIIGC8Y1R12", "529900T8BM49AURSDO55")]
    [InlineData(IdentifierType.Imo, "9234567", "9074729")]
    public void Another_number_of_the_same_issuer_and_type_contradicts(IdentifierType type, string listed, string stated)
    {
        var country = type == IdentifierType.NationalId ? Given.Country("PK") : default;
        var party = Given.Body("1", "Tulorbas Shimek", kind: PartyKind.Individual) with
        {
            Identifiers = [new Identifier(type, listed) { Country = country }],
        };
        var subject = Given.Subject("Tulorbas Shimek");
        var without = Given.Score(subject, party);
        var with = Given.Score(subject with { Identifiers = [new Identifier(type, stated) { Country = country }] }, party);
        Assert.True(with < without - 0.05, $"{with} against {without}");
    }

    [Fact]
    public void Another_passport_of_the_same_country_says_nothing_since_passports_are_renewed()
    {
        var party = Given.Person("1", "Tulorbas Shimek") with
        {
            Identifiers = [new Identifier(IdentifierType.Passport, "N1234567") { Country = Given.Country("KZ") }],
        };
        var subject = Given.Subject("Tulorbas Shimek");
        Assert.Equal(Given.Score(subject, party), Given.Score(subject with
        {
            Identifiers = [new Identifier(IdentifierType.Passport, "N7654321") { Country = Given.Country("KZ") }],
        }, party));
    }

    private static Decision Decide(IdentifierType listedType, string listed, string? listedBy, IdentifierType type, string stated,
        string? statedBy)
    {
        static CountryCode Issuer(string? code) => code is null ? default : Given.Country(code);
        var party = Given.Person("1", "Tulorbas Shimek") with
        {
            Identifiers = [new Identifier(listedType, listed) { Country = Issuer(listedBy) }],
        };
        return Given.Context(party).Screen(Given.Subject("Jane Roe") with
        {
            Identifiers = [new Identifier(type, stated) { Country = Issuer(statedBy) }],
        }).Gates.Single(gate => gate.Gate == Gate.List).Decision;
    }
}
