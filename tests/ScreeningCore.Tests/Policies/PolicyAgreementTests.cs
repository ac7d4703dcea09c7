using Compliance.Cli.Evaluation.Policies;
using Compliance.ScreeningCore.Policies;
using Compliance.Tests.Shared;
using CsCheck;

namespace Compliance.ScreeningCore.Tests.Policies;

/// <summary>`evaluate policies` compares the same on as many policies as it is asked for.</summary>
public sealed class PolicyAgreementTests
{
    [Fact]
    public void The_three_evaluators_say_the_same_and_texts_read_as_what_was_written()
        => Gen.Int.Sample(seed => PolicyAgreement.OfEvaluators(seed, cases: 8) is { } fault ? throw new InvalidOperationException(fault)
            : true,
            iter: 600);

    [Fact]
    public void Proofs_by_cells_say_what_looking_at_every_case_says()
        => Gen.Int.Sample(seed => PolicyAgreement.Small(seed) is var policy
            && PolicyAgreement.ByCells(policy) == PolicyAgreement.ByEveryCase(policy) && PolicyAgreement.OfWitnesses(policy) is null,
                iter: 300);

    [Fact]
    public void What_changes_between_versions_is_what_looking_at_every_case_finds()
        => Gen.Int.Sample(seed => PolicyAgreement.OfChanges(seed) is { } fault ? throw new InvalidOperationException(fault) : true,
            iter: 300);

    [SkippableSolverFact]
    public void Proofs_by_cells_say_what_a_solver_says()
    {
        using var solver = SmtSolver.Start("z3");
        Gen.Int.Sample(seed => PolicyAgreement.Small(seed) is var policy && PolicyAgreement.ByCells(policy) == solver.Answers(policy),
            iter: 100, threads: 1);
    }

    [FactWithCedar]
    public void Proofs_by_cells_say_what_Cedar_says_of_every_case_and_its_validator_minds_no_row()
    {
        using var cedar = CedarEngine.Start(FactWithCedarAttribute.Modules);
        Gen.Int.Sample(seed => PolicyAgreement.Small(seed) is var policy
            && PolicyAgreement.ByCells(policy) == PolicyAgreement.ByEveryCase(policy, cedar.Evaluate)
            && PolicyAgreement.OfChanges(seed, cedar.Evaluate) is null, iter: 25, threads: 1);
    }

    [FactWithCedar]
    public void A_proof_that_were_wrong_would_be_seen_by_Cedar()
    {
        using var cedar = CedarEngine.Start(FactWithCedarAttribute.Modules);
        var seen = Enumerable.Range(0, 12).Count(seed =>
        {
            var policy = PolicyAgreement.Small(seed);
            var turned = policy with
            {
                Rules = policy.Rules.SetItem(0, policy.Rules[0] with
                { When = new PolicyCondition.Not(policy.Rules[0].When) })
            };
            return PolicyAgreement.ByCells(policy) != PolicyAgreement.ByEveryCase(turned, cedar.Evaluate);
        });
        Assert.InRange(seen, 6, 12);
    }
}

/// <summary>A test that needs Cedar.</summary>
internal sealed class FactWithCedarAttribute : FactAttribute
{
    public FactWithCedarAttribute() => Skip = Directory.Exists(Modules) ? null : "needs Cedar: run `npm ci` in tests/Cedar";

    /// <summary>Where npm puts it.</summary>
    public static string Modules { get; } = Path.Combine(TestData.RepositoryRoot(), "tests", "Cedar", "node_modules");
}

/// <summary>A test that needs z3.</summary>
internal sealed class SkippableSolverFactAttribute : FactAttribute
{
    public SkippableSolverFactAttribute()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip = path.Any(folder => File.Exists(Path.Combine(folder, "z3"))) ? null : "z3 is not installed (Debian package z3).";
    }
}
