using System.Collections.Immutable;
using System.Text.Json;

namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>Reads the values of a case from a JSON object, a field a feature. What is wrong is said; nothing is guessed.</summary>
public static class PolicyFactsReader
{
    /// <summary>Reads the values.</summary>
    /// <param name="program">The policy whose features they are.</param>
    /// <param name="values">The object: numbers, texts such as <c>"7d"</c> or <c>"12.50"</c>, true or false, lists of codes, null where
    /// missing.</param>
    /// <param name="strict">True where a field that no feature has is a problem.</param>
    public static (PolicyFacts? Facts, ImmutableArray<string> Problems) Read(PolicyProgram program, JsonElement values, bool strict = true)
    {
        if (values.ValueKind != JsonValueKind.Object)
        {
            return (null, ["The values of a case are a JSON object, a field a feature."]);
        }

        var problems = ImmutableArray.CreateBuilder<string>();
        var facts = new Dictionary<int, PolicyFact>();
        foreach (var field in values.EnumerateObject())
        {
            if (program.Find(field.Name) is not { } feature)
            {
                if (strict)
                {
                    var near = NearestWord.Of(field.Name, program.Features.Select(one => one.Name));
                    problems.Add($"No feature is called {field.Name}.{(near is null ? "" : $" Did you mean {near}?")}");
                }
            }
            else if (field.Value.ValueKind != JsonValueKind.Null)
            {
                if (Of(feature, field.Value) is { } fact && PolicyFacts.Admits(feature, fact))
                {
                    facts[feature.Index] = fact;
                }
                else
                {
                    problems.Add($"{feature.Name} cannot be {field.Value.GetRawText()}.");
                }
            }
        }

        return problems.Count > 0 ? (null, problems.ToImmutable()) : (new PolicyFacts(program, facts), []);
    }

    private static PolicyFact? Of(PolicyFeature feature, JsonElement value) => (feature.Type, value.ValueKind) switch
    {
        (PolicyType.Flag, JsonValueKind.True) => PolicyFact.Of(true),
        (PolicyType.Flag, JsonValueKind.False) => PolicyFact.Of(false),
        (PolicyType.Choice or PolicyType.Code, JsonValueKind.String) => PolicyFact.Of(value.GetString()!),
        (PolicyType.Codes, JsonValueKind.Array) => value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
            ? new PolicyFact(0, [.. value.EnumerateArray().Select(one => one.GetString()!)]) : null,
        (PolicyType.Integer or PolicyType.Duration or PolicyType.Instant, JsonValueKind.Number) =>
            value.TryGetInt64(out var number) ? PolicyFact.Of(number) : null,
        (PolicyType.Integer or PolicyType.Duration or PolicyType.Instant or PolicyType.Money, JsonValueKind.String) =>
            PolicyQuantity.Read(value.GetString()!, feature.Type, feature.Unit) is { } read ? PolicyFact.Of(read) : null,
        _ => null,
    };
}
