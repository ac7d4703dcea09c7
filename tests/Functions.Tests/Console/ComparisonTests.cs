using Compliance.Functions.Console.Comparison;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Tests.Console;

public sealed class ComparisonTests
{
    private static readonly ScreeningSubject Stranger = new()
    {
        Id = "acct_1",
        Kind = PartyKind.Individual,
        Name = "Oleg Ferostanov",
        BirthDate = PartialDate.Parse("1988-11-30"),
        Nationalities =
            [CountryCode.Parse("KZ")],
        Gender = Gender.Male,
    };

    [Theory]
    [InlineData("Birth date", FieldState.Conflict)]
    [InlineData("Nationality", FieldState.Conflict)]
    [InlineData("Kind", FieldState.Same)]
    [InlineData("Gender", FieldState.Same)]
    [InlineData("Name that matched", FieldState.Close)]
    [InlineData("Identifiers", FieldState.Missing)]
    [InlineData("Remarks", FieldState.NotComparable)]
    public void Each_field_has_its_state(string label, FieldState state) => Assert.Equal(state, Row(Stranger, label).State);

    [Theory]
    [InlineData("1962-05-02", FieldState.Same)]
    [InlineData("1962", FieldState.Close)]
    [InlineData("1990", FieldState.Conflict)]
    public void A_birth_date_is_compared_as_far_as_it_is_known(string date, FieldState state) =>
        Assert.Equal(state, Row(Stranger with { BirthDate = PartialDate.Parse(date) }, "Birth date").State);

    [Fact]
    public void What_is_missing_is_never_a_conflict() =>
        Assert.All(FieldComparison.Of(new ScreeningSubject { Name = "Oleg Ferostanov" },
        Match(new ScreeningSubject { Name = "Oleg Ferostanov" })), row => Assert.NotEqual(FieldState.Conflict, row.State));

    [Fact]
    public void The_letters_of_both_names_are_all_there_and_no_others_Invariant()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            string Name() => new([.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => "abcde "[random.Next(6)])]);
            var (ours, listed) = (Name(), Name());
            if (CharacterDifference.Of(ours, listed) is { } difference)
            {
                Assert.Equal(ours, string.Concat(difference.Runs.Where(run => run.Kind != RunKind.OnlyListed).Select(run => run.Text)));
                Assert.Equal(listed, string.Concat(difference.Runs.Where(run => run.Kind != RunKind.OnlyOurs).Select(run => run.Text)));
            }
        }
    }

    [Fact]
    public void The_difference_is_said_in_words()
    => Assert.Equal("only ours “h”", CharacterDifference.Of("Mohammhed", "Mohammed")!.InWords());

    [Fact]
    public void A_name_in_another_script_is_romanised()
    => Assert.StartsWith("Oleg", Romanised.Of("Олег Ферростанов"), StringComparison.Ordinal);

    private static FieldRow Row(ScreeningSubject subject, string label)
        => FieldComparison.Of(subject, Match(subject)).Single(row => row.Label == label);

    private static PartyMatch Match(ScreeningSubject subject)
        => PartyMatcher.Compare(subject, InventedParties.Ferrostan, ScoringProfile.Named("onboarding"));
}
