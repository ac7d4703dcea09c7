using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>U+FFFE in a name made normalisation throw, so that one character of a caller's choosing turned a screening into a
/// failure.</summary>
public sealed class UnreadableCharactersTests
{
    [Theory]
    [InlineData("Zorin\uFFFE Mek")]
    [InlineData("Zorin\uFFFF Mek")]
    [InlineData("\uFFFEZorin Mek\uFFFF")]
    [InlineData("Zorin\U0001FFFE Mek")]
    public void What_is_not_a_character_is_left_out(string name) => Assert.Equal("Zorin Mek", NameFolding.Fold(name));

    [Theory]
    [InlineData(0xFFFE)]
    [InlineData(0xD800)]
    public void Fingerprints_and_addresses_take_them_too(int code)
    {
        var text = $"Zorin{(char)code} Mek";
        var subject = new ScreeningSubject
        { Name = text, Addresses = [text], Identifiers = [new Identifier(IdentifierType.Passport, text)] };
        Assert.Equal(GoodGuyMatching.FingerprintOf(subject
            with
        { Name = "Zorin Mek", Identifiers = [new Identifier(IdentifierType.Passport, "Zorin Mek")] }),
            GoodGuyMatching.FingerprintOf(subject));
        Assert.Equal(AddressText.Fold("Zorin Mek"), AddressText.Fold(text));
    }

    [Theory]
    [InlineData("Оль\u3164герд")]
    [InlineData("Оль\u115F\u1160герд")]
    [InlineData("Оль\uFFA0герд")]
    [InlineData("Оль\U000E0100герд")]
    [InlineData("Оль\u180Bгерд")]
    public void Letters_that_are_never_drawn_are_left_out(string name) => Assert.Equal("Ольгерд", NameFolding.Fold(name));
}
