using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Screening;

/// <summary>
/// What the tables of regions say of a provider on a day, as rows of a policy: the same rows are read by lawyers, proved, obeyed by the
/// gate of a screening and by routing. A place that the table is not certain of is a review.
/// </summary>
public sealed class ProviderRows
{
    private const string Declarations = """
        feature residence code
        feature established code
        feature billing code
        feature located code
        feature masked_location code
        feature headquarters code
        feature parts codes
        feature unserved_owners integer 0..10000

        """;

    private static readonly string[] Places = ["residence", "established", "billing", "located"];
    private readonly CompiledPolicy _compiled;
    private readonly ImmutableArray<string> _names;

    /// <summary>Compiles the rows of a provider that lists regions.</summary>
    public ProviderRows(PolicySet policy, ProviderRule rule, DateOnly day)
    {
        var read = PolicyParser.Read(Declarations + Text(policy, rule, day));
        Program = (read.Program ?? throw new InvalidDataException(
            $"The regions of {rule.Provider} cannot be written as rows: {string.Join(' ', read.Problems.Take(3))}")).On(day);
        _compiled = new CompiledPolicy(Program);
        _names = [.. Program.Rules.Select(row => row.Id[(rule.Provider.Length + 1)..])];
    }

    /// <summary>The rows.</summary>
    public PolicyProgram Program { get; }

    /// <summary>The rows that fire where certain values are known and all others are missing, each with its verdict.</summary>
    /// <param name="values">The values, by name of feature.</param>
    internal ImmutableArray<(string Row, PolicyVerdict Verdict)> Fired(params IEnumerable<(string Feature, PolicyFact Fact)> values)
    {
        var coded = _compiled.Coding.Encode(PolicyFacts.Of(Program, values.Select(pair => KeyValuePair.Create(pair.Feature, pair.Fact))));
        return [.. Enumerable.Range(0, _names.Length).Where(row => _compiled.Answer(row, coded) == PolicyAnswer.Fires)
            .Select(row => (_names[row], Program.Rules[row].Then.Verdict))];
    }

    /// <summary>The rows of a provider on a day, as text to follow declarations; empty where it lists no regions.</summary>
    public static string Text(PolicySet policy, ProviderRule rule, DateOnly day)
    {
        if (!rule.ListsRegions)
        {
            return "";
        }

        var rows = policy.Tables.ProviderRegions.Where(row => row.Provider == rule.Provider && row.Basis.HoldsOn(day)).ToArray();
        var countries = rows.Where(row => !row.Code.Contains('-', StringComparison.Ordinal)).ToArray();
        var unsure = countries.Where(row => !row.Basis.IsCertain).Select(row => row.Code).ToArray();
        var listed = countries.Where(row => row.IsServed || !row.Basis.IsCertain).Select(row => row.Code).ToArray();
        var parts = rows.Where(row => row.Code.Contains('-', StringComparison.Ordinal) && !row.IsServed).Select(row => row.Code).ToArray();
        var around = parts.Select(code => code[..code.IndexOf('-', StringComparison.Ordinal)]).Distinct().ToArray();
        var text = new StringBuilder();
        var name = rule.Provider.Replace('-', '_');
        List(text, $"{name}_served", listed);
        List(text, $"{name}_unsure", unsure);
        List(text, $"{name}_parts", parts);
        List(text, $"{name}_around", around);
        // A provider that lists regions and names none serves nobody.
        string Unlisted(string place) => listed.Length > 0 ? $"{place} is not missing and {place} not in @{name}_served"
            : $"{place} is not missing";
        Row("region", "block", string.Join(" or ", Places.Select(place => $"({Unlisted(place)})")), holds: true);
        Row("region_unsure", "review", Any($"in @{name}_unsure"), unsure.Length > 0);
        Row("masked", "review", Unlisted("masked_location"), holds: true);
        Row("masked_unsure", "review", $"masked_location is not missing and masked_location in @{name}_unsure", unsure.Length > 0);
        Row("nowhere", "review", string.Join(" and ", Places.Select(place => $"{place} is missing")), holds: true);
        // A part that is named is enough; that none was looked for matters only around one.
        Row("parts", "block", $"parts is not missing and parts contains any @{name}_parts", parts.Length > 0);
        Row("parts_unread", "review", $"parts is missing and ({Any($"in @{name}_around")})", parts.Length > 0);
        Row("headquarters", "block", Unlisted("headquarters"), rule.OwnershipPercent is not null);
        Row("owners", "block", $"unserved_owners > {Hundredths(rule)}", rule.OwnershipPercent is not null);
        Row("owners_minority", "review", $"unserved_owners between 1 and {Hundredths(rule)}", rule.OwnershipPercent is > 0);
        return text.ToString();

        void Row(string row, string then, string when, bool holds)
        {
            if (holds)
            {
                text.Append(CultureInfo.InvariantCulture, $"row {rule.Provider}.{row} provider={rule.Provider} kind=region then={then}\n");
                text.Append(CultureInfo.InvariantCulture, $"when {when}\nunknown review\n");
                text.Append(CultureInfo.InvariantCulture,
                    $"basis \"{Plain(rule.Basis.Authority)}\" source \"{Plain(rule.Basis.Source)}\" checked "
                        + $"{rule.Basis.CheckedOn:yyyy-MM-dd}\n");
            }
        }
    }

    private static string Hundredths(ProviderRule rule)
        => ((int)((rule.OwnershipPercent ?? 0) * 100)).ToString(CultureInfo.InvariantCulture);

    private static string Any(string test) => string.Join(" or ", Places.Select(place => $"({place} is not missing and {place} {test})"));

    private static void List(StringBuilder text, string name, string[] codes)
    {
        if (codes.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"list @{name} = {string.Join(", ", codes)}\n");
        }
    }

    private static string Plain(string text) => text.Replace('"', '\'').Replace('\\', '/');
}
