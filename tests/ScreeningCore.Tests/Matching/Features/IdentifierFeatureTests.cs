using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching.Features;

public sealed class IdentifierFeatureTests
{
    [Theory]
    [InlineData("info@qwortle.example", true)]
    [InlineData("Sales2@qwortle.example", true)]
    [InlineData("customer-service@qwortle.example", true)]
    [InlineData("info.north@qwortle.example", true)]
    [InlineData("info+web@qwortle.example", true)]
    [InlineData("postmaster@qwortle.example", true)]
    [InlineData("informer@qwortle.example", false)]
    [InlineData("maren.lindqvist@qwortle.example", false)]
    [InlineData("m1980@qwortle.example", false)]
    [InlineData("@info", false)]
    [InlineData("info", false)]
    public void A_desk_is_told_from_a_person_by_its_mailbox(string address, bool expected)
    => Assert.Equal(expected, RoleMailboxes.IsRole(address));

    [Theory]
    [InlineData("Maren <Maren@Qwortle.example>", "maren@qwortle.example")]
    [InlineData("mailto:maren@qwortle.example", "maren@qwortle.example")]
    [InlineData("<>", null)]
    public void An_address_is_compared_without_what_stands_beside_it(string written, string? expected)
    => Assert.Equal(expected, IdentifierFeature.Normalise(IdentifierType.Email, written));

    [Theory]
    [InlineData("+99 (4812) 85-62-34", "0 4812 856234", true)]
    [InlineData("+99 4812 856235", "0 4812 856234", false)]
    [InlineData("856234", "856234", false)]
    public void Telephones_are_one_by_their_last_nine_digits(string left, string right, bool expected)
    {
        var (one, other) =
            (IdentifierFeature.Normalise(IdentifierType.Phone, left), IdentifierFeature.Normalise(IdentifierType.Phone, right));
        Assert.Equal(expected, one is not null && one == other);
    }

    [Theory]
    [InlineData(IdentifierType.Passport, "N1234567", true, IdentifierStrength.Decisive)]
    [InlineData(IdentifierType.Email, "maren@qwortle.example", true, IdentifierStrength.Mailbox)]
    [InlineData(IdentifierType.Email, "Desk <info@qwortle.example>", true, IdentifierStrength.Shared)]
    [InlineData(IdentifierType.Email, "info@qwortle.example", false, IdentifierStrength.Mailbox)]
    [InlineData(IdentifierType.Phone, "+99 4812 856234", true, IdentifierStrength.Supporting)]
    public void A_desk_that_two_persons_share_is_neither_of_them_and_a_firms_own_desk_is_the_firm(IdentifierType type, string value,
    bool arePersons, IdentifierStrength expected)
    {
        var identifier = new Identifier(type, value);
        Assert.Equal(expected, IdentifierFeature.StrengthOf(identifier, identifier, arePersons));
    }
}
