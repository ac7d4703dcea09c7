using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;

namespace Compliance.Cli.Evaluation.Policies;

/// <summary>The slow proof: every case that could differ, one by one, by the plain reading or by another engine. It shares nothing with
/// the proof by cells but the meaning of a condition.</summary>
internal sealed class EveryCase
{
    private readonly PolicyProgram _program;
    private readonly List<PolicyFacts> _cases = [];
    private readonly List<bool> _known = [];
    private readonly CaseAnswers _answers;

    /// <summary>Looks at every case.</summary>
    /// <param name="program">The policy.</param>
    /// <param name="evaluate">Who says what rows answer; null for the plain reading.</param>
    public EveryCase(PolicyProgram program, Func<PolicyProgram, IReadOnlyList<PolicyFacts>, CaseAnswers>? evaluate = null)
    {
        _program = program;
        var values = program.Features.Select(Values).ToArray();
        var chosen = new PolicyFact?[values.Length];
        Fill(0);
        _answers = (evaluate ?? CaseAnswers.Plain)(program, _cases);

        void Fill(int feature)
        {
            if (feature == values.Length)
            {
                if (program.Orders.All(order => chosen[order.Smaller] is not { } less || chosen[order.Greater] is not { } more
                    || less.Number <= more.Number))
                {
                    _cases.Add(new PolicyFacts(program, chosen.Select((fact, index) => KeyValuePair.Create(index, fact))
                        .Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!.Value))));
                    _known.Add(chosen.All(fact => fact is not null));
                }

                return;
            }

