using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed class NicknamesTests
{
    [Theory]
    [InlineData("bob", "robert")]
    [InlineData("bill", "william")]
    [InlineData("volodya", "vladimir")]
    [InlineData("sasha", "aleksandr")]
    [InlineData("sasha", "aleksandra")]
    [InlineData("pepe", "jose")]
    [InlineData("bob", "rob")]
    [InlineData("hans", "johannes")]
    public void Familiar_forms_stand_for_their_formal_names(string familiar, string formal)
    {
        Assert.True(Nicknames.Same(familiar, formal));
        Assert.True(Nicknames.Same(formal, familiar));
    }

    [Theory]
    [InlineData("aleksandr", "aleksandra")]
    [InlineData("edward", "theodore")]
    [InlineData("robert", "albert")]
    [InlineData("muhammad", "ahmad")]
    [InlineData("bob", "bill")]
    [InlineData("ahmad", "mahmud")]
    public void Formal_names_that_share_a_familiar_form_stay_apart(string left, string right) => Assert.False(Nicknames.Same(left, right));

    [Fact]
    public void Gender_chooses_among_the_groups_of_a_familiar_form()
    {
        Assert.True(Nicknames.Same("sasha", "aleksandra", Gender.Female));
        Assert.False(Nicknames.Same("sasha", "aleksandra", Gender.Male));
        Assert.True(Nicknames.Same("sasha", "aleksandr", Gender.Male));
    }

    [Fact]
    public void The_relation_is_symmetric_and_says_which_kind_it_is_Invariant()
    {
        var names = Nicknames.AllNames.ToArray();
        for (var i = 0; i < names.Length; i += 7)
        {
            for (var j = i; j < names.Length; j += 11)
            {
                Assert.Equal(Nicknames.Relation(names[i], names[j]), Nicknames.Relation(names[j], names[i]));
            }
        }

        Assert.Equal(NicknameRelation.FamiliarAndFormal, Nicknames.Relation("bob", "robert"));
        Assert.Equal(NicknameRelation.BothFamiliar, Nicknames.Relation("bob", "rob"));
        Assert.Equal(NicknameRelation.BothFormal, Nicknames.Relation("stephen", "steven"));
    }

    [Fact]
    public void Names_with_a_shared_group_key_are_exactly_those_that_are_the_same_Invariant()
    {
        var names = Nicknames.AllNames.ToArray();
        Span<int> left = stackalloc int[32];
        Span<int> right = stackalloc int[32];
        for (var i = 0; i < names.Length; i += 13)
        {
            for (var j = 0; j < names.Length; j += 5)
            {
                var shared = left[..Nicknames.GroupsOf(names[i], left)].IndexOfAny(right[..Nicknames.GroupsOf(names[j], right)]) >= 0;
                Assert.Equal(shared || i == j, Nicknames.Same(names[i], names[j]));
            }
        }
    }

    [Fact]
    public void There_are_some_hundred_groups_and_no_name_is_in_too_many_Invariant()
    {
        Assert.InRange(Nicknames.GroupCount, 500, 2000);
        Assert.All(Nicknames.AllNames, name =>
        {
            Span<int> groups = stackalloc int[32];
            Assert.InRange(Nicknames.GroupsOf(name, groups), 1, 24);
        });
    }
}
