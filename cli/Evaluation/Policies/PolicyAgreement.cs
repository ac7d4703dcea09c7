using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.Cli.Evaluation.Policies;

/// <summary>Compares what must be equal: the three evaluators, the text and what is read from it, the proof by cells and the slow
/// one.</summary>
internal static class PolicyAgreement
{
    /// <summary>What differs between the evaluators on random cases of a random policy; null where nothing does.</summary>
    public static string? OfEvaluators(int seed, int cases)
    {
        var random = new RandomPolicy(seed, rows: 2, small: false);
        var program = random.Program;
        var text = PolicyFormatter.Format(program);
        if (PolicyParser.Read(text) is not { Program: { } read })
        {
            return $"policy {seed}: its text is not read: {PolicyParser.Read(text).Problems[0]}\n{text}";
        }

        if (read.Hash() != program.Hash())
        {
            return $"policy {seed}: its text reads as another policy\n{text}";
        }

        var compiled = new CompiledPolicy(program);
        var columns = new PolicyColumns(compiled.Coding, cases);
        var facts = Enumerable.Range(0, cases).Select(_ => random.Facts()).ToArray();
        for (var place = 0; place < cases; place++)
        {
            columns.Set(place, facts[place]);
        }

        var whole = columns.Evaluate(program);
        for (var place = 0; place < cases; place++)
        {
            var plain = PlainEvaluator.Evaluate(program, facts[place]);
            var column = PolicyOutcome.Join(program.Rules, row => whole.Answer(row, place));
            if (!plain.Equals(compiled.Evaluate(facts[place])) || !plain.Equals(column) || whole.Verdicts[place] != plain.Verdict
                || compiled.Verdict(compiled.Coding.Encode(facts[place])) != plain.Verdict)
            {
                return $"policy {seed}, case {place}: plain {plain.Verdict}, compiled {compiled.Evaluate(facts[place]).Verdict}, columns "
                    + $"{column.Verdict}\n{text}";
            }
        }

        return null;
    }

    /// <summary>The answers of the proof by cells to every question about a small random policy, a letter each: 1 for yes.</summary>
    public static string ByCells(PolicyProgram program)
    {
        var prover = new PolicyProver(program);
        return Answers(program, row => prover.Fires(row) is not null, row => prover.DoesNotFire(row) is null,
            (one, two) => prover.FireTogether(one, two) is not null, (one, two) => prover.FireApart(one, two) is not null,
            (one, two) => prover.SaysMore(one, two) is not null, () => prover.Uncovered() is not null,
            obligation => prover.Unmet(obligation) is not null);
    }

    /// <summary>The same by looking at every case.</summary>
    /// <param name="program">The policy.</param>
    /// <param name="evaluate">Who says what rows answer; null for the plain reading.</param>
    public static string ByEveryCase(PolicyProgram program,
        Func<PolicyProgram, IReadOnlyList<PolicyFacts>, CaseAnswers>? evaluate = null)
    {
        var every = new EveryCase(program, evaluate);
        return Answers(program, every.Fires, every.AlwaysFires, every.FireTogether, every.FireApart, every.SaysMore, every.IsUncovered,
            every.IsUnmet);
    }

    /// <summary>A small random policy with an obligation.</summary>
    public static PolicyProgram Small(int seed)
    {
        var random = new RandomPolicy(seed, rows: 4, small: true);
        return random.Program with { Obligations = [new PolicyObligation(random.Condition(), (PolicyVerdict)(1 + (seed & 3)), 1)] };
    }

    /// <summary>Where the difference of two versions in cells differs from looking at every case; null where it does not.</summary>
    public static string? OfChanges(int seed, Func<PolicyProgram, IReadOnlyList<PolicyFacts>, CaseAnswers>? evaluate = null)
    {
        var (one, other) = (new RandomPolicy(seed, rows: 3, small: true).Program, new RandomPolicy(seed, rows: 3, small: true).Program);
        var changed = new RandomPolicy(seed, rows: 3, small: true);
        other = other with { Rules = other.Rules.SetItem(0, other.Rules[0] with { When = changed.Condition() }) };
        var day = new DateOnly(2026, 11, 30);
        var differences = PolicyChanges.Between(one, other, day);
        var (milder, stricter) = EveryCase.Compare(one.On(day), other.On(day), evaluate);
        return differences.IsProven && differences.Loosened > 0 == milder && differences.Tightened > 0 == stricter ? null
            : $"policy {seed}: cells {differences.Loosened} milder, {differences.Tightened} stricter; every case {milder}, {stricter}";
    }

    /// <summary>A witness that does not show what it should; null where all do.</summary>
    public static string? OfWitnesses(PolicyProgram program)
    {
        var prover = new PolicyProver(program);
        for (var row = 0; row < program.Rules.Length; row++)
        {
            if (prover.Fires(row) is { } fires && PlainEvaluator.Answer(program.Rules[row], fires.Facts(program)) != PolicyAnswer.Fires)
            {
                return $"{program.Rules[row].Id} does not fire where {fires.Text}";
            }
        }

        return prover.Unmet(program.Obligations[0]) is { } gap
            && PlainEvaluator.Evaluate(program, gap.Facts(program)).Verdict >= program.Obligations[0].AtLeast
            ? $"the obligation is met where {gap.Text}" : null;
    }

    private static string Answers(PolicyProgram program, Func<int, bool> fires, Func<int, bool> always, Func<int, int, bool> together,
        Func<int, int, bool> apart, Func<int, int, bool> more, Func<bool> uncovered, Func<PolicyObligation, bool> unmet)
    {
        var rows = Enumerable.Range(0, program.Rules.Length).ToArray();
        var pairs = from one in rows from two in rows where one != two select (one, two);
        return string.Concat(rows.SelectMany(row => new[] { fires(row), always(row) })
            .Concat(pairs.SelectMany(pair => new[] { together(pair.one, pair.two), apart(pair.one, pair.two), more(pair.one, pair.two) }))
            .Append(uncovered()).Concat(program.Obligations.Select(unmet)).Select(yes => yes ? '1' : '0'));
    }
}
