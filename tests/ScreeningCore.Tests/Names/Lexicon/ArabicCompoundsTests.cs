using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed class ArabicCompoundsTests
{
    [Theory]
    [InlineData("abd al rahman", "abdul rahman")]
    [InlineData("abd ar rahman", "abdul rahman")]
    [InlineData("abdel rahman", "abdul rahman")]
    [InlineData("abdur rahman", "abdul rahman")]
    [InlineData("abdurrahman", "abdul rahman")]
    [InlineData("abdulrahman", "abdul rahman")]
    [InlineData("abderrahman", "abdul rahman")]
    [InlineData("abdirahman", "abdul rahman")]
    [InlineData("abdurahman", "abdul rahman")]
    [InlineData("abd rahman", "abdul rahman")]
    [InlineData("abdul al rahman", "abdul rahman")]
    [InlineData("abdulatif", "abdul latif")]
    [InlineData("abdelkrim sabbagh", "abdul krim sabbagh")]
    [InlineData("abd allah hasan", "abdullah hasan")]
    [InlineData("karim abdallah", "karim abdullah")]
    [InlineData("salah ud deen", "salah al din")]
    [InlineData("salahuddin", "salah al din")]
    [InlineData("nour eddine", "nour al din")]
    [InlineData("noureddine", "nour al din")]
    [InlineData("tariq ash sharif", "tariq al sharif")]
    [InlineData("tariq el sharif", "tariq al sharif")]
    [InlineData("zia ur rahman", "zia al rahman")]
    [InlineData("nasr allah", "nasrullah")]
    [InlineData("نصر الله", "نصرالله")]
    [InlineData("عبد الله حسن", "عبدالله حسن")]
    [InlineData("الله", "الله")]
    [InlineData("nasrollah", "nasrullah")]
    public void Spellings_of_one_compound_become_one(string name, string expected) => Assert.Equal(expected, Rewrite(name));

    [Theory]
    [InlineData("abdullah")]
    [InlineData("abdullayev rustam")]
    [InlineData("abdulov sergei")]
    [InlineData("abdou diouf")]
    [InlineData("abdul")]
    [InlineData("abdi farah")]
    [InlineData("ed davis")]
    [InlineData("an nam su")]
    [InlineData("ad astra")]
    [InlineData("john smith")]
    [InlineData("aladdin")]
    [InlineData("maria del carmen")]
    public void Names_that_only_look_like_compounds_are_left_alone(string name) => Assert.Equal(name, Rewrite(name));

    [Fact]
    public void Rewriting_twice_changes_nothing_more_Invariant()
    {
        var random = new Random(20261122);
        string[] words =
        [
            "abd", "abdul", "abdel", "al", "ash", "ar", "ud", "rahman", "abdurrahman", "sharif", "din", "uddin", "salahuddin", "allah",
                "nasr", "hasan", "abdulatif",
            "ali", "abdallah", "abdu", "nour", "eddine", "el", "salam", "bin", "an", "ullah", "habib", "abdullah", "deen",
        ];
        for (var i = 0; i < 20_000; i++)
        {
            var name = string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => words[random.Next(words.Length)]));
            var once = Rewrite(name);
            Assert.True(once == Rewrite(once), $"'{name}' became '{once}' and then '{Rewrite(once)}'");
        }
    }

    [Fact]
    public void No_spelling_of_servant_remains_before_a_name_of_God_Invariant()
    {
        foreach (var name in LexiconTable.Rows("ServantNames.tsv", columns: 1).Select(row => row[0]))
        {
            Assert.Equal($"abdul {name}", Rewrite($"abd al {name}"));
            Assert.Equal($"abdul {name}", Rewrite($"abdel {name}"));
        }
    }

    private static string Rewrite(string name)
    {
        var tokens = name.Split(' ').ToList();
        NameParticles.RewriteArabicCompounds(tokens);
        return string.Join(' ', tokens);
    }
}
