using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.Reading;

public sealed class RegistrationMarksTests
{
    [Theory]
    [InlineData("EP-SMP")]
    [InlineData("RA-00001")]
    [InlineData("P-999")]
    [InlineData("YV9999")]
    [InlineData("N999ZZ")]
    [InlineData("T7-ZZZ")]
    public void An_aircraft_listed_under_its_mark_is_found_by_the_mark(string mark)
    {
        var tail = Assert.Single(Built(PartyKind.Aircraft, mark).Identifiers);
        Assert.Equal((IdentifierType.AircraftTail, mark), (tail.Type, tail.Value));
    }

    [Theory]
    [InlineData("MSN 550")]
    [InlineData("ANTONOV AN-124")]
    [InlineData("Skybird")]
    public void Serial_numbers_and_words_are_no_marks(string name) => Assert.Empty(Built(PartyKind.Aircraft, name).Identifiers);

    [Fact]
    public void A_ship_or_company_of_such_a_name_has_no_mark()
    => Assert.Empty(Built(PartyKind.Organization, "EP-SMP").Identifiers.Concat(Built(PartyKind.Vessel, "RA-00001").Identifiers));

    [Fact]
    public void A_mark_that_the_publisher_states_is_not_doubled()
    {
        var draft = Draft(PartyKind.Aircraft, "EP-SMP");
        draft.Add(new Identifier(IdentifierType.AircraftTail, "EP-SMP"));
        Assert.Single(draft.Build().Identifiers);
    }

    private static ListedParty Built(PartyKind kind, string name) => Draft(kind, name).Build();

    private static PartyDraft Draft(PartyKind kind, string name)
    {
        var draft = new PartyDraft(ListEntryId.Of(ListCode.Parse("us-ofac-sdn"), "1"), kind);
        draft.AddName(name, NameKind.Primary);
        return draft;
    }
}
