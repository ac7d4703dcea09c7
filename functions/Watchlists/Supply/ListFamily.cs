using System.Collections.Immutable;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>Lists that one set of files holds, such as the six of the Consolidated Screening List: fetched once and read once for all of
/// them.</summary>
/// <param name="Members">The lists, by code.</param>
/// <param name="Files">The files with their addresses.</param>
internal sealed record ListFamily(ImmutableArray<ListDescriptor> Members, ImmutableArray<(ListSource Source, Uri Address)> Files)
{
    /// <summary>Gathers lists whose files have the same addresses; lists without addresses are handed in as files and belong to
    /// none.</summary>
    public static ImmutableArray<ListFamily> Of(IEnumerable<ListDescriptor> descriptors, ListAddresses addresses) =>
    [
        .. descriptors.Where(descriptor => !descriptor.Sources.IsEmpty)
            .GroupBy(descriptor =>
                string.Join('\n', descriptor.Sources.Select(source => $"{source.File} {addresses.AddressOf(descriptor.Code, source)}")),
                StringComparer.Ordinal)
            .Select(group => new ListFamily(
                [.. group.OrderBy(descriptor => descriptor.Code)],
                [.. group.First().Sources.Select(source => (source, addresses.AddressOf(group.First().Code, source)))])),
    ];

    /// <summary>The codes of the lists.</summary>
    public IEnumerable<ListCode> Codes => Members.Select(member => member.Code);
}
