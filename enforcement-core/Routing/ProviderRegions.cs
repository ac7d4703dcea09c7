using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Text;
using Compliance.ScreeningCore.Screening;

namespace Compliance.EnforcementCore.Routing;

/// <summary>
/// Writes what the tables of regions say of a provider as rows of a policy, so that the same rows are read, proved and obeyed as all
/// others. A place that the table is not certain of is a review, as at a screening.
/// </summary>
public static class ProviderRegions
{
    private static readonly string[] Places = ["residence", "established", "billing", "located"];

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
        Row("region", "block", "review", Any($"not in @{name}_served"), listed.Length > 0);
        Row("region_unsure", "review", "review", Any($"in @{name}_unsure"), unsure.Length > 0);
        Row("masked", "review", "review", $"masked_location is not missing and masked_location not in @{name}_served", listed.Length > 0);
        Row("masked_unsure", "review", "review", $"masked_location is not missing and masked_location in @{name}_unsure",
            unsure.Length > 0);
        Row("nowhere", "review", "review", string.Join(" and ", Places.Select(place => $"{place} is missing")), always: true);
        Row("parts", "block", "review", $"({Any($"in @{name}_around")}) and parts contains any @{name}_parts", parts.Length > 0);
        Row("headquarters", "block", "review",
            $"headquarters is not missing and headquarters not in @{name}_served", rule.OwnershipPercent is not null);
        Row("owners", "block", "review",
            string.Create(CultureInfo.InvariantCulture, $"unserved_owners > {(int)((rule.OwnershipPercent ?? 0) * 100)}"),
            rule.OwnershipPercent is not null);
        Row("owners_minority", "review", "review", string.Create(CultureInfo.InvariantCulture,
            $"unserved_owners between 1 and {(int)((rule.OwnershipPercent ?? 0) * 100)}"), rule.OwnershipPercent is > 0);
        return text.ToString();

        void Row(string row, string then, string unknown, string when, bool always)
        {
            if (always)
            {
                text.Append(CultureInfo.InvariantCulture, $"row {rule.Provider}.{row} provider={rule.Provider} kind=region then={then}\n");
                text.Append(CultureInfo.InvariantCulture, $"when {when}\nunknown {unknown}\n");
                text.Append(CultureInfo.InvariantCulture,
                    $"basis \"{Plain(rule.Basis.Authority)}\" source \"{Plain(rule.Basis.Source)}\" checked "
                        + $"{rule.Basis.CheckedOn:yyyy-MM-dd}\n");
            }
        }
    }

    /// <summary>The share that owners from places a provider certainly does not serve hold, in hundredths of a percent; null where nobody
    /// stated owners.</summary>
    public static long? UnservedOwners(PolicyList? served, ImmutableArray<RouteOwner> owners) => owners.IsDefault ? null
        : served is null ? 0
        : Math.Min(10_000, owners.Where(owner => owner.Country.Length > 0
            && served.Words.BinarySearch(owner.Country, StringComparer.Ordinal) < 0)
            .Sum(owner => (long)owner.BasisPoints));

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
