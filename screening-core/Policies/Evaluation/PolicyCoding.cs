using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies.Evaluation;

/// <summary>
/// Codes values as whole numbers. Words that no condition of the policy tells apart are one class: a policy of ten countries has at most
/// eleven classes, however many countries there are. A missing value is <see cref="Unknown"/>.
/// </summary>
public sealed class PolicyCoding
{
    /// <summary>The code of a missing value.</summary>
    public const long Unknown = long.MinValue;

    /// <summary>Most classes of a feature of several codes: each is a bit.</summary>
    public const int MaxSetClasses = 62;

    private readonly FrozenDictionary<string, int>[] _classes;
    private readonly ImmutableArray<string>[] _examples;

    /// <summary>Takes the features and all conditions that will be asked.</summary>
    /// <exception cref="PolicyLimitException">More classes of codes than can be told apart.</exception>
    public PolicyCoding(ImmutableArray<PolicyFeature> features, IEnumerable<PolicyCondition> conditions)
    {
        Features = features;
        var sets = conditions.SelectMany(Sets).ToLookup(pair => pair.Feature, pair => pair.Words);
        _classes = new FrozenDictionary<string, int>[features.Length];
        _examples = new ImmutableArray<string>[features.Length];
        foreach (var feature in features)
        {
            var told = sets[feature.Index].Distinct().ToArray();
            var words = told.SelectMany(set => set.Words).Concat(feature.Words).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal);
            var signatures = new Dictionary<string, int>(StringComparer.Ordinal) { [new string('-', told.Length)] = 0 };
            var (classes, examples) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<string> { "" });
            foreach (var word in words)
            {
                var signature = string.Concat(told.Select(set => set.Contains(word) ? '+' : '-'));
                if (signatures.TryAdd(signature, signatures.Count))
                {
                    examples.Add(word);
                }

                classes[word] = signatures[signature];
                examples[classes[word]] = examples[classes[word]].Length == 0 ? word : examples[classes[word]];
            }

            if (feature.Type == PolicyType.Codes && signatures.Count > MaxSetClasses)
            {
                throw new PolicyLimitException($"The lists that {feature.Name} is compared with tell more than {MaxSetClasses} "
                    + $"classes apart.");
            }

