using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.ScreeningCore.Policies;

namespace Compliance.Cli.Evaluation.Policies;

/// <summary>
/// Writes a policy in Cedar. Cedar knows two truths and skips a policy whose value is missing, so each row is two policies, one for “fires”
/// and one for “cannot be decided”, with <c>has</c> before every value. Order of verdicts, days and promises about values stay outside.
/// </summary>
internal static class CedarText
{
    // Values come to Cedar as numbers of JavaScript. No constant of a compared policy lies beyond, so a greater one is in the same cell.
    private const long Greatest = 1L << 52;

    /// <summary>The types of all features, each optional.</summary>
    public static string Schema(PolicyProgram program) => "entity Case; action \"decide\" appliesTo { principal: [Case], resource: [Case], "
        + $"context: {{ {string.Join(", ", program.Features.Select(one => $"{Name(one)}?: {Type(one)}"))} }} }};";

    /// <summary>Each row and each obligation, by the id under which Cedar says that it holds.</summary>
    public static JsonObject Policies(PolicyProgram program)
    {
        var policies = new JsonObject();
        for (var row = 0; row < program.Rules.Length; row++)
        {
            var rule = program.Rules[row];
            var (yes, no) = Truth(rule.When);
            var exempt = rule.Except is { } except ? Truth(except.When).Yes : "false";
            policies[Fires(row)] = Permit($"{yes} && !{exempt}");
            policies[Undecided(row)] = Permit($"!{yes} && !{no} && !{exempt}");
        }

        for (var place = 0; place < program.Obligations.Length; place++)
        {
            policies[Named(place)] = Permit(Truth(program.Obligations[place].When).Yes);
        }

        return policies;
    }

    /// <summary>A case as Cedar's context.</summary>
    public static JsonObject Context(PolicyProgram program, PolicyFacts facts)
    {
        var context = new JsonObject();
        foreach (var feature in program.Features)
        {
            if (facts[feature] is { } fact)
            {
                context[Name(feature)] = feature.Type switch
                {
                    PolicyType.Flag => fact.Number == 1,
                    PolicyType.Choice or PolicyType.Code => fact.Words[0],
                    PolicyType.Codes => new JsonArray([.. fact.Words.Select(word => (JsonNode)word)]),
                    _ => Math.Clamp(fact.Number, -Greatest, Greatest),
                };
            }
        }

        return context;
    }

    /// <summary>The id under which a row fires.</summary>
    public static string Fires(int row) => string.Create(CultureInfo.InvariantCulture, $"f{row}");

    /// <summary>The id under which a row cannot be decided.</summary>
    public static string Undecided(int row) => string.Create(CultureInfo.InvariantCulture, $"u{row}");

    /// <summary>The id under which an obligation names a case.</summary>
    public static string Named(int obligation) => string.Create(CultureInfo.InvariantCulture, $"m{obligation}");

    private static string Permit(string condition) => $"permit(principal, action, resource) when {{ {condition} }};";

    private static (string Yes, string No) Truth(PolicyCondition condition) => condition switch
    {
        PolicyCondition.All one => (Join(one.Parts.Select(part => Truth(part).Yes), "&&"),
            Join(one.Parts.Select(part => Truth(part).No), "||")),
        PolicyCondition.Any one => (Join(one.Parts.Select(part => Truth(part).Yes), "||"),
            Join(one.Parts.Select(part => Truth(part).No), "&&")),
        PolicyCondition.Not one => Truth(one.Part) is var (yes, no) ? (no, yes) : default,
        PolicyCondition.Missing one => one.Negated ? (Has(one.Feature), $"(!{Has(one.Feature)})")
            : ($"(!{Has(one.Feature)})", Has(one.Feature)),
        PolicyCondition.Flag one => Known(one.Feature, Value(one.Feature)),
        PolicyCondition.Between one => Known(one.Feature,
            $"({Number(one.Low)} <= {Value(one.Feature)} && {Value(one.Feature)} <= {Number(one.High)})"),
        PolicyCondition.Compare one => Known(one.Feature, $"({Value(one.Feature)} {Sign(one.How)} {Number(one.Value)})"),
        PolicyCondition.Member one => Known(one.Feature, (one.Negated ? "!" : "") + (one.Feature.Type == PolicyType.Codes
            ? $"{Value(one.Feature)}.containsAny({Words(one.Words)})" : $"{Words(one.Words)}.contains({Value(one.Feature)})")),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };

    private static string Join(IEnumerable<string> parts, string sign) => $"({string.Join($" {sign} ", parts)})";

    private static (string Yes, string No) Known(PolicyFeature feature, string holds)
        => ($"({Has(feature)} && {holds})", $"({Has(feature)} && !({holds}))");

    private static string Has(PolicyFeature feature) => $"(context has {Name(feature)})";

    private static string Value(PolicyFeature feature) => $"context.{Name(feature)}";

    private static string Name(PolicyFeature feature) => string.Create(CultureInfo.InvariantCulture, $"v{feature.Index}");

    private static string Type(PolicyFeature feature) => feature.Type switch
    {
        PolicyType.Flag => "Bool",
        PolicyType.Choice or PolicyType.Code => "String",
        PolicyType.Codes => "Set<String>",
        _ => "Long",
    };

    private static string Words(PolicyWords words)
    {
        var text = new StringBuilder();
        foreach (var word in words.Words)
        {
            text.Append(text.Length == 0 ? "[\"" : ", \"").Append(word.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return text.Append(']').ToString();
    }

    private static string Number(long number) => Math.Abs(number) < Greatest ? number.ToString(CultureInfo.InvariantCulture)
        : throw new InvalidDataException($"The constant {number} is too great to be compared.");

    private static string Sign(PolicyComparison how) => how switch
    {
        PolicyComparison.Equal => "==",
        PolicyComparison.NotEqual => "!=",
        PolicyComparison.Less => "<",
        PolicyComparison.LessOrEqual => "<=",
        PolicyComparison.Greater => ">",
        PolicyComparison.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "Not a comparison."),
    };
}
