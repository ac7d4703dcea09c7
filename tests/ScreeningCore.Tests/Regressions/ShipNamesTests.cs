using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>A listed ship of a short name was lost behind the prefix of its kind, and with its number in Roman digits.</summary>
public sealed class ShipNamesTests
{
    [Theory]
    [InlineData("M/V NOVA", "NOVA")]
    [InlineData("LPG/C Jamaica", "Jamaica")]
    [InlineData("Vessel \"Nova\"", "Nova")]
    [InlineData("M.T. OSV Nova", "Nova")]
    [InlineData("MV", "MV")]
    [InlineData("Nova", "Nova")]
    [InlineData("Star V", "Star V|Star 5")]
    [InlineData("MV Hera II", "Hera II|Hera 2")]
    [InlineData("V", "V")]
    public void A_ship_is_read_without_prefix_and_with_its_number_in_digits(string name, string readings) =>
        Assert.Equal(readings, string.Join('|', ShipNames.Readings(name)));

    [Theory]
    [InlineData("Tulorbas", "M/V TULORBAS")]
    [InlineData("Tulor 5", "MT Tulor V")]
    [InlineData("Tulor V", "Tulor V")]
    public void A_listed_ship_is_found_by_it(string listed, string written)
    {
        var party = Given.Body("1", listed, kind: PartyKind.Vessel);
        Assert.NotEmpty(Given.Context(party).Screen(Given.Subject(written, kind: PartyKind.Vessel)).Hits);
    }
}
