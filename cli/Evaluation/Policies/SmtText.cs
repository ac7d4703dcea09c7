using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Policies;

namespace Compliance.Cli.Evaluation.Policies;

/// <summary>Writes a policy in SMT-LIB: a value and whether it is known for each feature, two formulas for each condition.</summary>
internal static class SmtText
{
    public static string Declarations(PolicyProgram program)
    {
        var text = new StringBuilder();
        foreach (var feature in program.Features)
        {
            text.Append(CultureInfo.InvariantCulture, $"(declare-const k{feature.Index} Bool)\n");
            if (feature.Type == PolicyType.Codes)
            {
                foreach (var word in WordsOf(program, feature))
                {
                    text.Append(CultureInfo.InvariantCulture, $"(declare-const {Code(feature, word)} Bool)\n");
                }
            }
            else
            {
                var (low, high) = feature.IsWord ? (0, WordNumbers.Of(feature, null)) : (feature.Least, feature.Most);
                text.Append(CultureInfo.InvariantCulture, $"(declare-const v{feature.Index} Int)\n")
                    .Append(CultureInfo.InvariantCulture,
                        $"(assert (and (<= {Number(low)} v{feature.Index}) (<= v{feature.Index} {Number(high)})))\n");
            }
        }

        foreach (var order in program.Orders)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"(assert (=> (and k{order.Smaller} k{order.Greater}) (<= v{order.Smaller} v{order.Greater})))\n");
        }

        return text.ToString();
    }

    public static string AllKnown(PolicyProgram program) => And(program.Features.Select(feature => $"k{feature.Index}"));

    public static SmtRow Row(PolicyRule rule)
    {
        var (yes, no) = Truth(rule.When);
        var exempt = rule.Except is { } except ? Truth(except.When).Yes : "false";
        return new SmtRow($"(and {yes} (not {exempt}))", $"(and (not {yes}) (not {no}) (not {exempt}))");
    }

    public static string And(IEnumerable<string> parts) => $"(and true {string.Join(' ', parts)})";

    /// <summary>When a condition certainly holds, and when it certainly does not.</summary>
    public static (string Yes, string No) Truth(PolicyCondition condition) => condition switch
    {
        PolicyCondition.All one => (And(one.Parts.Select(part => Truth(part).Yes)),
            $"(or false {string.Join(' ', one.Parts.Select(part => Truth(part).No))})"),
        PolicyCondition.Any one => ($"(or false {string.Join(' ', one.Parts.Select(part => Truth(part).Yes))})",
            And(one.Parts.Select(part => Truth(part).No))),
        PolicyCondition.Not one => Truth(one.Part) is var (yes, no) ? (no, yes) : default,
        PolicyCondition.Missing one => one.Negated ? ($"k{one.Feature.Index}", $"(not k{one.Feature.Index})")
            : ($"(not k{one.Feature.Index})", $"k{one.Feature.Index}"),
        PolicyCondition.Flag one => Known(one.Feature, $"(= v{one.Feature.Index} 1)"),
        PolicyCondition.Between one => Known(one.Feature,
            $"(and (<= {Number(one.Low)} v{one.Feature.Index}) (<= v{one.Feature.Index} {Number(one.High)}))"),
        PolicyCondition.Compare one => Known(one.Feature, Compared(one)),
        PolicyCondition.Member one => Member(one),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };

    private static (string Yes, string No) Member(PolicyCondition.Member one)
    {
        var holds = "(or false " + string.Join(' ', one.Words.Words.Select(word => one.Feature.Type == PolicyType.Codes
            ? Code(one.Feature, word)
            : string.Create(CultureInfo.InvariantCulture, $"(= v{one.Feature.Index} {WordNumbers.Of(one.Feature, word)})"))) + ")";
        return Known(one.Feature, one.Negated ? $"(not {holds})" : holds);
    }

    private static (string Yes, string No) Known(PolicyFeature feature, string holds)
        => ($"(and k{feature.Index} {holds})", $"(and k{feature.Index} (not {holds}))");

    private static string Compared(PolicyCondition.Compare one)
    {
        var (value, number) = ($"v{one.Feature.Index}", Number(one.Value));
        return one.How switch
        {
            PolicyComparison.Equal => $"(= {value} {number})",
            PolicyComparison.NotEqual => $"(not (= {value} {number}))",
            PolicyComparison.Less => $"(< {value} {number})",
            PolicyComparison.LessOrEqual => $"(<= {value} {number})",
            PolicyComparison.Greater => $"(> {value} {number})",
            PolicyComparison.GreaterOrEqual => $"(>= {value} {number})",
            _ => throw new ArgumentOutOfRangeException(nameof(one), one.How, "Not a comparison."),
        };
    }

    private static string Number(long number) => number < 0 ? string.Create(CultureInfo.InvariantCulture, $"(- {-number})")
        : number.ToString(CultureInfo.InvariantCulture);

    private static string Code(PolicyFeature feature, string word) => $"s{feature.Index}_{word}";

    private static IEnumerable<string> WordsOf(PolicyProgram program, PolicyFeature feature) => program.Rules
        .SelectMany(rule => Flat(rule.When).Concat(rule.Except is { } except ? Flat(except.When) : []))
        .Concat(program.Obligations.SelectMany(one => Flat(one.When))).OfType<PolicyCondition.Member>()
        .Where(one => one.Feature == feature).SelectMany(one => one.Words.Words).Distinct(StringComparer.Ordinal);

    private static IEnumerable<PolicyCondition> Flat(PolicyCondition condition) => condition switch
    {
        PolicyCondition.All one => one.Parts.SelectMany(Flat),
        PolicyCondition.Any one => one.Parts.SelectMany(Flat),
        PolicyCondition.Not one => Flat(one.Part),
        _ => [condition],
    };
}

/// <summary>A number for each word of the generated policies.</summary>
internal static class WordNumbers
{
    private const int OpenCodes = 1000;

    /// <summary>The number of a word; of none, the greatest number that a value can have.</summary>
    public static long Of(PolicyFeature feature, string? word) => feature.Type == PolicyType.Choice
        ? word is null ? feature.Words.Length - 1 : feature.Words.IndexOf(word)
        : word is null ? OpenCodes : word[0];
}
