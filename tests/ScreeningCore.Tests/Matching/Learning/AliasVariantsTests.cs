using Compliance.ScreeningCore.Matching.Learning;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching.Learning;

public sealed class AliasVariantsTests
{
    private static readonly ListCode List = ListCode.Parse("invented");

    [Fact]
    public void The_words_that_differ_between_names_of_one_person_are_variants()
    {
        var variant = Assert.Single(AliasVariants.Of([Person("1", "Torvald Quennebrink", "Torvald Kuennebrink")]));
        Assert.Equal(("kuennebrink", "quennebrink", 1), (variant.Left, variant.Right, variant.Support));
        Assert.True(variant.IsSafe);
    }

    [Fact]
    public void Names_that_share_no_word_are_other_names_and_not_variants() =>
        Assert.Empty(AliasVariants.Of([Person("1", "Torvald Quennebrink", "Ignatius Zwillich")]));

    [Fact]
    public void One_person_on_two_lists_is_one_witness()
    {
        var (one, two) =
            (Person("1", "Torvald Quennebrink", "Torvald Kuennebrink"), Person("2", "Torvald Quennebrink", "Torvald Kuennebrink"));
        Assert.Equal(1, Assert.Single(AliasVariants.Of([one, two])).Support);
        Assert.Equal(2, Assert.Single(AliasVariants.Of([one, Person("3", "Wendelin Quennebrink", "Wendelin Kuennebrink")])).Support);
    }

    [Fact]
    public void Words_that_stand_together_in_one_name_are_two_words()
    {
        var variant = AliasVariants.Of([Person("1", "Torvald Garmor", "Torvald Garmur", "Torvald Garmor Garmur")])
            .Single(one => one is { Left: "garmor", Right: "garmur" });
        Assert.Equal(1, variant.TogetherIn);
        Assert.False(variant.IsSafe);
    }

    [Fact]
    public void Rewrites_name_the_letters_that_alternate_commonest_first()
    {
        AliasVariant Variant(string left, string right) => new(left, right, 1, 0, 0.9);
        var rewrites = Rewrites.Of(
            [Variant("kuenbrin", "quenbrin"), Variant("kard", "qard"), Variant("mohad", "moad"), Variant("gharb", "qarb")]);
        Assert.Equal(("k~q", 2), (rewrites[0].Letters, rewrites[0].Count));
        Assert.Contains(rewrites, rewrite => rewrite is { Letters: "h~", Count: 1, CostTenths: 5 });
        Assert.Contains(rewrites, rewrite => rewrite is { Letters: "gh~q", Count: 1, CostTenths: null });
    }

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("gharb", "qarb")]
    [InlineData("", "ab")]
    [InlineData("ahmad", "mehmet")]
    public void Differences_put_back_give_the_other_word(string left, string right)
    {
        var differences = Rewrites.Differences(left, right);
        Assert.Equal(left.Length - right.Length, differences.Sum(one => one.Left.Length - one.Right.Length));
        Assert.All(differences, one => Assert.NotEqual(one.Left, one.Right));
        Assert.Equal(left == right, differences.Count == 0);
    }

    private static ListedParty Person(string key, params string[] names) =>
        new(ListEntryId.Of(List, key), PartyKind.Individual,
        [.. names.Select((name, i) => new ListedName(name, i == 0 ? NameKind.Primary : NameKind.Alias))]);
}
