using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed class OrganisationFormsTests
{
    [Theory]
    [InlineData("rosa handel gmbh", 2, 1, OrganisationClass.Limited)]
    [InlineData("rosa handel gmbh co kg", 2, 3, OrganisationClass.Partnership)]
    [InlineData("nordwind s p a", 1, 3, OrganisationClass.JointStock)]
    [InlineData("nordwind s r l", 1, 3, OrganisationClass.Limited)]
    [InlineData("nordwind sp z o o", 1, 4, OrganisationClass.Limited)]
    [InlineData("nordwind transportes sa de cv", 2, 3, OrganisationClass.JointStock)]
    [InlineData("obshchestvo s ogranichennoy otvetstvennostyu veter", 0, 4, OrganisationClass.Limited)]
    [InlineData("veter co ltd", 1, 2, OrganisationClass.Limited)]
    [InlineData("veter pte ltd", 1, 2, OrganisationClass.Limited)]
    [InlineData("bahr trading fze", 2, 1, OrganisationClass.Limited | OrganisationClass.FreeZone)]
    [InlineData("hayat insani yardim vakfi", 1, 3, OrganisationClass.NonProfit)]
    [InlineData("aozora kabushiki kaisha", 1, 2, OrganisationClass.Limited | OrganisationClass.JointStock)]
    [InlineData("pt sinar laut", 0, 1, OrganisationClass.Limited | OrganisationClass.JointStock)]
    [InlineData("daryaye sahami khass", 1, 2, OrganisationClass.Limited | OrganisationClass.JointStock)]
    public void The_longest_form_is_found_where_it_stands(string name, int start, int length, OrganisationClass expected)
    {
        Assert.True(OrganisationForms.TryMatchAt(name.Split(' ').AsSpan(), start, out var found, out var formClass));
        Assert.Equal(length, found);
        Assert.Equal(expected, formClass);
    }

    [Theory]
    [InlineData("a s trading", 0)]
    [InlineData("pat brown", 1)]
    [InlineData("ave maria", 0)]
    [InlineData("ltdx", 0)]
    [InlineData("sharif", 0)]
    [InlineData("ag", 0)]
    public void Words_and_initials_are_not_read_as_forms(string name, int start) =>
        Assert.False(OrganisationForms.TryMatchAt(name.Split(' '), start, out _, out _));

    [Fact]
    public void The_list_and_the_span_give_the_same_answer_Invariant()
    {
        IReadOnlyList<string>[] shapes = [["veter", "co", "ltd"], new List<string> { "veter", "co", "ltd" }];
        Assert.All(shapes, tokens =>
        {
            Assert.True(OrganisationForms.TryMatchAt(tokens, 1, out var length, out var formClass));
            Assert.Equal((2, OrganisationClass.Limited), (length, formClass));
        });
    }

    [Fact]
    public void Every_form_is_found_behind_or_before_a_name_with_its_own_class_Invariant()
    {
        foreach (var (form, expected) in OrganisationForms.All)
        {
            var words = form.Split(' ');
            string[] behind = ["qwortle", .. words];
            string[] before = [.. words, "qwortle"];
            var found = (OrganisationForms.TryMatchAt(behind, 1, out var length, out var formClass) && length == words.Length)
                || (OrganisationForms.TryMatchAt(before, 0, out length, out formClass) && length == words.Length);
            Assert.True(found && formClass == expected, $"{form}: {formClass} over {length} words");
        }
    }

    [Fact]
    public void Letters_that_stand_for_forms_of_several_classes_are_few_Invariant()
    {
        var several = OrganisationForms.All.Where(form => System.Numerics.BitOperations.PopCount((uint)form.Value) > 1)
            .Select(form => form.Key).ToList();
        Assert.True(several.Count < 130, $"{several.Count}: {string.Join(", ", several)}");
    }

    [Fact]
    public void Only_forms_without_a_common_reading_conflict()
    {
        Assert.True(OrganisationClasses.Conflict(OrganisationClass.Limited, OrganisationClass.NonProfit));
        Assert.True(OrganisationClasses.Conflict(OrganisationClass.Limited, OrganisationClass.JointStock));
        Assert.False(OrganisationClasses.Conflict(OrganisationClass.Limited | OrganisationClass.JointStock, OrganisationClass.Limited));
        Assert.False(OrganisationClasses.Conflict(OrganisationClass.Company, OrganisationClass.JointStock));
        Assert.True(OrganisationClasses.Conflict(OrganisationClass.Company, OrganisationClass.NonProfit));
        Assert.False(OrganisationClasses.Conflict(OrganisationClass.None, OrganisationClass.NonProfit));
        Assert.False(OrganisationClasses.DifferInPurpose(OrganisationClass.Limited, OrganisationClass.JointStock));
        Assert.True(OrganisationClasses.DifferInPurpose(OrganisationClass.Limited, OrganisationClass.NonProfit));
    }

    [Fact]
    public void Looking_a_form_up_allocates_nothing()
    {
        string[] tokens = ["veter", "trading", "gmbh", "co", "kg"];
        OrganisationForms.TryMatchAt(tokens.AsSpan(), 2, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < tokens.Length; i++)
        {
            OrganisationForms.TryMatchAt(tokens.AsSpan(), i, out _, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
