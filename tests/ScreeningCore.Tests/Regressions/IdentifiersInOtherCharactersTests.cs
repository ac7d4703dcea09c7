using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>A number in the digits of another script, with its country beside it or with characters that nobody sees, and a mailbox or a
/// wallet as people write it into a form, were others.</summary>
public sealed class IdentifiersInOtherCharactersTests
{
    [Theory]
    [InlineData("４４７１２９０３", "44712903")]
    [InlineData("٤٤٧١٢٩٠٣", "44712903")]
    [InlineData("۴۴۷۱۲۹۰۳", "44712903")]
    [InlineData("447\u200B129\u206003", "44712903")]
    [InlineData("447\u2011129\u201303", "44712903")]
    [InlineData("АВ 1234567", "AB1234567")]
    [InlineData("KZ 44712903", "44712903")]
    [InlineData("44712903 (KZ)", "44712903")]
    [InlineData("44712903 (Kazakhstan)", "44712903")]
    [InlineData("№ 44712903", "44712903")]
    public void A_number_is_the_same_number(string one, string other)
    {
        var issuer = CountryCode.Parse("KZ");
        Assert.Equal(IdentifierFeature.Normalise(IdentifierType.Passport, other, issuer),
            IdentifierFeature.Normalise(IdentifierType.Passport, one, issuer));
    }

    [Theory]
    [InlineData("RU 44712903", "44712903")]
    [InlineData("KZ44712903", "44712903")]
    [InlineData("44712903 (2)", "44712903")]
    public void What_belongs_to_the_number_stays(string one, string other)
    {
        var issuer = CountryCode.Parse("KZ");
        Assert.NotEqual(IdentifierFeature.Normalise(IdentifierType.Passport, other, issuer),
            IdentifierFeature.Normalise(IdentifierType.Passport, one, issuer));
    }

    [Theory]
    [InlineData("tulorbas [at] vexil [dot] example")]
    [InlineData("tulorbas(at)vexil.example")]
    [InlineData("tulorbas\uFF20vexil.example")]
    [InlineData("tu\u200Blorbas@vexil.example")]
    [InlineData("Tulorbas@vexil.example;")]
    [InlineData("'tulorbas@vexil.example',")]
    public void A_mailbox_is_the_same_box(string written) =>
        Assert.Equal("tulorbas@vexil.example", IdentifierFeature.Normalise(IdentifierType.Email, written));

    [Theory]
    [InlineData("BTC: bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")]
    [InlineData("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq (BTC)")]
    [InlineData("\"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq\".")]
    [InlineData("https://www.blockchain.com/explorer/addresses/btc/bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq?page=2")]
    public void A_wallet_is_the_same_wallet(string written) =>
        Assert.Equal("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", IdentifierFeature.Normalise(IdentifierType.Wallet, written));

    [Fact]
    public void Each_of_two_mailboxes_in_one_field_is_looked_up()
    {
        var party = Given.Person("1", "Tulorbas Shimek") with { Identifiers = [new Identifier(IdentifierType.Email, "ts@vexil.example")] };
        var subject = Given.Subject("Maren Lindqvist") with
        {
            Identifiers = [new Identifier(IdentifierType.Email, "maren@lindqvist.example, ts@vexil.example")],
        };
        Assert.NotEqual(Decision.Allow, Given.Context(party).Screen(subject).Decision);
    }
}
