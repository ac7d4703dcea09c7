using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies;

/// <summary>The value of one feature in one case.</summary>
/// <param name="Number">A number in the feature's unit; 1 or 0 for a flag.</param>
/// <param name="Words">The word of a choice or code; all codes of several.</param>
public readonly record struct PolicyFact(long Number, ImmutableArray<string> Words)
{
    /// <summary>A number, or a flag as 1 or 0.</summary>
    public static PolicyFact Of(long number) => new(number, []);

    /// <summary>A flag.</summary>
    public static PolicyFact Of(bool flag) => new(flag ? 1 : 0, []);

    /// <summary>A word, or several codes.</summary>
    public static PolicyFact Of(params ImmutableArray<string> words) => new(0, words);
}

/// <summary>What is known of one case: a value for each feature, or nothing. A value that the feature's declaration does not admit counts
/// as nothing, so that it can never open a door.</summary>
public sealed class PolicyFacts
{
    private readonly PolicyFact?[] _values;

    /// <summary>Takes the values by index of feature.</summary>
    public PolicyFacts(PolicyProgram program, IEnumerable<KeyValuePair<int, PolicyFact>> values)
    {
        _values = new PolicyFact?[program.Features.Length];
        foreach (var (index, fact) in values)
        {
            _values[index] = Admits(program.Features[index], fact) ? fact : null;
        }
    }

    /// <summary>The value of a feature; null where it is missing.</summary>
    public PolicyFact? this[PolicyFeature feature] => _values[feature.Index];

    /// <summary>Takes the values by name of feature; a name that no feature has is left out, since no row can ask for it.</summary>
    public static PolicyFacts Of(PolicyProgram program, IEnumerable<KeyValuePair<string, PolicyFact>> values) => new(program,
        values.Select(pair => (Feature: program.Find(pair.Key), pair.Value)).Where(pair => pair.Feature is not null)
            .Select(pair => KeyValuePair.Create(pair.Feature!.Index, pair.Value)));

    /// <summary>True where a feature can have the value.</summary>
    public static bool Admits(PolicyFeature feature, PolicyFact fact) => feature.Type switch
    {
        PolicyType.Flag => fact.Number is 0 or 1,
        PolicyType.Choice => fact.Words is [var word] && feature.Words.Contains(word),
        PolicyType.Code => fact.Words is [{ Length: > 0 }],
        PolicyType.Codes => !fact.Words.IsDefault && fact.Words.All(word => word.Length > 0),
        _ => fact.Number >= feature.Least && fact.Number <= feature.Most,
    };
}
