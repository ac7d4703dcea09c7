using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>
/// A seventh name in one field, and the last alias behind nineteen that hold several names each, were not compared and cleared: the
/// limits counted names as they are read, not as they are stated.
/// </summary>
public sealed class NamesBeyondACountTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    public static TheoryData<string, int> Lists
    {
        get
        {
            var lists = new TheoryData<string, int>();
            foreach (var mark in new[] { " / ", "; ", " | ", " aka ", " and ", " und ", ", ", " or ", " AND " })
            {
                foreach (var count in new[] { 3, 7, 15 })
                {
                    lists.Add(mark, count);
                }
            }

            return lists;
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Wherever_it_stands_in_a_list_of_names_a_listed_one_is_raised(string mark, int count)
    {
        for (var place = 0; place < count; place++)
        {
            var names = Enumerable.Range(0, count).Select(number => number == place ? "Tulorbas Shimek"
                : $"Maren{(char)('a' + number)} Lindqv{(char)('a' + number)}");
            var subject = string.Join(mark, names);
            Assert.InRange(Given.Score(subject, "Tulorbas Shimek"), Raised, 1);
            Assert.InRange(Given.Score(Given.Subject(subject, kind: PartyKind.Unknown), Given.Person("1", "Tulorbas Shimek")), Raised, 1);
        }
    }

    [Theory]
    [InlineData("Maren Lindqvist, Otto Brenner and Tulorbas Shimek")]
    [InlineData("Tulorbas Shimek or Maren Lindqvist")]
    public void Commas_and_joints_together_part_names_too(string subject)
        => Assert.InRange(Given.Score(Given.Subject(subject, kind: PartyKind.Unknown), Given.Person("1", "Tulorbas Shimek")), Raised, 1);

    [Fact]
    public void The_last_alias_is_compared_whatever_stands_in_those_before_it()
    {
        var aliases = Enumerable.Range(0, 49).Select(number => $"Maren{number} Lindqvist / Otto{number} Brenner; Ida{number} Holm")
            .Append("Tulorbas Shimek");
        var subject = Given.Subject("Anna Kern") with { Aliases = [.. aliases] };
        Assert.NotEqual(Decision.Allow, Given.Context(Given.Person("1", "Tulorbas Shimek")).Screen(subject).Decision);
        Assert.InRange(Given.Score(subject, Given.Person("1", "Tulorbas Shimek")), Raised, 1);
    }
}
