using Compliance.Cli.Evaluation.Policies;
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
        using var solver = new SmtSolver("z3");
        Gen.Int.Sample(seed => PolicyAgreement.Small(seed) is var policy && PolicyAgreement.ByCells(policy) == solver.Answers(policy),
            iter: 100, threads: 1);
    }
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
