using System.CommandLine;
using Compliance.Cli.Evaluation.Policies;

namespace Compliance.Cli.Evaluation;

/// <summary>What <c>evaluate policies</c> found; property names are the contract of its JSON.</summary>
/// <param name="Programs">Random policies on which the evaluators were compared.</param>
/// <param name="Cases">Cases on which they were compared.</param>
/// <param name="Differences">Policies on which they differ, or whose text reads as another policy.</param>
/// <param name="Tables">Random policies whose proofs were compared.</param>
/// <param name="Proofs">Questions that were answered.</param>
/// <param name="ProofDisagreements">Policies on which a proof differs from looking at every case, from the solver or from Cedar, and rows
/// of the shipped terms on which Cedar differs.</param>
/// <param name="SolverTables">Policies that were put to the solver; 0 where none was named.</param>
/// <param name="CedarTables">Policies whose every case was put to Cedar; 0 where none was named.</param>
/// <param name="CedarTerms">Answers of rows of the shipped terms that were compared with Cedar's.</param>
/// <param name="CedarVersion">The version of Cedar; null where none was named.</param>
/// <param name="EvaluationsPerSecond">Evaluations of one row in a second, compiled, on one core.</param>
/// <param name="RowsPerSecond">Cases in a second by columns, on one core.</param>
/// <param name="RouteMicroseconds">Median time in which 500 endpoints of one request are decided.</param>
/// <param name="RoutesAsked">Questions of country, provider and kind of key, after a refusal or from a place that is not served.</param>
/// <param name="RoutesForbidden">How many of them found an endpoint; none may.</param>
internal sealed record PoliciesSummary(int Programs, long Cases, int Differences, int Tables, long Proofs, int ProofDisagreements,
    int SolverTables, int CedarTables, long CedarTerms, string? CedarVersion, double EvaluationsPerSecond, double RowsPerSecond,
    double RouteMicroseconds, int RoutesAsked, int RoutesForbidden);

/// <summary><c>evaluate policies</c>: do the evaluators agree, are proofs right, how fast is it.</summary>
internal static class EvaluatePoliciesVerb
{
    private const int CasesOfProgram = 16;
    public static Command Create(CliConsole console)
    {
        var programs = EvaluateSchedulesVerb.CountOption("--programs", 10_000);
        var tables = EvaluateSchedulesVerb.CountOption("--tables", 1000);
        var seed = new Option<int>("--seed") { Description = "Seed of the first policy; each has its own.", DefaultValueFactory = _ => 0 };
        var solver = new Option<string?>("--solver") { Description = "An SMT solver to compare proofs with, such as z3." };
        var engine = new Option<string?>("--cedar")
        { Description = "A folder node_modules with @cedar-policy/cedar-wasm to compare with, such as tests/Cedar/node_modules." };
        var command = new Command("policies",
            "Compare the three evaluators of policies on random policies, and proofs with looking at every case (and with a "
                + "solver, and with Cedar); time them.")
        { programs, tables, seed, solver, engine };
        command.SetAction((parsed, cancellation) =>
        {
            var (first, path) = (parsed.GetValue(seed), parsed.GetValue(solver));
            var differences = Progress.Over(console, "programs", parsed.GetValue(programs), onCase
                => Count(parsed.GetValue(programs), number =>
                PolicyAgreement.OfEvaluators(unchecked(first + number), CasesOfProgram), console, onCase, cancellation));
            using var oracle = path is null ? null : SmtSolver.Start(path);
            using var cedar = parsed.GetValue(engine) is { } modules ? CedarEngine.Start(modules) : null;
            var proofs = 0L;
            var disagreements = Progress.Over(console, "tables", parsed.GetValue(tables), onCase => Count(parsed.GetValue(tables), number =>
            {
                var program = PolicyAgreement.Small(unchecked(first + number));
                var cells = PolicyAgreement.ByCells(program);
                proofs += cells.Length;
                return Disagreement(number, "every case", cells, PolicyAgreement.ByEveryCase(program))
                    ?? (oracle is null ? null : Disagreement(number, "the solver", cells, oracle.Answers(program)))
                    ?? (cedar is null ? null : Disagreement(number, "Cedar", cells, PolicyAgreement.ByEveryCase(program, cedar.Evaluate)))
                    ?? PolicyAgreement.OfWitnesses(program) ?? PolicyAgreement.OfChanges(unchecked(first + number))
                    ?? (cedar is null ? null : PolicyAgreement.OfChanges(unchecked(first + number), cedar.Evaluate));
            }, console, onCase, cancellation));
            var (compiled, columns) = PolicySpeed.Measure(first);
            var routes = RouteMeasurement.Forbidden();
            var terms = cedar is null ? (Compared: 0L, Differ: 0) : RouteMeasurement.InCedar(cedar);
            disagreements += terms.Differ;
            Summaries.Print(console, new PoliciesSummary(parsed.GetValue(programs), (long)parsed.GetValue(programs) * CasesOfProgram,
                differences, parsed.GetValue(tables), proofs, disagreements, oracle is null ? 0 : parsed.GetValue(tables),
                cedar is null ? 0 : parsed.GetValue(tables), terms.Compared, cedar?.Version, compiled, columns,
                RouteMeasurement.Microseconds(), routes.Asked, routes.Forbidden));
            return Task.FromResult(differences + disagreements + routes.Forbidden == 0 ? CliCommands.Done : CliCommands.Faulty);
        });
        return command;
    }

    private static string? Disagreement(int number, string whom, string cells, string other)
        => cells == other ? null : $"table {number}: cells {cells}, {whom} {other}";

    private static int Count(int count, Func<int, string?> fault, CliConsole console, Action onCase, CancellationToken cancellation)
    {
        var faults = 0;
        for (var number = 0; number < count; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (fault(number) is { } found)
            {
                faults++;
                if (faults <= 10)
                {
                    console.Error.WriteLine(found);
                }
            }

            onCase();
        }

        return faults;
    }
}
