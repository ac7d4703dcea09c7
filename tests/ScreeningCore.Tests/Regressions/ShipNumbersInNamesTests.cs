using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>A ship's IMO number in the field of its name was part of the name, and its flag, its kind and its former name too.</summary>
public sealed class ShipNumbersInNamesTests
{
    private static readonly ListedParty Ship = Given.Body("1", "ZORINMEK PEARL", kind: PartyKind.Vessel) with
    {
        Identifiers = [new Identifier(IdentifierType.Imo, "9074729")],
    };

    [Theory]
    [InlineData("LINDQVIST ROSE (IMO 9074729)")]
    [InlineData("LINDQVIST ROSE - IMO No. 9074729")]
    [InlineData("IMO: 9074729")]
    [InlineData("9074729")]
    [InlineData("ZORINMEK PEARL [PA]")]
    [InlineData("ZORINMEK PEARL (Flag: Panama)")]
    [InlineData("ZORINMEK PEARL crude oil tanker")]
    [InlineData("LINDQVIST ROSE (ex ZORINMEK PEARL)")]
    [InlineData("M/T LINDQVIST ROSE f/n ZORINMEK PEARL")]
    public void A_ship_is_found_however_its_field_is_filled(string written) =>
        Assert.NotEqual(Decision.Allow, Given.Context(Ship).Screen(Given.Subject(written, kind: PartyKind.Vessel)).Decision);

    [Theory]
    [InlineData("LINDQVIST ROSE IMO 9074728")]
    [InlineData("LINDQVIST ROSE 9074729")]
    [InlineData("TIMOTHY 9074729")]
    [InlineData("IMO 90747291")]
    public void Other_digits_are_no_number_of_a_ship(string name) => Assert.Null(ShipNames.ImoNumber(name, alone: true));

    [Fact]
    public void A_person_is_no_ship() =>
        Assert.Empty(Given.Context(Ship).Screen(Given.Subject("Maren Lindqvist IMO 9074729")).Hits);
}
