using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Tests.Evaluation.Variations;

public sealed class VariationCatalogueTests
{
    private static readonly ListedParty Person = new(ListEntryId.Parse("un-sc:XXi.001"), PartyKind.Individual,
        [new ListedName("Torvald Balthus Quennebrink")
        {
            Parts = [new NamePart(NamePartRole.Given, "Torvald"), new NamePart(NamePartRole.Middle, "Balthus"),
                new NamePart(NamePartRole.Family, "Quennebrink")],
        }])
    {
        BirthDates = [PartialDate.OfYear(1961)],
        Identifiers =
        [
            new Identifier(IdentifierType.Wallet, "0x52908400098527886E0F7030069857D2E4169EE7"),
            new Identifier(IdentifierType.Email, "torvaldq@gmail.com"),
            new Identifier(IdentifierType.NationalId, "V-5892999") { Country = CountryCode.Parse("VE") },
        ],
    };

    private static readonly ListedParty Firm = new(ListEntryId.Parse("us-ofac-sdn:9"), PartyKind.Organization,
        [new ListedName("Vexillum Trading and Shipping Company LLC")]);

    [Fact]
    public void There_are_more_than_sixty_documented_rules_with_ids_of_their_own()
    {
        Assert.True(VariationCatalogue.All.Length >= 60);
        Assert.Equal(VariationCatalogue.All.Length, VariationCatalogue.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(VariationCatalogue.All, rule => Assert.True(rule.Description.Length > 5 && rule.Floor is > 0 and < 1));
    }

    [Theory]
    [InlineData("person.surname-comma", "Quennebrink, Torvald Balthus")]
    [InlineData("person.initials-spaced", "T. B. Quennebrink")]
    [InlineData("person.initials-glued", "T.B. Quennebrink")]
    [InlineData("person.initials-bare", "TB Quennebrink")]
    [InlineData("person.initials-behind-comma", "Quennebrink, T.B.")]
    [InlineData("person.middle-dropped", "Torvald Quennebrink")]
    [InlineData("person.middle-initial", "Torvald B. Quennebrink")]
    [InlineData("person.machine-readable", "QUENNEBRINK<<TORVALD<BALTHUS")]
    [InlineData("wallet.eip681-pay", "ethereum:pay-0x52908400098527886E0F7030069857D2E4169EE7")]
    [InlineData("mailbox.tagged", "torvaldq+news@gmail.com")]
    [InlineData("identifier.letter-dropped", "5892999")]
    [InlineData("identifier.persian-digits", "V-۵۸۹۲۹۹۹")]
    [InlineData("person.account-dots", "torvald.balthus.quennebrink")]
    [InlineData("person.aka-brackets", "Zephyrine Vexhux (Torvald Balthus Quennebrink)")]
    [InlineData("person.keyboard-latin-as-cyrillic", "Ещкмфдв Ифдергы Йгуттуикштл")]
    [InlineData("person.small-capitals", "ᴛᴏʀᴠᴀʟᴅ ʙᴀʟᴛʜᴜs qᴜᴇɴɴᴇʙʀɪɴᴋ")]
    [InlineData("mailbox.spelt", "torvaldq [at] gmail [dot] com")]
    [InlineData("wallet.explorer", "https://etherscan.io/address/0x52908400098527886E0F7030069857D2E4169EE7")]
    public void A_person_is_written_as_the_rule_says(string rule, string written) => Assert.Equal(written, Written(Person, rule));

    [Theory]
    [InlineData("organisation.form-dropped", "Vexillum Trading and Shipping Company")]
    [InlineData("organisation.form-dotted", "Vexillum Trading and Shipping Company L.L.C.")]
    [InlineData("organisation.form-glued", "Vexillum Trading and Shipping CompanyLLC")]
    [InlineData("organisation.and-as-sign", "Vexillum Trading & Shipping Company LLC")]
    [InlineData("organisation.abbreviated-all", "Vexillum Trdg and Shpg Co LLC")]
    [InlineData("organisation.account-underscores", "vexillum_trading_and_shipping_company")]
    public void A_firm_is_written_as_the_rule_says(string rule, string written) => Assert.Equal(written, Written(Firm, rule));

    [Fact]
    public void The_same_seed_draws_the_same_cases_and_another_one_others()
    {
        var parties = Enumerable.Range(0, 50).Select(i => Person with { Entry = ListEntryId.Parse($"un-sc:XXi.{i:000}") }).Append(Firm)
            .ToArray();
        var rule = Assert.Single(VariationCatalogue.Named(["person.typing-wrong-latn"]));
        static string[] Names(IEnumerable<CatalogueCase> cases) => [.. cases.Select(one => one.Written)];
        string[] Drawn(ulong seed) => Names(new CatalogueDraw(parties, seed, new DateOnly(2026, 11, 30)).Of(rule, 20));
        Assert.Equal(Drawn(7), Drawn(7));
        Assert.NotEqual(Drawn(7), Drawn(8));
    }

    [Fact]
    public void A_rule_or_family_is_asked_for_by_its_name_and_another_word_is_refused()
    {
        Assert.All(VariationCatalogue.Named(["wallet"]), rule => Assert.Equal("wallet", rule.Family));
        Assert.Throws<InvalidInputException>(() => VariationCatalogue.Named(["walet"]));
    }

    private static string? Written(ListedParty party, string id)
    {
        var rule = Assert.Single(VariationCatalogue.Named([id]));
        return rule.Write(new VariationSource(party, party.PrimaryName, VariationCases.Latin), new SplitMix(1)) is { } subject
            ? new CatalogueCase(rule, new VariationSource(party, party.PrimaryName, VariationCases.Latin), subject).Written
            : null;
    }
}
