using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>An identifier that identifies alone blocks whatever the name says; one that does not, or one that differs, does not.</summary>
public sealed class IdentifierMatchTests
{
    [Theory]
    [InlineData(IdentifierType.Passport, "N 123-4567", IdentifierType.Passport, "n1234567")]
    [InlineData(IdentifierType.NationalId, "850412-300123", IdentifierType.Passport, "850412300123")]
    [InlineData(IdentifierType.Email, "Boss@Zarin.example", IdentifierType.Email, "boss@zarin.EXAMPLE")]
    [InlineData(IdentifierType.Imo, "IMO 9234567", IdentifierType.Imo, "9234567")]
    [InlineData(IdentifierType.Bic, "ZARIKZ2AXXX", IdentifierType.Bic, "zarikz2a")]
    [InlineData(IdentifierType.Wallet, "0xAbCdEf0123456789aBcDeF0123456789abcdef01", IdentifierType.Wallet,
        "0xabcdef0123456789ABCDEF0123456789ABCDEF01")]
    [InlineData(IdentifierType.Wallet, "bc1qzarin0000mekdo0000tulor0000basshi00", IdentifierType.Wallet,
        "bc1qzarin0000mekdo0000tulor0000basshi00")]
    [InlineData(IdentifierType.Lei, "5493001KJTIIGC8Y1R12", IdentifierType.Lei, "5493001kjtiigc8y1r12")]
    public void An_equal_identifier_blocks_where_the_name_differs(IdentifierType listedType, string listed, IdentifierType type,
    string value)
    {
        foreach (var kind in new[] { PartyKind.Individual, PartyKind.Organization, PartyKind.Vessel })
        {
            var party = Given.Body("1", "Tulorbas Shimek", kind: kind) with { Identifiers = [new Identifier(listedType, listed)] };
            var outcome = Given.Context(party)
                .Screen(Given.Subject("Maren Lindqvist", kind: kind) with { Identifiers = [new Identifier(type, value)] });
            Assert.Equal((Decision.Block, ScreeningAction.Freeze), (outcome.Decision, outcome.Action));
            Assert.True(Assert.Single(outcome.Hits).Match.ByIdentifier);
        }
    }

    [Theory]
    [InlineData(IdentifierType.Passport, "N1234567", IdentifierType.Passport, "N1234568")]
    [InlineData(IdentifierType.Wallet, "bc1qzarin0000mekdo0000tulor0000basshi00", IdentifierType.Wallet,
        "BC1QZARIN0000mekdo0000tulor0000basshi00")]
    [InlineData(IdentifierType.Imo, "923456", IdentifierType.Imo, "923456")]
    [InlineData(IdentifierType.Passport, "12", IdentifierType.Passport, "12")]
    [InlineData(IdentifierType.Passport, "---", IdentifierType.Passport, "...")]
    [InlineData(IdentifierType.Email, "not an address", IdentifierType.Email, "not an address")]
    [InlineData(IdentifierType.Imo, "9234567", IdentifierType.Passport, "9234567")]
    [InlineData(IdentifierType.Phone, "+7 700 1234567", IdentifierType.Phone, "+77001234567")]
    public void Another_or_a_shorter_identifier_or_one_that_many_share_does_not(IdentifierType listedType, string listed,
    IdentifierType type, string value)
    {
        var party = Given.Person("1", "Tulorbas Shimek") with { Identifiers = [new Identifier(listedType, listed)] };
        var outcome = Given.Context(party).Screen(Given.Subject("Maren Lindqvist") with { Identifiers = [new Identifier(type, value)] });
        Assert.Equal(Decision.Allow, outcome.Gates.Single(gate => gate.Gate == Gate.List).Decision);
    }

    [Theory]
    [InlineData(PartyKind.Individual, "Maren Lindqvist", "info@zarin.example", null, Decision.Review)]
    [InlineData(PartyKind.Individual, "Maren Lindqvist", "info@zarin.example", "1999-01-02", Decision.Review)]
    [InlineData(PartyKind.Organization, "Maren Lindqvist", "info@zarin.example", null, Decision.Block)]
    [InlineData(PartyKind.Individual, "Maren Lindqvist", "shimek@zarin.example", null, Decision.Block)]
    [InlineData(PartyKind.Individual, "Maren Shimek", "shimek@zarin.example", "1999-01-02", Decision.Review)]
    [InlineData(PartyKind.Individual, "Tulorbas Shimek", "shimek@zarin.example", "1999-01-02", Decision.Block)]
    public void A_mailbox_yields_where_name_and_birth_date_are_anothers_and_a_desk_of_two_persons_asks_for_a_look(PartyKind kind,
    string name, string mailbox, string? born, Decision expected)
    {
        var identifier = new Identifier(IdentifierType.Email, mailbox);
        var party = Given.Body("1", "Tulorbas Shimek", kind: kind)
            with
        { Identifiers = [identifier], BirthDates = [PartialDate.Parse("1960-05-06")] };
        var subject = Given.Subject(name, kind: kind)
            with
        { Identifiers = [identifier], BirthDate = born is null ? default : PartialDate.Parse(born) };
        Assert.Equal(expected, Given.Context(party).Screen(subject).Gates.Single(gate => gate.Gate == Gate.List).Decision);
    }

    [Theory]
    [InlineData("Marna Shimek", "1997-03-04", Decision.Review)]
    [InlineData("Marna Shimek", null, Decision.Block)]
    [InlineData("Mirna Shimek", "1997-03-04", Decision.Block)]
    public void A_household_shares_a_mailbox_so_another_name_and_another_birth_year_are_another_person(string name, string? born,
    Decision expected)
    {
        var mailbox = new Identifier(IdentifierType.Email, "shimek@zarin.example");
        var party = Given.Person("1", "Mirna Shimek", born: "1976-02-03") with { Identifiers = [mailbox] };
        var subject = Given.Subject(name, born) with { Identifiers = [mailbox] };
        Assert.Equal(expected, Given.Context(party).Screen(subject).Gates.Single(gate => gate.Gate == Gate.List).Decision);
    }

    [Fact]
    public void A_subject_without_a_name_is_found_by_its_identifier()
    {
        var party = Given.Person("1", "Tulorbas Shimek") with { Identifiers = [new Identifier(IdentifierType.Passport, "N1234567")] };
        var outcome = Given.Context(party)
            .Screen(new ScreeningSubject { Identifiers = [new Identifier(IdentifierType.Passport, "N1234567")] });
        Assert.Equal(Decision.Block, outcome.Decision);
    }
}
