using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed class PersonWordsTests
{
    [Theory]
    [InlineData("mr", HonorificStrength.Plain)]
    [InlineData("ayatollah", HonorificStrength.Plain)]
    [InlineData("colonel", HonorificStrength.Plain)]
    [InlineData("eng", HonorificStrength.Plain)]
    [InlineData("haji", HonorificStrength.Weak)]
    [InlineData("mullah", HonorificStrength.Weak)]
    [InlineData("sheikh", HonorificStrength.Weak)]
    [InlineData("khan", HonorificStrength.Weak)]
    [InlineData("mir", HonorificStrength.Weak)]
    [InlineData("sayyid", HonorificStrength.Weak)]
    public void Titles_have_the_strength_of_their_use(string title, HonorificStrength expected)
    {
        Assert.True(Honorifics.TryStrength(title, out var strength));
        Assert.Equal(expected, strength);
        Assert.Equal(expected == HonorificStrength.Weak, Honorifics.IsWeak(title));
    }

    [Theory]
    [InlineData("dr prof karim nasser", 2)]
    [InlineData("dr", 0)]
    [InlineData("sheikh karim", 0)]
    [InlineData("karim nasser", 0)]
    public void Leading_titles_are_counted_but_never_the_whole_name(string name, int expected) =>
        Assert.Equal(expected, Honorifics.LeadingCount(name.Split(' ')));

    [Theory]
    [InlineData("ibn", ParticleRole.SonOf, "bin")]
    [InlineData("ben", ParticleRole.SonOf, "bin")]
    [InlineData("el", ParticleRole.Article, "al")]
    [InlineData("ash", ParticleRole.AssimilatedArticle, "al")]
    [InlineData("abou", ParticleRole.FatherOf, "abu")]
    [InlineData("binti", ParticleRole.DaughterOf, "bint")]
    [InlineData("abdel", ParticleRole.ServantOf, "abdul")]
    [InlineData("della", ParticleRole.Nobiliary, "della")]
    [InlineData("mc", ParticleRole.SonOf, "mac")]
    public void Particles_have_a_role_and_a_common_spelling(string token, ParticleRole role, string canonical)
    {
        Assert.True(NameParticles.TryRole(token, out var found));
        Assert.Equal(role, found);
        Assert.Equal(canonical, NameParticles.Canonical(token));
    }

    [Fact]
    public void The_common_spelling_is_its_own_Invariant() => Assert.All(LexiconTable.Rows("NameParticles.tsv", columns: 4), row =>
        Assert.Equal(row[2], NameParticles.Canonical(row[2])));

    [Theory]
    [InlineData("7", 7)]
    [InlineData("007", 7)]
    [InlineData("3rd", 3)]
    [InlineData("21st", 21)]
    [InlineData("iii", 3)]
    [InlineData("xiv", 14)]
    [InlineData("second", 2)]
    [InlineData("erste", 1)]
    [InlineData("deuxieme", 2)]
    [InlineData("cuatro", 4)]
    [InlineData("pervyy", 1)]
    [InlineData("dvadtsat", 20)]
    public void Numbers_are_read_in_all_their_clothes(string token, int expected)
    {
        Assert.True(NumberWords.TryNumber(token, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("i")]
    [InlineData("xi")]
    [InlineData("vi")]
    [InlineData("iiii")]
    [InlineData("xxxx")]
    [InlineData("b52")]
    [InlineData("dos")]
    [InlineData("12345678901")]
    [InlineData("")]
    public void Names_and_codes_are_no_numbers(string token) => Assert.False(NumberWords.TryNumber(token, out _));

    [Fact]
    public void Roman_numerals_from_1_to_39_are_read_and_no_other_Invariant()
    {
        string[] units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
        for (var number = 1; number < 40; number++)
        {
            Assert.True(NumberWords.TryRoman(new string('x', number / 10) + units[number % 10], out var value));
            Assert.Equal(number, value);
        }

        Assert.All(new[] { "", "iix", "vx", "vv", "ivi", "xxxx", "c" },
            wrong => Assert.False(NumberWords.TryRoman(wrong, out _) && wrong.Length > 0));
    }

    [Theory]
    [InlineData("fatima", Gender.Female)]
    [InlineData("mohammad", Gender.Male)]
    [InlineData("olga", Gender.Female)]
    [InlineData("andrea", Gender.Unknown)]
    [InlineData("jean", Gender.Unknown)]
    [InlineData("qwortle", Gender.Unknown)]
    public void Gender_is_told_only_where_it_is_sure(string name, Gender expected) => Assert.Equal(expected, Genders.Likely(name));

    [Theory]
    [InlineData("petrovich", true)]
    [InlineData("petrovna", true)]
    [InlineData("ilyich", true)]
    [InlineData("mammadogly", true)]
    [InlineData("milosevic", false)]
    [InlineData("davutoglu", false)]
    [InlineData("jonsdottir", false)]
    [InlineData("petrov", false)]
    [InlineData("rich", false)]
    public void Patronymics_are_known_by_their_ending(string token, bool expected)
    => Assert.Equal(expected, Patronymics.IsPatronymic(token));

    [Theory]
    [InlineData("ivanova", "ivanov", Gender.Female)]
    [InlineData("medvedeva", "medvedev", Gender.Female)]
    [InlineData("pushkina", "pushkin", Gender.Unknown)]
    [InlineData("rudskaya", "rudsky", Gender.Female)]
    [InlineData("rudskoy", "rudsky", Gender.Male)]
    [InlineData("kowalska", "kowalsky", Gender.Female)]
    [InlineData("tolstaya", "tolstoy", Gender.Female)]
    [InlineData("petrovna", "petrovich", Gender.Female)]
    [InlineData("sergeevna", "sergeevich", Gender.Female)]
    [InlineData("sergeyevna", "sergeevich", Gender.Female)]
    public void Gendered_names_have_one_masculine_spelling(string token, string expected, Gender gender)
    {
        Assert.True(GenderedSurname.TryMasculine(token, out var masculine, out var found));
        Assert.Equal((expected, gender), (masculine, found));
    }

    [Theory]
    [InlineData("marina")]
    [InlineData("eva")]
    [InlineData("smith")]
    [InlineData("berlin")]
    public void Given_names_and_other_words_are_not_gendered_surnames(string token)
    {
        Assert.False(GenderedSurname.TryMasculine(token, out var masculine, out _));
        Assert.Equal(token, masculine);
    }

    [Theory]
    [InlineData("ivanov", "ivanova", true)]
    [InlineData("pushkin", "pushkina", true)]
    [InlineData("zelenskaya", "zelenskiy", true)]
    [InlineData("zelensky", "zelenskiy", false)]
    [InlineData("ivanov", "ivanov", false)]
    [InlineData("ivanov", "petrova", false)]
    public void Husband_and_wife_are_a_pair(string left, string right, bool expected)
    {
        Assert.Equal(expected, GenderedSurname.IsPair(left, right));
        Assert.Equal(expected, GenderedSurname.IsPair(right, left));
    }

    [Fact]
    public void Bringing_a_gendered_name_to_its_masculine_form_twice_changes_nothing_Invariant() =>
        Assert.All(new[] { "ivanova", "rudskaya", "petrovna", "tolstaya", "smirnoff", "mykolaivna", "sergeyevich", "kowalska" }, token =>
        {
            GenderedSurname.TryMasculine(token, out var once, out _);
            GenderedSurname.TryMasculine(once, out var twice, out _);
            Assert.Equal(once, twice);
        });
}
