using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>A listed wallet was nobody's as soon as it came as a payment link, with its chain in front, or in the capitals of a QR
/// code.</summary>
public sealed class WrittenWalletsTests
{
    private const string Segwit = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq";
    private const string Legacy = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT";
    private const string Evm = "0x52908400098527886E0F7030069857D2E4169EE7";
    private const string Cash = "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a";

    [Theory]
    [InlineData(Segwit, "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ")]
    [InlineData(Segwit, "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq?amount=0.1&label=x")]
    [InlineData(Segwit, "BITCOIN:BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ?AMOUNT=0.1")]
    [InlineData(Segwit, "bip122:000000000019d6689c085ae165831e93:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")]
    [InlineData(Legacy, "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT")]
    [InlineData(Legacy, " 1BoatSLRHtKNngkd XEeobR76b53LETtpyT\n")]
    [InlineData(Evm, "0X52908400098527886E0F7030069857D2E4169EE7")]
    [InlineData(Evm, "52908400098527886e0f7030069857d2e4169ee7")]
    [InlineData(Evm, "ethereum:0x52908400098527886E0F7030069857D2E4169EE7@1?value=2e18")]
    [InlineData(Evm, "ethereum:pay-0x52908400098527886E0F7030069857D2E4169EE7")]
    [InlineData(Evm, "ethereum:0x89205a3a3b2a69de6dbf7f01ed13b2108b2c43e7/transfer?address=0x52908400098527886E0F7030069857D2E4169EE7&uint256=1")]
    [InlineData(Evm, "eip155:1:0x52908400098527886e0f7030069857d2e4169ee7")]
    [InlineData(Evm, "eth:0x52908400098527886e0f7030069857d2e4169ee7")]
    [InlineData(Cash, "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a")]
    [InlineData("bitcoincash:" + Cash, "BITCOINCASH:QPM2QSZNHKS23Z7629MMS6S4CWEF74VCWVY22GDX6A")]
    [InlineData("TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE", "tron:TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE")]
    public void Every_written_form_of_a_listed_wallet_blocks(string listed, string written)
    {
        var party = Given.Person("1", "Tulorbas Shimek") with { Identifiers = [new Identifier(IdentifierType.Wallet, listed)] };
        var outcome = Given.Context(party).Screen(Given.Subject("Maren Lindqvist")
            with
        { Identifiers = [new Identifier(IdentifierType.Wallet, written)] });
        Assert.Equal(Decision.Block, outcome.Decision);
    }

    [Theory]
    [InlineData(Segwit, "bc1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ")]
    [InlineData(Legacy, "1boatslrhtknngkdxeeobr76b53lettpyt")]
    [InlineData("TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE", "TQN9Y2KHESLJW1CHVWFMSMERDOW5KCBLSE")]
    public void A_case_that_makes_another_or_an_invalid_address_is_not_it(string listed, string written) =>
        Assert.NotEqual(IdentifierFeature.Normalise(IdentifierType.Wallet, listed), IdentifierFeature.Normalise(IdentifierType.Wallet,
            written));

    [Fact]
    public void What_is_read_is_read_again_as_the_same_and_nothing_throws()
    {
        const string letters = "bc1qpr0xABC:/?@&=# 9zZT-\u200Bпa";
        var bits = new SplitMix(13);
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, bits.Below(60)).Select(_ => letters[bits.Below(letters.Length)]));
            var once = IdentifierFeature.Normalise(IdentifierType.Wallet, text);
            Assert.Equal(once, once is null ? null : IdentifierFeature.Normalise(IdentifierType.Wallet, once));
        }
    }
}
