using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Tests.Policies;

public sealed class PolicyParserTests
{
    private const string Declared = """
        feature country code
        feature tier enum free, paid, verified
        feature age_days integer 0..40000
        feature amount money USD
        feature since duration
        feature now instant
        feature nexus codes
        feature vip flag
        counter refusals 1h, 24h, 7d
        list @served = DE, FR
        """;

    private const string Rest = "\nunknown review\nbasis \"Policy of an invented platform\" §3.2 source ota:4812532 checked 2026-11-22\n";

    [Fact]
    public void A_row_is_read_with_all_its_parts()
    {
        var program = Read("""
            row E-014 harm=provider_policy then=restrict(models: "provider:x/*", require: zdr) until=+30d
            when    age_days < 7 and count(refusals, 24h) >= 5 and country not in @served
            except  tier in ("verified") expires 2027-03-31
            """ + Rest);
        var rule = Assert.Single(program.Rules);
        Assert.Equal("provider_policy", rule.Attribute("harm"));
        Assert.Equal(PolicyVerdict.Restrict, rule.Then.Verdict);
        Assert.Equal("provider:x/*", Assert.Single(rule.Then.Of("models")));
        Assert.Equal(TimeSpan.FromDays(30), rule.Until);
        Assert.Equal(new DateOnly(2027, 3, 31), rule.Except!.Expires);
        Assert.Equal(("§3.2", "ota:4812532", true), (rule.Basis.Clause, rule.Basis.Source, rule.Basis.IsCertain));
        Assert.Equal("age_days < 7 and count(refusals, 24h) >= 5 and country not in @served", PolicyFormatter.Of(rule.When));
    }

    [Theory]
    [InlineData("countri = DE", 1, "country")]
    [InlineData("tier = verifyed", 8, "verified")]
    [InlineData("country in @serve", 12, "@served")]
    [InlineData("count(refusal, 24h) > 2", 1, "count(refusals, 24h)")]
    public void A_word_that_is_not_known_is_told_with_its_place_and_what_was_meant(string condition, int column, string meant)
    {
        var problem = Problem($"row A then=block\nwhen {condition}{Rest}");
        Assert.Equal((meant, Line(2), column + "when ".Length), (problem.Suggestion, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("age_days < \"x\"", "whole number")]
    [InlineData("age_days = country", "not with another feature")]
    [InlineData("tier = country", "not with another feature")]
    [InlineData("amount > 5", "“USD” is expected")]
    [InlineData("since > 5", "length of time")]
    [InlineData("vip = true", "true or false")]
    [InlineData("nexus = DE", "contains")]
    [InlineData("country < 5", "a code")]
    [InlineData("age_days > 50000", "lies between")]
    [InlineData("age_days between 9 and 3", "greater than the second")]
    public void A_value_of_another_type_is_refused_with_what_is_expected(string condition, string expected)
        => Assert.Contains(expected, Problem($"row A then=block\nwhen {condition}{Rest}").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("row A then=allow\nwhen vip" + Rest, "No row allows")]
    [InlineData("row A then=block\nwhen vip\nunknown allow\nbasis \"x\" checked 2026-11-22", "No row allows")]
    [InlineData("row A then=block\nwhen vip\nbasis \"x\" checked 2026-11-22", "lacks unknown")]
    [InlineData("row A then=block\nwhen vip\nunknown review", "lacks basis")]
    [InlineData("row A then=block\nwhen vip\nunknown review\nbasis \"x\" checked 2026-11-22 uncertain", "at most review")]
    [InlineData("row A then=block(models: x)\nwhen vip" + Rest, "Only restrict")]
    [InlineData("row A then=block\nwhen vip\nexcept vip" + Rest, "“expires” is expected")]
    [InlineData("row A then=block\nwhen vip" + Rest + "row A then=block\nwhen vip" + Rest, "Another row")]
    public void What_would_loosen_or_lacks_a_part_is_refused(string text, string expected)
        => Assert.Contains(expected, Problem(text).Message, StringComparison.Ordinal);

    [Fact]
    public void All_problems_are_said_at_once()
    {
        var read = PolicyParser.Read($"{Declared}\nrow A then=block\nwhen x{Rest}row B then=block\nwhen y{Rest}");
        Assert.Equal(2, read.Problems.Length);
    }

    [Fact]
    public void A_deep_condition_and_a_long_text_end_in_a_problem_and_in_nothing_else()
    {
        Assert.NotEmpty(PolicyParser.Read($"{Declared}\nrow A then=block\nwhen {new string('(', 100_000)}vip").Problems);
        Assert.NotEmpty(PolicyParser.Read($"{Declared}\nrow A then=block\nwhen "
            + $"{string.Concat(Enumerable.Repeat("not ", 100_000))}vip").Problems);
        Assert.NotEmpty(PolicyParser.Read(new string('x', PolicyParser.MaxChars + 1)).Problems);
    }

    [Fact]
    public void Layout_and_comments_do_not_change_a_policy()
    {
        var one = Read($"row A then=block\nwhen vip and country = DE{Rest}");
        var other = Read($"row A   then=block # why\nwhen\n   vip\n   and country = \"DE\"{Rest}");
        Assert.Equal(one.Hash(), other.Hash());
        Assert.NotEqual(one.Hash(), Read($"row A then=block\nwhen vip and country = FR{Rest}").Hash());
    }

    private static int Line(int row) => Declared.Split('\n').Length + row;

    private static PolicyProgram Read(string rows) => PolicyParser.Read($"{Declared}\n{rows}") is { Program: { } program } ? program
        : throw new InvalidOperationException(string.Join('\n', PolicyParser.Read($"{Declared}\n{rows}").Problems));

    private static PolicyProblem Problem(string rows) => PolicyParser.Read($"{Declared}\n{rows}").Problems[0];
}
