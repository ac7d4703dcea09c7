using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>Writes a policy in its one form: reading it again gives the same policy.</summary>
public static class PolicyFormatter
{
    /// <summary>The whole policy.</summary>
    public static string Format(PolicyProgram program)
    {
        var text = new StringBuilder();
        var counters = new HashSet<string>(StringComparer.Ordinal);
        foreach (var feature in program.Features)
        {
            if (!feature.Name.StartsWith("count(", StringComparison.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"feature {Word(feature.Name)} {TypeOf(feature)}\n");
            }
            else if (counters.Add(feature.Family))
            {
                var windows = program.Features.Where(one => one.Name.StartsWith($"count({feature.Family},", StringComparison.Ordinal))
                    .Select(one => one.Name[(one.Name.LastIndexOf(' ') + 1)..^1]);
                text.Append(CultureInfo.InvariantCulture, $"counter {Word(feature.Family)} {string.Join(", ", windows)}\n");
            }
        }

        foreach (var order in program.Orders)
        {
            var (smaller, greater) = (program.Features[order.Smaller], program.Features[order.Greater]);
            if (!smaller.Name.StartsWith("count(", StringComparison.Ordinal) || smaller.Family != greater.Family)
            {
                text.Append(CultureInfo.InvariantCulture, $"order {smaller.Name} <= {greater.Name}\n");
            }
        }

        foreach (var list in program.Lists)
        {
            text.Append(CultureInfo.InvariantCulture, $"list @{list.Name} = {string.Join(", ", list.Words.Select(Word))}\n");
        }

        foreach (var obligation in program.Obligations)
        {
            text.Append(CultureInfo.InvariantCulture, $"must {Of(obligation.AtLeast)} when {Of(obligation.When)}\n");
        }

        foreach (var rule in program.Rules)
        {
            text.Append('\n').Append(Format(rule));
        }

        return text.ToString();
    }

