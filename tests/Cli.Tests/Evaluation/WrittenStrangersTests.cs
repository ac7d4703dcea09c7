using Compliance.Cli.Evaluation.Negatives;
using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Tests.Evaluation;

public sealed class WrittenStrangersTests
{
    private static readonly Stranger Maren = new(3, new ScreeningSubject
    {
        Kind = PartyKind.Individual,
        Name = "Maren Ida Lindqvist",
        Nationalities = [CountryCode.Parse("SE")],
    });

    [Fact]
    public void A_stranger_is_written_by_the_rule_and_keeps_every_other_fact()
    {
        var rule = Assert.Single(VariationCatalogue.Named(["person.surname-comma"]));
        var (plain, written) = Assert.Single(WrittenStrangers.Of([Maren], rule, seed: 1));
        Assert.Equal(Maren, plain);
        Assert.Equal("Lindqvist, Maren Ida", written.Subject.Name);
        Assert.Equal(Maren.Subject with { Name = written.Subject.Name }, written.Subject);
    }

    [Fact]
    public void A_name_that_has_no_place_for_the_rule_is_left_out()
    {
        var rule = Assert.Single(VariationCatalogue.Named(["organisation.form-dropped"]));
        Assert.Empty(WrittenStrangers.Of([Maren], rule, seed: 1));
    }
}
