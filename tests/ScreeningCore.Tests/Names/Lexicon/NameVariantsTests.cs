using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed class NameVariantsTests
{
    [Theory]
    [InlineData("muhammad", "mohd")]
    [InlineData("muhammad", "mehmet")]
    [InlineData("sergey", "serhiy")]
    [InlineData("olga", "volha")]
    [InlineData("vladimir", "uladzimir")]
    [InlineData("dmitry", "dzmitry")]
    [InlineData("nikolay", "mykola")]
    [InlineData("cho", "jo")]
    [InlineData("lee", "ri")]
    [InlineData("zhang", "cheung")]
    [InlineData("qaddafi", "kadhafi")]
    [InlineData("hussein", "hocine")]
    public void Spellings_of_one_name_are_joined(string left, string right)
    {
        Assert.Equal(VariantRelation.SameName, NameVariants.Relation(left, right));
        Assert.Equal(VariantRelation.SameName, NameVariants.Relation(right, left));
    }

    [Theory]
    [InlineData("yusuf", "joseph")]
    [InlineData("john", "juan")]
    [InlineData("ibrahim", "abraham")]
    public void Translated_names_are_cognates_only(string left, string right)
    => Assert.Equal(VariantRelation.Cognate, NameVariants.Relation(left, right));

    [Theory]
    [InlineData("jeong", "zhong")]
    [InlineData("hasan", "hussein")]
    [InlineData("ahmad", "muhammad")]
    [InlineData("salim", "salem")]
    [InlineData("aleksandr", "aleksandra")]
    [InlineData("yahya", "john")]
    [InlineData("amir", "umar")]
    public void Different_names_stay_apart_even_where_they_are_close(string left, string right)
    => Assert.False(NameVariants.Same(left, right));

    [Fact]
    public void Names_are_the_same_exactly_where_they_share_a_row_and_both_ways_Invariant()
    {
        var names = NameVariants.AllNames.ToArray();
        Span<int> left = stackalloc int[32];
        Span<int> right = stackalloc int[32];
        for (var i = 0; i < names.Length; i += 5)
        {
            for (var j = 0; j < names.Length; j += 3)
            {
                var shared = left[..NameVariants.GroupsOf(names[i], left)].IndexOfAny(right[..NameVariants.GroupsOf(names[j], right)]) >= 0;
                Assert.Equal(shared || i == j, NameVariants.Same(names[i], names[j]));
                Assert.Equal(NameVariants.Relation(names[i], names[j]), NameVariants.Relation(names[j], names[i]));
            }
        }
    }

    [Fact]
    public void A_row_holds_each_name_once_Invariant() => Assert.All(LexiconTable.Rows("NameVariants.tsv", columns: 3), row =>
    {
        var names = row[0].Split(' ');
        Assert.True(names.Length >= 2);
        Assert.Equal(names.Length, names.Distinct().Count());
    });
}
