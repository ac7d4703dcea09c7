using System.Diagnostics;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.Cli.Evaluation.Policies;

/// <summary>Times the evaluators on one small row, as rows of a policy are.</summary>
internal static class PolicySpeed
{
    private const int Cases = 65_536;
    private const int Rounds = 60;

    /// <summary>The row that is timed: a number, a counter, a country of a list, an exemption.</summary>
    public const string Text = """
        feature age_days integer 0..40000
        feature country code
        feature tier enum free, paid, verified
        counter refusals 1h, 24h
        list @served = AA, BB, CC, DD

        row E-014 then=restrict(models: "x/*")
        when age_days < 7 and count(refusals, 24h) >= 5 and country not in @served
        except tier = verified expires 2027-03-31
        unknown review
        basis "Policy of an invented platform" checked 2026-11-22
        """;

    /// <summary>Evaluations of a row in a second by the compiled form, and rows of cases in a second by columns, on one core.</summary>
    public static (double Compiled, double Columns) Measure(int seed)
    {
        var program = PolicyParser.Read(Text).Program!;
        var compiled = new CompiledPolicy(program);
        var columns = new PolicyColumns(compiled.Coding, Cases);
        var random = new Random(seed);
        var values = new long[Cases][];
        string[] countries = ["AA", "BB", "CC", "DD", "EE", "FF"];
        for (var place = 0; place < Cases; place++)
        {
            var facts = PolicyFacts.Of(program, new Dictionary<string, PolicyFact>
            {
                ["age_days"] = PolicyFact.Of(random.Next(30)),
                ["country"] = PolicyFact.Of(countries[random.Next(6)]),
                ["tier"] = PolicyFact.Of(random.Next(3) == 0 ? "verified" : "free"),
                ["count(refusals, 24h)"] = PolicyFact.Of(random.Next(10)),
            });
            values[place] = compiled.Coding.Encode(facts);
            columns.Set(place, facts);
        }

        return (Best(() =>
        {
            var strict = 0;
            foreach (var one in values)
            {
                strict += (int)compiled.Verdict(one);
            }

            GC.KeepAlive(strict);
        }), Best(() => GC.KeepAlive(columns.Evaluate(program))));
    }

    private static double Best(Action work)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return Math.Round(Cases / best);
    }
}
