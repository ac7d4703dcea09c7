using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Names that were not raised exactly as their publisher writes them, or that search and comparison judged apart, in a screening of
/// all names of all lists: the prefix of a ship that is part of its name; one word in two roles (a title here, a name there; a legal
/// form written together here and apart there), of which the table held the first; a family name with an apostrophe.</summary>
public sealed class NamesAsPublishedTests
{
    [Theory]
    [InlineData("MT ZORINMEK")]
    [InlineData("MS VELKHORA")]
    [InlineData("FT TULOR")]
    [InlineData("SV Oskelev II")]
    public void A_ship_is_raised_by_its_listed_name_with_the_prefix_that_belongs_to_it(string name) =>
        AssertRaised(Given.Body("1", name, kind: PartyKind.Vessel));

    [Theory]
    [InlineData("عمر الشيخ", "الشيخ عمر")]
    [InlineData("الشيخ حسن", "حسن الشيخ")]
    [InlineData("Хан Олег", "Олег Хан")]
    public void A_word_that_is_a_title_in_one_name_and_a_name_in_another_is_each_in_its_own(string first, string second) =>
        AssertRaised(Given.Person("1", first), Given.Person("2", second));

    [Theory]
    [InlineData("ZORINMEK S A S", "VELKHORA SAS")]
    [InlineData("ZORINMEK SAS", "VELKHORA S.A.S.")]
    [InlineData("ZORINMEK L L C", "VELKHORA LLC")]
    [InlineData("ZORINMEK J S C", "VELKHORA JSC")]
    [InlineData("ZORINMEK S A", "VELKHORA SA")]
    public void A_legal_form_is_compared_as_each_name_writes_it(string first, string second)
    {
        AssertRaised(Given.Body("1", first), Given.Body("2", second));
        AssertRaised(Given.Body("1", second), Given.Body("2", first));
    }

    [Theory]
    [InlineData("Yaser SIBAI", "Yaser AL-SIBA'I")]
    [InlineData("Oleg ZORINMEK", "Oleg AL-ZORIN'MEK")]
    [InlineData("Oleg ORINMEK", "Oleg O'RINMEK")]
    public void A_family_name_is_found_among_the_words_whatever_its_apostrophes_and_hyphens(string subject, string listed) =>
        Assert.NotEmpty(Given.Context(Given.Person("1", listed)).Screen(Given.Subject(subject)).Hits);

    private static void AssertRaised(params ListedParty[] parties)
    {
        var context = Given.Context(parties);
        var result = SelfScreening.Run(context.Corpus, context.Profile, Given.Now, Enumerable.Range(0, parties.Length));
        Assert.Empty(result.Faults);
        Assert.Equal(parties.Length, result.Names);
    }
}
