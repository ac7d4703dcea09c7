using System.Text.Json;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Tests.Alerts;

public sealed class PersonalDataMaskTests
{
    private static readonly ScreeningRequest Request = new()
    {
        Subject = new ScreeningSubject
        {
            Id = "acct_secret",
            Kind = PartyKind.Individual,
            Name = "Ines Hoffmann",
            Aliases = ["Inés H."],
            BirthDate =
                PartialDate.Parse("1990-02-03"),
            Nationalities = [CountryCode.Parse("DE")],
            BirthPlace = "Zelenomorsk",
            Addresses = ["12 Lakeside Road"],
            Identifiers =
                [new Identifier(IdentifierType.Passport, "N1234567"), new Identifier(IdentifierType.Email, "ines@example.com")],
            Owners = [new OwnerStake { Name = "Harbour Holding" }],
        },
        Signals = new() { Ip = "203.0.113.7" },
    };

    [Fact]
    public void A_full_view_changes_nothing() => Assert.Same(Request, PersonalDataMask.Of(Request, PersonalDataView.Full));

    [Fact]
    public void A_comparison_view_keeps_what_is_compared_and_hides_contact_account_and_signals()
    {
        var seen = Text(PersonalDataView.Comparison);
        Assert.All(new[] { "Ines Hoffmann", "1990-02-03", "DE", "567" }, shown => Assert.Contains(shown, seen, StringComparison.Ordinal));
        Assert.All(new[] { "acct_secret", "N1234567", "ines@", "Lakeside", "203.0.113.7" },
            hidden => Assert.DoesNotContain(hidden, seen, StringComparison.Ordinal));
    }

    [Fact]
    public void A_masked_view_keeps_initials_and_the_year()
    {
        var masked = PersonalDataMask.Of(Request, PersonalDataView.Masked).Subject;
        Assert.Equal(("I• H•", "1990"), (masked.Name, masked.BirthDate.ToString()));
        var seen = Text(PersonalDataView.Masked);
        Assert.All(new[]
            { "acct_secret", "Hoffmann", "Inés", "1990-02", "Zelenomorsk", "567", "ines@", "Lakeside", "203.0.113.7", "Harbour" },
            hidden => Assert.DoesNotContain(hidden, seen, StringComparison.Ordinal));
    }

    private static string Text(PersonalDataView view) => JsonSerializer.Serialize(PersonalDataMask.Of(Request, view), PartyCodec.Options);
}
