using Compliance.ScreeningCore.Location;

namespace Compliance.ScreeningCore.Tests.Location;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+98 912 123 45 67", "+989121234567")]
    [InlineData("0098-912-1234567", "+989121234567")]
    [InlineData("8 (978) 123-45-67", "+79781234567")]
    [InlineData("tel: +7 (8692) 12-34-56", "+78692123456")]
    [InlineData("＋98 ۹۱۲ ۱۲۳ ۴۵۶۷", "+989121234567")]
    [InlineData("+53 5 123 4567", "+5351234567")]
    public void Numbers_meet_in_one_form(string written, string expected) => Assert.Equal(expected, PhoneNumber.Normalise(written));

    [Theory]
    [InlineData("0912 123 4567")]
    [InlineData("")]
    [InlineData("+12")]
    [InlineData("unknown")]
    [InlineData("+1234567890123456789")]
    public void A_national_or_impossible_number_says_nothing_about_a_place(string written) => Assert.Null(PhoneNumber.Normalise(written));
}