            foreach (var value in values[feature])
            {
                chosen[feature] = value;
                Fill(feature + 1);
            }
        }
    }

    /// <summary>How many cases there are.</summary>
    public int Count => _cases.Count;

    public bool Fires(int row) => Answers(row).Contains(PolicyAnswer.Fires);

    public bool AlwaysFires(int row) => Answers(row).Zip(_known).All(pair => !pair.Second || pair.First == PolicyAnswer.Fires);

    public bool FireTogether(int row, int other)
        => Answers(row).Zip(Answers(other)).Any(pair => pair is (PolicyAnswer.Fires, PolicyAnswer.Fires));

    public bool FireApart(int row, int other)
        => Answers(row).Zip(Answers(other)).Any(pair => (pair.First == PolicyAnswer.Fires) != (pair.Second == PolicyAnswer.Fires));

    /// <summary>True where one row says, in some case, what the other does not say.</summary>
    public bool SaysMore(int row, int other)
    {
        var (mine, theirs) = (_program.Rules[row], _program.Rules[other]);
        return Answers(row).Zip(Answers(other)).Any(pair => pair.First switch
        {
            PolicyAnswer.Silent => false,
            PolicyAnswer.Fires when pair.Second == PolicyAnswer.Fires => !theirs.Then.Includes(mine.Then),
            PolicyAnswer.Fires => theirs.VerdictOf(pair.Second) < mine.Then.Verdict
                || (!mine.Then.Parameters.IsEmpty && theirs.VerdictOf(pair.Second) != PolicyVerdict.Block),
            _ => theirs.VerdictOf(pair.Second) < mine.Unknown,
        });
    }

    public bool IsUncovered() => Cases().Any(place => _answers.Rows.All(row => row[place] == PolicyAnswer.Silent));

    public bool IsUnmet(PolicyObligation obligation)
    {
        var named = _answers.Named[_program.Obligations.IndexOf(obligation)];
        return Cases().Any(place => named[place] && Outcome(0, _program.Rules.Length, place).Verdict < obligation.AtLeast);
    }

    /// <summary>Whether some case is decided more mildly, and whether some more strictly, by the second policy. Both have the same
    /// features.</summary>
    public static (bool Milder, bool Stricter) Compare(PolicyProgram before, PolicyProgram after,
        Func<PolicyProgram, IReadOnlyList<PolicyFacts>, CaseAnswers>? evaluate = null)
    {
        var all = new EveryCase(before with
        {
            Rules = [.. before.Rules, .. after.Rules.Select(rule => rule with { Id = rule.Id + "'" })],
            Obligations = [],
        }, evaluate);
        var (milder, stricter) = (false, false);
        foreach (var place in all.Cases())
        {
            var (was, now) = (all.Outcome(0, before.Rules.Length, place),
                all.Outcome(before.Rules.Length, all._program.Rules.Length, place));
            milder |= now.Verdict < was.Verdict || (now.Verdict == was.Verdict && was.Required.Except(now.Required).Any());
            stricter |= now.Verdict > was.Verdict || (now.Verdict == was.Verdict && now.Required.Except(was.Required).Any());
        }

        return (milder, stricter);
    }

    private (PolicyVerdict Verdict, string[] Required) Outcome(int first, int end, int place)
    {
        var rows = Enumerable.Range(first, end - first).Select(row => (Rule: _program.Rules[row], Said: _answers.Rows[row][place]))
            .ToArray();
        var verdict = rows.Select(row => row.Rule.VerdictOf(row.Said)).DefaultIfEmpty(PolicyVerdict.None).Max();
        return (verdict, verdict == PolicyVerdict.Block ? [] : [.. rows.Where(row => row.Said == PolicyAnswer.Fires)
            .SelectMany(row => row.Rule.Then.Parameters).Select(one => $"{one.Name} {string.Join(' ', one.Values)}").Distinct()]);
    }

    private IEnumerable<int> Cases() => Enumerable.Range(0, _cases.Count);

    private PolicyAnswer[] Answers(int row) => _answers.Rows[row];

    private PolicyFact?[] Values(PolicyFeature feature)
    {
        var conditions = PolicyCoding.ConditionsOf(_program).SelectMany(Flat).ToArray();
        IEnumerable<PolicyFact> known = feature.Type switch
        {
            PolicyType.Flag => [PolicyFact.Of(false), PolicyFact.Of(true)],
            PolicyType.Choice => feature.Words.Select(word => PolicyFact.Of(word)),
            PolicyType.Code => Words().Append("elsewhere").Select(word => PolicyFact.Of(word)),
            PolicyType.Codes => Subsets([.. Words()]).Select(words => new PolicyFact(0, words)),
            _ => Numbers().Select(PolicyFact.Of),
        };
        return [.. known.Select(one => (PolicyFact?)one), null];

        IEnumerable<string> Words() => conditions.OfType<PolicyCondition.Member>().Where(one => one.Feature == feature)
            .SelectMany(one => one.Words.Words).Distinct(StringComparer.Ordinal);

        // Just below, at and just above every constant; of counters, those of all their windows.
        IEnumerable<long> Numbers() => conditions.SelectMany(one => one switch
        {
            PolicyCondition.Compare number when number.Feature.Family == feature.Family => [number.Value],
            PolicyCondition.Between number when number.Feature.Family == feature.Family => [number.Low, number.High],
            _ => Array.Empty<long>(),
        }).SelectMany(constant => new[] { constant - 1, constant, constant + 1 }).Append(feature.Least).Append(feature.Most)
            .Where(number => number >= feature.Least && number <= feature.Most).Distinct();
    }

    private static IEnumerable<ImmutableArray<string>> Subsets(string[] words)
        => Enumerable.Range(0, 1 << words.Length).Select(mask => words.Where((_, place) => (mask >> place & 1) != 0).ToImmutableArray());

    private static IEnumerable<PolicyCondition> Flat(PolicyCondition condition) => condition switch
    {
        PolicyCondition.All one => one.Parts.SelectMany(Flat),
        PolicyCondition.Any one => one.Parts.SelectMany(Flat),
        PolicyCondition.Not one => Flat(one.Part),
        _ => [condition],
    };
}
