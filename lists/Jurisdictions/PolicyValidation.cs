using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Lists.Jurisdictions;

/// <summary>Checks that the tables fit together: what a row names exists, periods of one subject do not overlap, every number stands in its
/// range.</summary>
public static class PolicyValidation
{
    /// <summary>Rows of the evidence table that the core reads by name.</summary>
    private static readonly string[] NeededWeights =
    [
        "prior.new", "prior.tenured", "contradiction", "threshold.review", "threshold.prohibited", "threshold.conflict",
        "network.access", "network.unknown_type", "network.masked", "network.mask_itself", "network.stale", "network.second",
        "payment.bin_country", "declared.address", "declared.country",
    ];

    /// <summary>Every fault, in a sentence that names it; none where the tables are sound.</summary>
    public static ImmutableArray<string> Problems(PolicyTables tables)
    {
        var places = tables.Location.Places.Select(place => place.Code).ToHashSet(StringComparer.Ordinal);
        var weights = tables.Location.Weights.Select(weight => weight.Row).ToHashSet(StringComparer.Ordinal);
        var providers = tables.Providers.Select(rule => rule.Provider).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. NeededWeights.Where(row => !weights.Contains(row)).Select(row => $"The evidence table has no row '{row}'."),
            .. tables.Location.Weights.Where(weight => Math.Abs(weight.Value) > 12)
                .Select(weight => string.Create(CultureInfo.InvariantCulture,
                $"The weight {weight.Row} is {weight.Value}; log-odds beyond ±12 claim more than any signal can know.")),
            .. tables.Location.Weights.Where(weight => weight.Row.StartsWith("threshold", StringComparison.Ordinal)
                && weight.Row != "threshold.conflict" && weight.Value is <= 0 or >= 1)
                .Select(weight => $"{weight.Row} must lie between 0 and 1."),
            .. tables.Location.Names.Where(name => !places.Contains(name.Place))
                .Select(name => $"The name {name.Spellings[0]} lies in '{name.Place}', for which there is no place."),
            .. tables.Location.Markers.SelectMany(marker => marker.Place.Where(code => !places.Contains(code))
                .Select(code => $"The marker {marker.Text} points to '{code}', for which there is no place.")),
            .. tables.Location.Markers.Where(marker => !weights.Contains(marker.Weight))
                .Select(marker => $"The marker {marker.Text} is worth '{marker.Weight}', which the evidence table lacks."),
            .. tables.Licences.SelectMany(licence => licence.Places.Where(code => !places.Contains(code))
                .Select(code => $"The licence {licence.Citation} names '{code}', for which there is no place.")),
            .. tables.ProviderRegions.Where(region => !providers.Contains(region.Provider)).Select(region => region.Provider).Distinct()
                .Select(provider => $"{provider}-regions has no row in provider-rules."),
            .. tables.FormerListings.SelectMany(row => row.Values.Where(value => value.Length < 7)
                .Select(value => $"The identifier '{value}' of {row.Name} is too short to identify anything.")),
            .. Overlaps("topic", tables.Topics, row => $"{row.Topic} {row.Channel}", row => row.Basis),
            .. Overlaps("nexus rule", tables.Nexus, row => row.Jurisdiction, row => row.Basis),
            .. Overlaps("place", tables.Location.Places, place => place.Code, place => place.Basis),
            .. Overlaps("country groups of", tables.CountryGroups, row => row.Country, row => row.Basis),
            .. Overlaps("ownership rule", tables.Ownership, rule => rule.Jurisdiction, rule => rule.Basis),
            .. Overlaps("export rule", tables.Export, rule => rule.Code, rule => rule.Basis),
            .. Overlaps("provider rule", tables.Providers, rule => rule.Provider, rule => rule.Basis),
            .. Overlaps("provider region", tables.ProviderRegions, region => $"{region.Provider} {region.Code}", region => region.Basis),
            .. Overlaps("marker", tables.Location.Markers, marker => $"{marker.Kind} {marker.Text}", marker => marker.Basis),
        ];
    }

    /// <summary>The latest day on which any row was checked: the version of the policy.</summary>
    public static string LastChecked(PolicyTables tables) => tables.Location.Places.Select(place => place.Basis)
        .Concat(tables.ProviderRegions.Select(region => region.Basis)).Concat(tables.Export.Select(rule => rule.Basis))
            .Concat(tables.Ownership.Select(rule => rule.Basis))
        .Max(basis => basis.CheckedOn).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Overlaps<TRow>(string what, IEnumerable<TRow> rows, Func<TRow, string> key, Func<TRow,
        PolicyBasis> basis) =>
        rows.GroupBy(key, StringComparer.Ordinal).SelectMany(group =>
        {
            var sorted = group.Select(basis).OrderBy(one => one.From).ToArray();
            return sorted.Zip(sorted.Skip(1)).Where(pair => pair.First.Until is not { } last || last >= pair.Second.From)
                .Select(pair =>
                    string.Create(CultureInfo.InvariantCulture,
                    $"Two rows of the {what} {group.Key} hold on {pair.Second.From:yyyy-MM-dd}."));
        });
}
