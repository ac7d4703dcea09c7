using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies.Evaluation;

namespace Compliance.ScreeningCore.Policies.Experiments;

/// <summary>Cases whose verdict changed in one way.</summary>
/// <param name="Before">The verdict before.</param>
/// <param name="After">The verdict after.</param>
/// <param name="Cases">How many.</param>
public sealed record PolicyShift(PolicyVerdict Before, PolicyVerdict After, int Cases);

/// <summary>What changes for the cases of one outcome.</summary>
/// <param name="Outcome">The outcome; <c>unknown</c> where nobody knows yet.</param>
/// <param name="Cases">How many cases have it.</param>
/// <param name="StoppedBefore">How many of them did not simply go on before.</param>
/// <param name="StoppedAfter">How many do not after.</param>
public sealed record PolicyOutcomeGroup(string Outcome, int Cases, int StoppedBefore, int StoppedAfter);

/// <summary>What one row would have done.</summary>
/// <param name="Row">The row.</param>
/// <param name="Fired">Cases in which it fires.</param>
/// <param name="Undecided">Cases in which it cannot be decided.</param>
/// <param name="Alone">Cases in which it fires and no other row does.</param>
/// <param name="MostWith">The row that fires with it most often; empty where none does.</param>
/// <param name="Together">In how many cases.</param>
public sealed record PolicyRowBacktest(string Row, int Fired, int Undecided, int Alone, string MostWith, int Together);

/// <summary>What a policy would have decided on stored cases.</summary>
/// <param name="Cases">Cases.</param>
/// <param name="Changed">Cases with another verdict than before: the headline.</param>
/// <param name="Shifts">How they changed.</param>
/// <param name="Outcomes">By what came of them.</param>
/// <param name="Rows">By row.</param>
/// <param name="Immature">Cases whose outcome is too young to count.</param>
/// <param name="Refused">Lines that one of the two policies refused.</param>
public sealed record PolicyBacktestResult(int Cases, int Changed, ImmutableArray<PolicyShift> Shifts,
    ImmutableArray<PolicyOutcomeGroup> Outcomes, ImmutableArray<PolicyRowBacktest> Rows, int Immature, int Refused);

/// <summary>Runs a policy over stored cases, beside the one in force.</summary>
public static class PolicyBacktest
{
    /// <summary>Runs it. Each case is decided by the rows that counted on its own day.</summary>
    /// <param name="before">The policy in force; null where there is none.</param>
    /// <param name="after">The policy to try.</param>
    /// <param name="lines">Cases, one JSON object a line.</param>
    /// <param name="now">The moment of the backtest.</param>
    /// <param name="maturity">How old a case must be before its outcome counts.</param>
    public static PolicyBacktestResult Run(PolicyProgram? before, PolicyProgram after, IReadOnlyCollection<string> lines,
        DateTimeOffset now,
        TimeSpan maturity)
    {
        var read = PolicyCaseReader.Read(after, lines, now, maturity);
        var earlier = before is null ? read : PolicyCaseReader.Read(before, lines, now, maturity);

        // What only one of the two can read, since their features are declared differently, is compared with nothing.
        var both = read.Cases.Select(one => one.Line).Intersect(earlier.Cases.Select(one => one.Line)).ToHashSet();
        ImmutableArray<PolicyCase> cases = [.. read.Cases.Where(one => both.Contains(one.Line))];
        var fresh = Verdicts(after, cases, out var rows);
        var old = before is null ? new PolicyVerdict[cases.Length]
            : Verdicts(before, [.. earlier.Cases.Where(one => both.Contains(one.Line))], out _);

        var shifts = old.Zip(fresh).Where(pair => pair.First != pair.Second).GroupBy(pair => pair)
            .Select(group => new PolicyShift(group.Key.First, group.Key.Second, group.Count()))
            .OrderByDescending(shift => shift.Cases).ThenBy(shift => shift.Before).ThenBy(shift => shift.After).ToImmutableArray();
        var outcomes = cases.Select((one, place) => (Outcome: one.Outcome ?? "unknown", Old: old[place], Fresh: fresh[place]))
            .GroupBy(one => one.Outcome, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new PolicyOutcomeGroup(group.Key, group.Count(), group.Count(one => one.Old != PolicyVerdict.None),
                group.Count(one => one.Fresh != PolicyVerdict.None)));
        return new PolicyBacktestResult(cases.Length, shifts.Sum(shift => shift.Cases), shifts, [.. outcomes], rows, read.Immature,
            read.Problems.Length + read.Cases.Length - cases.Length);
    }

    private static PolicyVerdict[] Verdicts(PolicyProgram program, ImmutableArray<PolicyCase> cases,
        out ImmutableArray<PolicyRowBacktest> rows)
    {
        var verdicts = new PolicyVerdict[cases.Length];
        var answers = program.Rules.ToDictionary(rule => rule.Id, _ => new RowTally(), StringComparer.Ordinal);
        foreach (var day in cases.Select((one, place) => (one, place)).GroupBy(pair => DateOnly.FromDateTime(pair.one.At.UtcDateTime)))
        {
            var today = program.On(day.Key);
            var coding = PolicyCoding.Of(today);
            var pairs = day.ToArray();
            var columns = new PolicyColumns(coding, pairs.Length);
            for (var place = 0; place < pairs.Length; place++)
            {
                columns.Set(place, pairs[place].one.Facts);
            }

            var outcome = columns.Evaluate(today);
            for (var place = 0; place < pairs.Length; place++)
            {
                verdicts[pairs[place].place] = outcome.Verdicts[place];
                Tally(outcome, place, answers);
            }
        }

        rows = [.. answers.Select(pair => pair.Value.Of(pair.Key))];
        return verdicts;
    }

    private static void Tally(PolicyColumnOutcome outcome, int place, Dictionary<string, RowTally> answers)
    {
        var fired = outcome.Rows.Where(row => row.Of(place) == PolicyAnswer.Fires).Select(row => row.Id).ToArray();
        foreach (var row in outcome.Rows)
        {
            answers[row.Id].Undecided += row.Of(place) == PolicyAnswer.Unknown ? 1 : 0;
        }

        foreach (var row in fired)
        {
            var tally = answers[row];
            tally.Fired++;
            tally.Alone += fired.Length == 1 ? 1 : 0;
            foreach (var other in fired.Where(other => other != row))
            {
                tally.With[other] = tally.With.GetValueOrDefault(other) + 1;
            }
        }
    }

    private sealed class RowTally
    {
        public int Fired { get; set; }

        public int Undecided { get; set; }

        public int Alone { get; set; }

        public Dictionary<string, int> With { get; } = new(StringComparer.Ordinal);

        public PolicyRowBacktest Of(string row)
        {
            var most = With.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).FirstOrDefault();
            return new PolicyRowBacktest(row, Fired, Undecided, Alone, most.Key ?? "", most.Value);
        }
    }
}
