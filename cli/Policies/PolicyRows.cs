using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Policies;

/// <summary>What the rows of one table rest on.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Bases">One per row.</param>
internal sealed record PolicyRows(string Table, ImmutableArray<PolicyBasis> Bases)
{
    /// <summary>All effective-dated tables.</summary>
    public static ImmutableArray<PolicyRows> Of(PolicyTables tables) =>
    [
        new("embargoed-places", [.. tables.Location.Places.Select(row => row.Basis)]),
        new("place-names", [.. tables.Location.Names.Select(row => row.Basis)]),
        new("place-markers", [.. tables.Location.Markers.Select(row => row.Basis)]),
        new("government-bodies", [.. tables.Location.Governments.Select(row => row.Basis)]),
        new("ownership-rules", [.. tables.Ownership.Select(row => row.Basis)]),
        new("country-groups", [.. tables.CountryGroups.Select(row => row.Basis)]),
        new("export-rules", [.. tables.Export.Select(row => row.Basis)]),
        new("provider-rules", [.. tables.Providers.Select(row => row.Basis)]),
        .. tables.ProviderRegions.GroupBy(row => row.Provider, StringComparer.Ordinal)
            .Select(rows => new PolicyRows($"{rows.Key}-regions", [.. rows.Select(row => row.Basis)])),
        new("payment-rails", [.. tables.Rails.Select(row => row.Basis)]),
        new("general-licences", [.. tables.Licences.Select(row => row.Basis)]),
        new("default-nexus", [.. tables.Nexus.Select(row => row.Basis)]),
        new("formerly-listed", [.. tables.FormerListings.Select(row => row.Basis)]),
        new("list-topics", [.. tables.Topics.Select(row => row.Basis)]),
    ];
}
