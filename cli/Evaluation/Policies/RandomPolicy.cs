using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies;

namespace Compliance.Cli.Evaluation.Policies;

/// <summary>Random policies and random cases of them, by seed: every type, counters with windows, named lists, exemptions.</summary>
internal sealed class RandomPolicy
{
    private static readonly string[] Countries = ["AA", "BB", "CC", "DD", "EE"];
    private readonly Random _random;
    private readonly ImmutableArray<PolicyFeature> _features;
    private readonly ImmutableArray<PolicyList> _lists;

    /// <summary>Makes a policy.</summary>
    /// <param name="seed">The same seed gives the same policy.</param>
    /// <param name="rows">Most rows.</param>
    /// <param name="small">True for few features and constants, so that all cases can be looked at one by one.</param>
    public RandomPolicy(int seed, int rows, bool small)
    {
        _random = new Random(seed);
        var all = AllFeatures();
        _features = [.. (small ? Chosen(all, 2 + _random.Next(2)) : all).Select((feature, index) => feature with { Index = index })];
        _lists = [new PolicyList("served", PolicyWords.Of(null, Some(Countries)).Words),
            new PolicyList("risky", PolicyWords.Of(null, Some(Countries)).Words)];
        var orders = _features.Where(feature => feature.Name.StartsWith("count(", StringComparison.Ordinal)).Select(one => one.Index)
            .ToArray();
        var rules = Enumerable.Range(0, 1 + _random.Next(rows)).Select(Rule).ToImmutableArray();
        // Every pair, also across a window whose count is missing: what is promised of windows holds whether or not it is known.
        var promised = from one in orders from other in orders where one < other select new PolicyOrder(one, other);
        Program = new PolicyProgram(_features, _lists, [.. promised], rules, []);
    }

    /// <summary>The policy.</summary>
    public PolicyProgram Program { get; }

    /// <summary>A condition over the features of the policy.</summary>
    public PolicyCondition Condition() => Condition(2);

    /// <summary>A random case; a fifth of the values is missing.</summary>
    public PolicyFacts Facts() => new(Program, _features.Where(_ => _random.Next(5) > 0)
        .Select(feature => KeyValuePair.Create(feature.Index, Fact(feature))));

    private PolicyFact Fact(PolicyFeature feature) => feature.Type switch
    {
        PolicyType.Flag => PolicyFact.Of(_random.Next(2) == 0),
        PolicyType.Choice => PolicyFact.Of(feature.Words[_random.Next(feature.Words.Length)]),
        PolicyType.Code => PolicyFact.Of(Country()),
        PolicyType.Codes => new PolicyFact(0, [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Country())]),
        _ => PolicyFact.Of(Constant(feature) + _random.Next(-1, 2)),
    };

    private string Country() => _random.Next(5) == 0 ? "ZZ" : Countries[_random.Next(Countries.Length)];

    private static PolicyFeature[] AllFeatures() =>
    [
        new("flag", PolicyType.Flag, 0, 0, 1, [], ""), new("age_days", PolicyType.Integer, 0, 0, 40_000, [], ""),
        new("amount", PolicyType.Money, 0, long.MinValue / 4, long.MaxValue / 4, [], "USD"),
        new("since_signup", PolicyType.Duration, 0, 0, 3_153_600_000, [], ""),
        new("now", PolicyType.Instant, 0, 0, 6_307_200_000, [], ""),
        new("tier", PolicyType.Choice, 0, 0, 0, ["free", "paid", "verified"], ""), new("country", PolicyType.Code, 0, 0, 0, [], ""),
        new("nexus", PolicyType.Codes, 0, 0, 0, [], ""), new("count(refusals, 1h)", PolicyType.Integer, 0, 0, long.MaxValue / 4, [], ""),
        new("count(refusals, 24h)", PolicyType.Integer, 0, 0, long.MaxValue / 4, [], ""),
        new("count(refusals, 7d)", PolicyType.Integer, 0, 0, long.MaxValue / 4, [], ""),
    ];

    private IEnumerable<PolicyFeature> Chosen(PolicyFeature[] all, int count)
    {
        var places = Enumerable.Range(0, all.Length).OrderBy(_ => _random.Next()).Take(count).Order();
        return places.Select(place => all[place]);
    }

    private PolicyRule Rule(int number)
    {
        var then = (PolicyVerdict)_random.Next(1, 5);
        var parameters = then == PolicyVerdict.Restrict && _random.Next(2) == 0
            ? ImmutableArray.Create(new PolicyParameter("require", [_random.Next(2) == 0 ? "zdr" : "safety_identifier"])) : [];
        var except = _random.Next(4) == 0 ? new PolicyExemption(Condition(1), new DateOnly(2027, 3, 31)) : null;
        return new PolicyRule($"R-{number}", [], new PolicyConsequence(then, parameters), (PolicyVerdict)_random.Next(1, 5), Condition(2),
            except, new PolicyCitation("Policy of an invented platform", "", "", new DateOnly(2026, 11, 22), true), null, null, null, 1);
    }

    private PolicyCondition Condition(int depth) => depth == 0 ? Test() : _random.Next(5) switch
    {
        0 => new PolicyCondition.All([.. Parts(depth)]),
        1 => new PolicyCondition.Any([.. Parts(depth)]),
        2 => new PolicyCondition.Not(Condition(depth - 1)),
        _ => Test(),
    };

    private IEnumerable<PolicyCondition> Parts(int depth) => Enumerable.Range(0, 2 + _random.Next(2)).Select(_ => Condition(depth - 1))
        .ToArray();

    private PolicyCondition Test()
    {
        var feature = _features[_random.Next(_features.Length)];
        if (_random.Next(8) == 0)
        {
            return new PolicyCondition.Missing(feature, _random.Next(2) == 0);
        }

        return feature.Type switch
        {
            PolicyType.Flag => new PolicyCondition.Flag(feature),
            PolicyType.Choice => new PolicyCondition.Member(feature, PolicyWords.Of(null, Some([.. feature.Words])), _random.Next(2) == 0),
            PolicyType.Code => new PolicyCondition.Member(feature, Words(), _random.Next(2) == 0),
            PolicyType.Codes => new PolicyCondition.Member(feature, Words(), Negated: false),
            _ => Number(feature),
        };
    }

    private PolicyWords Words() => _random.Next(2) == 0 ? PolicyWords.Of(null, Some(Countries))
        : _lists[_random.Next(_lists.Length)] is var list ? new PolicyWords(list.Name, list.Words) : null!;

    private PolicyCondition Number(PolicyFeature feature)
    {
        var (one, other) = (Constant(feature), Constant(feature));
        return _random.Next(4) == 0 ? new PolicyCondition.Between(feature, Math.Min(one, other), Math.Max(one, other))
            : new PolicyCondition.Compare(feature, (PolicyComparison)_random.Next(6), one);
    }

    private long Constant(PolicyFeature feature) => feature.Type switch
    {
        PolicyType.Money => _random.Next(-3, 8) * 250,
        PolicyType.Duration => _random.Next(1, 9) * 3600,
        PolicyType.Instant => 1_767_225_600 + (_random.Next(8) * 86_400L),
        _ => _random.Next(1, 9),
    };

    private string[] Some(string[] words)
    {
        var some = words.Where(_ => _random.Next(2) == 0).ToArray();
        return some.Length > 0 ? some : [words[_random.Next(words.Length)]];
    }
}