            (_classes[feature.Index], _examples[feature.Index]) = (classes.ToFrozenDictionary(StringComparer.Ordinal), [.. examples]);
        }
    }

    /// <summary>The features, by index.</summary>
    public ImmutableArray<PolicyFeature> Features { get; }

    /// <summary>The coding of a policy.</summary>
    public static PolicyCoding Of(PolicyProgram program) => new(program.Features, ConditionsOf(program));

    /// <summary>All conditions of a policy.</summary>
    public static IEnumerable<PolicyCondition> ConditionsOf(PolicyProgram program)
        => program.Rules.SelectMany(rule => rule.Except is { } except ? [rule.When, except.When] : new[] { rule.When })
            .Concat(program.Obligations.Select(one => one.When));

    /// <summary>A word of each class, class 0 first: that is the class of words that no condition names, with an empty example where no
    /// declared word is in it.</summary>
    public ImmutableArray<string> ExamplesOf(PolicyFeature feature) => _examples[feature.Index];

    /// <summary>The words of a class that conditions or declarations name.</summary>
    public IEnumerable<string> WordsOf(PolicyFeature feature, int wordClass)
        => _classes[feature.Index].Where(pair => pair.Value == wordClass).Select(pair => pair.Key).Order(StringComparer.Ordinal);

    /// <summary>The coded values of a case, by index of feature.</summary>
    public long[] Encode(PolicyFacts facts)
    {
        var values = new long[Features.Length];
        foreach (var feature in Features)
        {
            values[feature.Index] = facts[feature] is { } fact ? Encode(feature, fact) : Unknown;
        }

        return values;
    }

    /// <summary>The code of a value that the feature admits.</summary>
    public long Encode(PolicyFeature feature, PolicyFact fact)
    {
        var classes = _classes[feature.Index];
        return feature.Type switch
        {
            PolicyType.Choice or PolicyType.Code => classes.GetValueOrDefault(fact.Words[0]),
            PolicyType.Codes => fact.Words.Aggregate(0L, (mask, word) => mask | (1L << classes.GetValueOrDefault(word))),
            _ => fact.Number,
        };
    }

    /// <summary>The code of one word; of a word that the feature does not admit, that of a missing value.</summary>
    public long Encode(PolicyFeature feature, string? word)
        => string.IsNullOrEmpty(word) || (feature.Type == PolicyType.Choice && !feature.Words.Contains(word)) ? Unknown
            : _classes[feature.Index].GetValueOrDefault(word);

    /// <summary>A row on coded values.</summary>
    public PolicyRuleTest Lower(PolicyRule rule) => new(Lower(rule.When), rule.Except is { } except ? Lower(except.When) : null);

    /// <summary>A condition on coded values.</summary>
    public PolicyTest Lower(PolicyCondition condition) => condition switch
    {
        PolicyCondition.All one => new PolicyTest.All([.. one.Parts.Select(Lower)]),
        PolicyCondition.Any one => new PolicyTest.Any([.. one.Parts.Select(Lower)]),
        PolicyCondition.Not one => new PolicyTest.Not(Lower(one.Part)),
        PolicyCondition.Flag one => new PolicyTest.InRange(one.Feature.Index, 1, 1),
        PolicyCondition.Between one => new PolicyTest.InRange(one.Feature.Index, one.Low, one.High),
        PolicyCondition.Compare { How: PolicyComparison.NotEqual } one =>
            new PolicyTest.Not(new PolicyTest.InRange(one.Feature.Index, one.Value, one.Value)),
        PolicyCondition.Compare one => Range(one),
        PolicyCondition.Member { Negated: true } one => new PolicyTest.Not(Lower(one with { Negated = false })),
        PolicyCondition.Member { Feature.Type: PolicyType.Codes } one => new PolicyTest.Meets(one.Feature.Index,
            one.Words.Words.Aggregate(0L, (mask, word) => mask | (1L << _classes[one.Feature.Index][word]))),
        PolicyCondition.Member one => new PolicyTest.InClasses(one.Feature.Index, Classes(one)),
        PolicyCondition.Missing { Negated: true } one => new PolicyTest.Not(new PolicyTest.Missing(one.Feature.Index)),
        PolicyCondition.Missing one => new PolicyTest.Missing(one.Feature.Index),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };

    private static PolicyTest.InRange Range(PolicyCondition.Compare one) => one.How switch
    {
        PolicyComparison.Equal => new PolicyTest.InRange(one.Feature.Index, one.Value, one.Value),
        PolicyComparison.Less => new PolicyTest.InRange(one.Feature.Index, one.Feature.Least, one.Value - 1),
        PolicyComparison.LessOrEqual => new PolicyTest.InRange(one.Feature.Index, one.Feature.Least, one.Value),
        PolicyComparison.Greater => new PolicyTest.InRange(one.Feature.Index, one.Value + 1, one.Feature.Most),
        PolicyComparison.GreaterOrEqual => new PolicyTest.InRange(one.Feature.Index, one.Value, one.Feature.Most),
        _ => throw new ArgumentOutOfRangeException(nameof(one), one.How, "Not a range."),
    };

    private ImmutableArray<bool> Classes(PolicyCondition.Member one)
    {
        var marked = new bool[_examples[one.Feature.Index].Length];
        foreach (var word in one.Words.Words)
        {
            marked[_classes[one.Feature.Index][word]] = true;
        }

        return [.. marked];
    }

    private static IEnumerable<(int Feature, PolicyWords Words)> Sets(PolicyCondition condition) => condition switch
    {
        PolicyCondition.All one => one.Parts.SelectMany(Sets),
        PolicyCondition.Any one => one.Parts.SelectMany(Sets),
        PolicyCondition.Not one => Sets(one.Part),
        PolicyCondition.Member one => [(one.Feature.Index, one.Words with { List = null })],
        _ => [],
    };
}

/// <summary>A policy is larger than what can be told apart or proved.</summary>
public sealed class PolicyLimitException : Exception
{
    /// <summary>Makes the error.</summary>
    public PolicyLimitException()
    {
    }

    /// <summary>Makes the error with what is too large.</summary>
    public PolicyLimitException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with what is too large, and its cause.</summary>
    public PolicyLimitException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
