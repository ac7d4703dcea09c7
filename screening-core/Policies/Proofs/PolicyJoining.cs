using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies.Evaluation;

namespace Compliance.ScreeningCore.Policies.Proofs;

/// <summary>Gives two policies one set of features, so that they can be asked about the same cases.</summary>
internal static class PolicyJoining
{
    /// <summary>Both policies over the features of both; a name that the two declare differently cannot be compared.</summary>
    /// <exception cref="PolicyLimitException">A feature is declared differently in the other policy.</exception>
    public static (PolicyProgram Before, PolicyProgram After) Join(PolicyProgram before, PolicyProgram after)
    {
        var features = before.Features.ToList();
        foreach (var feature in after.Features)
        {
            var place = features.FindIndex(one => one.Name == feature.Name);
            if (place < 0)
            {
                features.Add(feature with { Index = features.Count });
            }
            else
            {
                Same(features[place], feature);
            }
        }

        var orders = before.Orders.Select(one => Named(one, before)).Concat(after.Orders.Select(one => Named(one, after)))
            .Select(pair => new PolicyOrder(Place(pair.Smaller), Place(pair.Greater))).Distinct().ToImmutableArray();
        return (Over(before), Over(after));

        int Place(string name) => features.FindIndex(one => one.Name == name);

        PolicyProgram Over(PolicyProgram program) => program with
        {
            Features = [.. features],
            Orders = orders,
            Rules = [.. program.Rules.Select(rule => rule with
            {
                When = Moved(rule.When),
                Except = rule.Except is { } except ? except with { When = Moved(except.When) } : null,
            })],
            Obligations = [],
        };

        PolicyCondition Moved(PolicyCondition condition) => condition switch
        {
            PolicyCondition.All one => new PolicyCondition.All([.. one.Parts.Select(Moved)]),
            PolicyCondition.Any one => new PolicyCondition.Any([.. one.Parts.Select(Moved)]),
            PolicyCondition.Not one => new PolicyCondition.Not(Moved(one.Part)),
            PolicyCondition.Flag one => one with { Feature = Here(one.Feature) },
            PolicyCondition.Compare one => one with { Feature = Here(one.Feature) },
            PolicyCondition.Between one => one with { Feature = Here(one.Feature) },
            PolicyCondition.Member one => one with { Feature = Here(one.Feature) },
            PolicyCondition.Missing one => one with { Feature = Here(one.Feature) },
            _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
        };

        PolicyFeature Here(PolicyFeature feature) => features[Place(feature.Name)];
    }

    // A value that one version admits and the other does not is known in one and missing in the other: no cell of both.
    private static PolicyFeature Same(PolicyFeature one, PolicyFeature other) => one with { Index = 0 } == other with { Index = 0 } ? one
        : throw new PolicyLimitException($"{one.Name} is declared differently in the two versions.");

    private static (string Smaller, string Greater) Named(PolicyOrder order, PolicyProgram program)
        => (program.Features[order.Smaller].Name, program.Features[order.Greater].Name);
}

/// <summary>The words that a row compares with.</summary>
internal static class PolicyWordsOf
{
    public static IEnumerable<PolicyWords> Row(PolicyRule rule) => Of(rule.When).Concat(rule.Except is { } except ? Of(except.When) : []);

    private static IEnumerable<PolicyWords> Of(PolicyCondition condition) => condition switch
    {
        PolicyCondition.All one => one.Parts.SelectMany(Of),
        PolicyCondition.Any one => one.Parts.SelectMany(Of),
        PolicyCondition.Not one => Of(one.Part),
        PolicyCondition.Member one => [one.Words],
        _ => [],
    };
}
