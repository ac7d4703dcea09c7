using System.Globalization;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Screening.Law;

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
    private readonly RowBook _book;
    private readonly int _prefix;

    /// <summary>Compiles the rows of a provider that lists regions.</summary>
    public ProviderRows(PolicySet policy, ProviderRule rule, DateOnly day)
    {
        _book = new RowBook($"The regions of {rule.Provider}", Declarations + Text(policy, rule, day), day);
        _prefix = rule.Provider.Length + 1;
    }

    /// <summary>The rows.</summary>
    public PolicyProgram Program => _book.Program;

    /// <summary>The rows that fire where certain values are known and all others are missing, each with its verdict.</summary>
    /// <param name="values">The values, by name of feature.</param>
    internal IEnumerable<(string Row, PolicyVerdict Verdict)> Fired(params IEnumerable<(string Feature, PolicyFact Fact)> values)
        => _book.Answers(values).Where(pair => pair.Answer == PolicyAnswer.Fires)
            .Select(pair => (pair.Row.Id[_prefix..], pair.Row.Then.Verdict));

    /// <summary>The rows of a provider on a day, as text to follow declarations; empty where it lists no regions.</summary>
    public static string Text(PolicySet policy, ProviderRule rule, DateOnly day)
    {
        if (!rule.ListsRegions)
        {
            return "";
        }

        var regions = policy.Tables.ProviderRegions.Where(row => row.Provider == rule.Provider && row.Basis.HoldsOn(day)).ToArray();
        var countries = regions.Where(row => !row.Code.Contains('-', StringComparison.Ordinal)).ToArray();
        var unsure = countries.Where(row => !row.Basis.IsCertain).Select(row => row.Code).ToArray();
        var listed = countries.Where(row => row.IsServed || !row.Basis.IsCertain).Select(row => row.Code).ToArray();
        var parts = regions.Where(row => row.Code.Contains('-', StringComparison.Ordinal) && !row.IsServed)
            .Select(row => row.Code).ToArray();
        var around = parts.Select(code => code[..code.IndexOf('-', StringComparison.Ordinal)]).Distinct().ToArray();
        var rows = new RowWriter();
        var name = rule.Provider.Replace('-', '_');
        rows.List($"{name}_served", listed);
        rows.List($"{name}_unsure", unsure);
        rows.List($"{name}_parts", parts);
        rows.List($"{name}_around", around);
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
        return rows.ToString();

        void Row(string row, string then, string when, bool holds)
        {
            if (holds)
            {
                rows.Row($"{rule.Provider}.{row}", then, when, rule.Basis, $"provider={rule.Provider} kind=region");
            }
        }
    }

    private static string Hundredths(ProviderRule rule)
        => ((int)((rule.OwnershipPercent ?? 0) * 100)).ToString(CultureInfo.InvariantCulture);

    private static string Any(string test) => string.Join(" or ", Places.Select(place => $"({place} is not missing and {place} {test})"));
}
