using System.Text;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Further readings were made of names that are none of that kind: a family name in capitals beside a given name was read as
/// initials, English given names as Russian ones of German papers; and one reading was searched twice.</summary>
public sealed class ReadingsThatAreNoneTests
{
    private static readonly string[] Families = ["SMITH", "BLAKE", "LOPEZ", "IONES", "ADAM", "ROE"];

    [Fact]
    public void A_family_name_in_capitals_beside_a_known_given_name_is_no_row_of_initials()
    {
        foreach (var given in Nicknames.AllNames.Where(name => name.Length > 2).Where((_, i) => i % 7 == 0))
        {
            var written = char.ToUpperInvariant(given[0]) + given[1..];
            foreach (var family in Families)
            {
                Assert.DoesNotContain(OtherReadings.OfPerson($"{family} {written}"), IsSpread);
                Assert.DoesNotContain(OtherReadings.OfPerson($"{written} {family}"), IsSpread);
            }
        }

        bool IsSpread(string reading) => reading.Contains(". ", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VV Zorinmek")]
    [InlineData("Zorinmek MAH")]
    [InlineData("GM Hassan")]
    [InlineData("NKVD Peter")]
    public void Capitals_beside_a_family_name_or_without_a_vowel_are_initials_still(string name) =>
        Assert.Contains(OtherReadings.OfPerson(name), reading => reading.Contains(". ", StringComparison.Ordinal));

    [Fact]
    public void A_known_given_name_shows_no_scheme_of_transcription()
    {
        var names = Nicknames.AllNames.Where(name => name.Length >= 5).ToArray();
        Assert.Contains("matthew", names);
        foreach (var name in names.Where(name => !name.Contains("tsch", StringComparison.Ordinal)
            && !name.Contains("cz", StringComparison.Ordinal) && !name.Contains("siergie", StringComparison.Ordinal)))
        {
            Assert.Empty(SlavicSchemes.InEnglish($"{name} barton"));
        }

        Assert.Empty(SlavicSchemes.InEnglish("Janine Barton"));
    }

    [Theory]
    [InlineData("Žukov Šamil")]
    [InlineData("Szuwałow Jewgienij Andriejewicz")]
    [InlineData("Choïgou Sergueïevitch")]
    [InlineData("Bronisław Żukowicz")]
    public void Letters_and_their_marks_are_read_composed_and_apart(string name) => Assert.Equal(
        SlavicSchemes.InEnglish(name.Normalize(NormalizationForm.FormC)),
        SlavicSchemes.InEnglish(name.Normalize(NormalizationForm.FormD)));

    [Theory]
    [InlineData("Velkhora Turbine Works (VTW)", PartyKind.Organization)]
    [InlineData("Velkhora Bank, Moscow Branch", PartyKind.Organization)]
    [InlineData("Jewgenij Schuwalow", PartyKind.Individual)]
    [InlineData("V.V. Zorinmek", PartyKind.Individual)]
    [InlineData("VV Zorinmek", PartyKind.Individual)]
    [InlineData("Žukov", PartyKind.Individual)]
    public void No_reading_of_a_subject_is_searched_twice(string name, PartyKind kind)
    {
        var keys = SubjectReadings.Of(Given.Subject(name, kind: kind), kind == PartyKind.Individual)
            .Select(reading => string.Join(' ', reading.Tokens.Select(token => token.Key))).ToArray();
        Assert.Equal(keys.Distinct(), keys);
    }
}
