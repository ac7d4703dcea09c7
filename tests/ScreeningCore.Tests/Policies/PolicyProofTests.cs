using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Tests.Policies;

public sealed class PolicyProofTests
{
    private static readonly DateOnly Day = new(2026, 11, 30);

    [Fact]
    public void A_row_that_can_never_fire_is_found_through_the_windows_of_its_counter()
    {
        var proof = Prove(Row("A", "count(refusals, 1h) >= 5 and count(refusals, 24h) < 3"));
        Assert.Contains(proof.Findings, one => one is { Kind: PolicyFindingKind.NeverFires, Row: "A" });
        Assert.False(proof.Holds);
    }

    [Fact]
    public void A_row_that_always_fires_and_one_that_another_implies_are_found()
    {
        var proof = Prove(Row("A", "age < 7 or age >= 7"), Row("B", "age < 5", "review"), Row("C", "age < 7", "review"));
        Assert.Contains(proof.Findings, one => one is { Kind: PolicyFindingKind.AlwaysFires, Row: "A" });
        Assert.Contains(proof.Findings, one => one is { Kind: PolicyFindingKind.Implied, Row: "B", Other: "C" });
        Assert.DoesNotContain(proof.Findings, one => one is { Kind: PolicyFindingKind.Implied, Row: "C", Other: "B" });
    }

    [Fact]
    public void One_clause_that_is_read_in_two_ways_is_a_contradiction_with_a_case()
    {
        var found = Assert.Single(Prove(Row("A", "age < 7", "block", "§1"), Row("B", "country = DE", "review", "§1")).Findings,
            one => one.Kind == PolicyFindingKind.Contradiction);
        Assert.Contains("country = DE", found.Witness!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_obligation_without_a_row_is_unmet_also_where_a_value_is_missing()
    {
        var gap = Assert.Single(Prove("must block when country in (IR, KP)\n" + Row("A", "country = IR")).Findings,
            one => one.Kind == PolicyFindingKind.Unmet);
        Assert.Contains("= KP", gap.Witness!.Text, StringComparison.Ordinal);
        Assert.True(Prove("must review when country is missing\n" + Row("A", "country = IR")).Holds);
        Assert.False(Prove("must block when country is missing\n" + Row("A", "country = IR")).Holds);
    }

    [Fact]
    public void Beyond_the_budget_nothing_is_claimed_and_nothing_is_published()
    {
        var proof = PolicyProver.Prove(Program(Row("A", "age < 7 and country = DE and vip")), Day, budget: 2);
        Assert.Contains(proof.Findings, one => one.Kind == PolicyFindingKind.NotProven);
        Assert.False(proof.Holds);
    }

    [Fact]
    public void An_exemption_that_has_expired_grants_nothing()
    {
        var program = Program(Row("A", "country = DE").Replace("unknown", "except vip expires 2026-11-29\nunknown",
            StringComparison.Ordinal));
        var facts = PolicyFacts.Of(program, new Dictionary<string,
            PolicyFact>
        { ["country"] = PolicyFact.Of("DE"), ["vip"] = PolicyFact.Of(true) });
        Assert.Equal(PolicyVerdict.None, PlainEvaluator.Evaluate(program.On(Day.AddDays(-1)), facts).Verdict);
        Assert.Equal(PolicyVerdict.Block, PlainEvaluator.Evaluate(program.On(Day), facts).Verdict);
    }

    [Fact]
    public void An_unknown_exemption_grants_nothing_and_an_unknown_condition_is_what_the_row_says_of_it()
    {
        var program = Program(Row("A", "country = DE").Replace("unknown", "except vip expires 2027-01-01\nunknown",
            StringComparison.Ordinal));
        Assert.Equal(PolicyVerdict.Block, Verdict(program, ("country", PolicyFact.Of("DE"))));
        Assert.Equal(PolicyVerdict.Review, Verdict(program, ("vip", PolicyFact.Of(false))));
        Assert.Equal(PolicyVerdict.Review, Verdict(program));
        Assert.Equal(PolicyVerdict.None, Verdict(program, ("vip", PolicyFact.Of(true))));
    }

    [Fact]
    public void A_value_that_no_declaration_admits_is_missing()
        => Assert.Equal(PolicyVerdict.Review, Verdict(Program(Row("A", "age < 7")), ("age", PolicyFact.Of(999))));

    [Fact]
    public void Cells_that_change_between_versions_are_counted_as_milder_or_stricter_with_cases()
    {
        var differences = PolicyChanges.Between(Program(Row("A", "age < 7")),
            Program(Row("A", "age < 9"), Row("B", "country = DE", "review")), Day);
        Assert.True(differences.IsProven);
        Assert.Equal(0, differences.Loosened);
        Assert.True(differences.Tightened > 0);
        Assert.Equal(["A", "B"], differences.Rows.Select(row => row.Id));
        var back = PolicyChanges.Between(Program(Row("A", "age < 9")), Program(Row("A", "age < 7")), Day);
        Assert.Equal(0, back.Tightened);
        Assert.Contains("between 7 and 8", back.Cells[0].Witness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_loses_a_word_changes_the_row_that_names_it()
    {
        string With(string words) => $"list @l = {words}\n" + Row("A", "country in @l");
        var differences = PolicyChanges.Between(Program(With("DE, FR")), Program(With("DE")), Day);
        Assert.Equal(["A"], differences.Rows.Select(row => row.Id));
        Assert.Equal((1L, 0L), (differences.Loosened, differences.Tightened));
    }

    private static PolicyVerdict Verdict(PolicyProgram program, params (string Name, PolicyFact Fact)[] facts)
        => PlainEvaluator.Evaluate(program, PolicyFacts.Of(program,
            facts.Select(pair => KeyValuePair.Create(pair.Name, pair.Fact)))).Verdict;

    private static string Row(string id, string when, string then = "block", string clause = "")
        => $"row {id} then={then}\nwhen {when}\nunknown review\nbasis \"Policy of an invented platform\" {clause} checked 2026-11-22\n";

    private static PolicyProof Prove(params string[] rows) => PolicyProver.Prove(Program(rows), Day);

    private static PolicyProgram Program(params string[] rows)
    {
        var read = PolicyParser.Read("feature country code\nfeature age integer 0..150\nfeature vip flag\ncounter refusals 1h, 24h\n"
            + string.Concat(rows));
        return read.Program ?? throw new InvalidOperationException(string.Join('\n', read.Problems));
    }
}
