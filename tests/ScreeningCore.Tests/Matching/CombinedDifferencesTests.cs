using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>The rows of differences that weigh more together than one by one.</summary>
public sealed class CombinedDifferencesTests
{
    private static readonly string[] Names =
    [
        "Tamarlan Vekhorov", "Vekhorev Tamarlan", "Tamarlan Iskan Vekhorov", "Damarlan Vekhorov", "Tamarlen Iskan Vekhorov",
            "Iskan Vekhorov Tamarlan", "Damarlen Vekhorova", "Iskan Tamarlanov",
    ];

    private static readonly NameFeature[] Combined =
        [NameFeature.ExtraEdited, NameFeature.FirstEdited, NameFeature.CrossedEdited, NameFeature.OtherName, NameFeature.FirstOpen];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var (left, right) in Names.SelectMany(_ => Names, (left, right) => (left, right))
                .Where(pair => pair.left != pair.right))
            {
                pairs.Add(left, right);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void They_are_shares_and_do_not_ask_which_name_is_the_listed_one(string left, string right)
    {
        var (there, back) = (Rows(left, right), Rows(right, left));
        Assert.Equal(there is null, back is null);
        foreach (var row in Combined.Where(_ => there is not null))
        {
            Assert.InRange(there!.Value[(int)row], 0, 1);
            Assert.Equal(there.Value[(int)row], back!.Value[(int)row], 1e-5f);
        }
    }

    [Fact]
    public void A_name_beside_itself_has_none_of_them() =>
        Assert.All(Names, name => Assert.All(Combined, row => Assert.Equal(0, Value(name, name, row))));

    [Fact]
    public void Two_known_names_that_no_custom_joins_are_other_names_and_spellings_of_one_are_not()
    {
        Assert.Equal(0.5, Value("Martin Vekhorov", "Martina Vekhorov", NameFeature.OtherName), 1e-5);
        Assert.Equal(0, Value("Mohammed Vekhorov", "Muhammad Vekhorov", NameFeature.OtherName));
        Assert.Equal(0, Value("Tamarlan Vekhorov", "Tamarlen Vekhorov", NameFeature.OtherName));
    }

    [Fact]
    public void A_word_more_before_the_given_name_is_told_from_one_behind_it_and_from_the_name_in_another_script()
    {
        Assert.Equal(1, Value("Iskan Tamarlan Vekhorov", "Tamarlan Vekhorov", NameFeature.FirstOpen));
        Assert.Equal(0, Value("Tamarlan Iskan Vekhorov", "Tamarlan Vekhorov", NameFeature.FirstOpen));
        Assert.Equal(0, Value("Dr. Tamarlan Vekhorov", "Tamarlan Vekhorov", NameFeature.FirstOpen));
        Assert.Equal(0, Value("\u0422\u0430\u043c\u0430\u0440\u043b\u0430\u043d Zarin Vekhorov", "Zarin Vekhorov", NameFeature.FirstOpen));
    }

    [Fact]
    public void Father_and_son_are_told_apart_where_both_names_say_so()
    {
        Assert.Equal(1, Value("Tamarlan Vekhorov Jr.", "Tamarlan Vekhorov Senior", NameFeature.OrderConflict));
        Assert.Equal(0, Value("Tamarlan Vekhorov Jr.", "Tamarlan Vekhorov II", NameFeature.OrderConflict));
        Assert.Equal(0, Value("Tamarlan Vekhorov Jr.", "Tamarlan Vekhorov", NameFeature.OrderConflict));
        Assert.Equal(0, Value("Sr. Tamarlan Vekhorov", "Tamarlan Vekhorov Jr.", NameFeature.OrderConflict));
    }

    [Fact]
    public void A_word_more_counts_once_more_where_another_word_changed()
    {
        Assert.Equal(0, Value("Tamarlan Vekhorov", "Tamarlan Iskan Vekhorov", NameFeature.ExtraEdited));
        Assert.Equal(0, Value("Tamarlan Vekhorov", "Tamarlen Vekhorov", NameFeature.ExtraEdited));
        Assert.Equal(1, Value("Tamarlan Vekhorov", "Tamarlen Iskan Vekhorov", NameFeature.ExtraEdited));
    }

    [Fact]
    public void A_changed_first_letter_is_told_from_a_changed_later_one()
    {
        Assert.Equal(0, Value("Tamarlan Vekhorov", "Tamarlan Vekhorok", NameFeature.FirstEdited));
        Assert.Equal(0.5, Value("Tamarlan Vekhorov", "Tamarlan Mekhorov", NameFeature.FirstEdited), 1e-5);
    }

    [Fact]
    public void Exchanged_words_count_only_where_their_letters_changed_as_well()
    {
        Assert.Equal(0, Value("Tamarlan Vekhorov", "Vekhorov Tamarlan", NameFeature.CrossedEdited));
        Assert.Equal(0, Value("Tamarlan Vekhorov", "Tamarlan Vekhurav", NameFeature.CrossedEdited));
        Assert.True(Value("Tamarlan Vekhorov", "Vekhurav Tamarlan", NameFeature.CrossedEdited) > 0);
    }

    private static float Value(string left, string right, NameFeature row) => Rows(left, right)!.Value[(int)row];

    private static ImmutableArray<float>? Rows(string left, string right) => NameRows.Of(left, right, isPerson: true);
}