    /// <summary>One row.</summary>
    public static string Format(PolicyRule rule)
    {
        var text = new StringBuilder($"row {Word(rule.Id)}");
        foreach (var one in rule.Attributes)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Word(one.Name)}={Word(one.Value)}");
        }

        text.Append(" then=").Append(Of(rule.Then));
        text.Append(rule.From is { } from ? $" from={Day(from)}" : "").Append(rule.To is { } to ? $" to={Day(to)}" : "");
        text.Append(rule.Until is { } until
            ? $" until=+{PolicyQuantity.Write((long)until.TotalSeconds, PolicyType.Duration, "")}" : "").Append('\n');
        text.Append("when    ").Append(Of(rule.When)).Append('\n');
        if (rule.Except is { } except)
        {
            text.Append("except  ").Append(Of(except.When)).Append(" expires ").Append(Day(except.Expires)).Append('\n');
        }

        text.Append("unknown ").Append(Of(rule.Unknown)).Append('\n');
        text.Append("basis   ").Append(Quoted(rule.Basis.Authority));
        text.Append(rule.Basis.Clause.Length > 0 ? " " + rule.Basis.Clause : "");
        text.Append(rule.Basis.Source.Length > 0 ? $" source {Word(rule.Basis.Source)}" : "");
        return text.Append(" checked ").Append(Day(rule.Basis.Checked)).Append(rule.Basis.IsCertain ? "" : " uncertain").Append('\n')
            .ToString();
    }

    /// <summary>A verdict as rows write it.</summary>
    public static string Of(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.None => "none",
        PolicyVerdict.Challenge => "challenge",
        PolicyVerdict.Review => "review",
        PolicyVerdict.Restrict => "restrict",
        PolicyVerdict.Block => "block",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Not a verdict."),
    };

    /// <summary>A consequence with its parameters.</summary>
    public static string Of(PolicyConsequence then) => then.Parameters.IsEmpty ? Of(then.Verdict)
        : $"{Of(then.Verdict)}({string.Join(", ", then.Parameters.Select(one => $"{one.Name}: {string.Join(' ',
            one.Values.Select(Word))}"))})";

    /// <summary>A condition.</summary>
    public static string Of(PolicyCondition condition) => condition switch
    {
        PolicyCondition.Any one => string.Join(" or ", one.Parts.Select(part => part is PolicyCondition.Any ? $"({Of(part)})" : Of(part))),
        PolicyCondition.All one => string.Join(" and ", one.Parts.Select(part
            => part is PolicyCondition.Any or PolicyCondition.All ? $"({Of(part)})" : Of(part))),
        PolicyCondition.Not one => one.Part is PolicyCondition.Any or PolicyCondition.All ? $"not ({Of(one.Part)})" : $"not {Of(one.Part)}",
        PolicyCondition.Flag one => Name(one.Feature),
        PolicyCondition.Compare one => $"{Name(one.Feature)} {Mark(one.How)} {Number(one.Feature, one.Value)}",
        PolicyCondition.Between one => $"{Name(one.Feature)} between {Number(one.Feature, one.Low)} and {Number(one.Feature, one.High)}",
        PolicyCondition.Member one => Member(one),
        PolicyCondition.Missing one => $"{Name(one.Feature)} is {(one.Negated ? "not " : "")}missing",
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };

    /// <summary>A number with its unit, as conditions write it.</summary>
    public static string Number(PolicyFeature feature, long value) => PolicyQuantity.Write(value, feature.Type, feature.Unit)
        + (feature.Type == PolicyType.Money ? " " + feature.Unit : "");

    private static string Member(PolicyCondition.Member one)
    {
        var several = feature(one) ? "contains any " : one.Negated ? "not in " : "in ";
        return one.Words is { List: { } list } ? $"{Name(one.Feature)} {several}@{list}"
            : one.Words.Words is [var single]
                ? $"{Name(one.Feature)} {(feature(one) ? "contains" : one.Negated ? "!=" : "=")} {Word(single)}"
            : $"{Name(one.Feature)} {several}({string.Join(", ", one.Words.Words.Select(Word))})";

        static bool feature(PolicyCondition.Member one) => one.Feature.Type == PolicyType.Codes;
    }

    private static string Name(PolicyFeature feature)
        => feature.Name.StartsWith("count(", StringComparison.Ordinal) ? feature.Name : Word(feature.Name);

    private static string TypeOf(PolicyFeature feature) => feature.Type switch
    {
        PolicyType.Flag => "flag",
        PolicyType.Integer => feature is { Least: <= long.MinValue / 4, Most: >= long.MaxValue / 4 } ? "integer"
            : string.Create(CultureInfo.InvariantCulture, $"integer {feature.Least}..{feature.Most}"),
        PolicyType.Money => "money " + feature.Unit,
        PolicyType.Duration => "duration",
        PolicyType.Instant => "instant",
        PolicyType.Choice => "enum " + string.Join(", ", feature.Words.Select(Word)),
        PolicyType.Code => "code",
        PolicyType.Codes => "codes",
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature.Type, "Not a type."),
    };

    private static string Mark(PolicyComparison how) => how switch
    {
        PolicyComparison.Equal => "=",
        PolicyComparison.NotEqual => "!=",
        PolicyComparison.Less => "<",
        PolicyComparison.LessOrEqual => "<=",
        PolicyComparison.Greater => ">",
        PolicyComparison.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "Not a comparison."),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Words that the scanner would cut, or that mean something, stand in quotes.
    private static string Word(string word) => word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter)
        || letter is '_' or '.' or '-' or '/') && !Reserved.Contains(word) ? word : Quoted(word);

    private static readonly ImmutableHashSet<string> Reserved = [.. PolicyParser.Statements, "and", "or", "not", "in", "is", "contains",
        "any", "between", "missing", "expires", "checked", "source", "uncertain"];

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
