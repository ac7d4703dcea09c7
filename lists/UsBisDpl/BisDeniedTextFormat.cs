using System.Collections.Immutable;
using Compliance.Lists.Reading;
using Compliance.Lists.UsCsl;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsBisDpl;

/// <summary><c>dpl.txt</c>: the Denied Persons List as BIS published it until 2025, tab-separated with quoted fields; one row per address
/// of a person.</summary>
internal sealed class BisDeniedTextFormat : IListFormat
{
    /// <inheritdoc/>
    public string Name => "bis-dpl-text";

    /// <inheritdoc/>
    public int Richness => 30;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [CslList.DeniedPersons.Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        head.IndexOf("Standard_Order"u8) >= 0 && head.IndexOf("FR_Citation"u8) >= 0 && head.IndexOf((byte)'\t') >= 0 ? ListFormatRoles.Main
        : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name) => name.Equals("dpl.txt", StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new PartyGathering(CslList.DeniedPersons.Code, file.Path);
        var rows = 0;
        foreach (var row
            in TableRows.Read(file, gathering.Quarantined, '\t', "Name", "Street_Address", "Country", "Effective_Date", "Expiration_Date",
            "FR_Citation"))
        {
            cancellation.ThrowIfCancellationRequested();
            rows++;
            CslMapper.Add(gathering, CslList.DeniedPersons, EntryOf(row));
        }

        var reading = gathering.Reading(null);
        return [reading with { Notes = [$"{rows} rows, {reading.Parties.Length} parties"] }];
    }

    private static CslEntry EntryOf(TableRow row) => new(row.Location)
    {
        Name = row["Name"],
        Addresses = [AddressOf(row)],
        Notice = row["FR_Citation"],
        StartDate = row["Effective_Date"],
        EndDate = row["Expiration_Date"],
        StandardOrder = row["Standard_Order"],
        Remarks = row["Action"],
    };

    private static PartyAddress AddressOf(TableRow row) => new()
    {
        Street = row["Street_Address"],
        City = row["City"],
        Region = row["State"],
        PostalCode = row["Postal_Code"],
        Country = CountryNames.Find(row["Country"]),
    };
}
