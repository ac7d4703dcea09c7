using System.Collections.Immutable;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.AuDfat;

/// <summary>The Australian workbook in its layout since 2025-11-01: one row per name, the digits of the reference are the entry (<c>2</c>,
/// <c>2a</c>, <c>2b</c>).</summary>
internal sealed class DfatFormat : IListFormat
{
    private const string NameColumn = "Name of Individual or Entity";

    /// <summary>The list's code.</summary>
    public static ListCode Code { get; } = ListCode.Parse("au-dfat");

    /// <inheritdoc/>
    public string Name => "au-dfat-xlsx";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        Workbooks.Mentions(file, head, NameColumn, "Targeted Financial Sanction") ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name) => name.StartsWith("Australian_Sanctions_Consolidated_List", StringComparison.OrdinalIgnoreCase)
        ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new PartyGathering(Code, file.Path);
        foreach (var row
            in Workbooks.Table(file, Workbooks.Read(file).First(), "Reference", NameColumn, "Type", "Name Type",
            "Targeted Financial Sanction"))
        {
            cancellation.ThrowIfCancellationRequested();
            var key = string.Concat((row["Reference"] ?? "").TakeWhile(char.IsAsciiDigit));
            if (key.Length == 0 || row[NameColumn] is null)
            {
                gathering.Quarantine(row.Location, key.Length == 0 ? $"the reference '{row["Reference"]}' does not begin with digits"
                    : $"{row["Reference"]} has no name");
                continue;
            }

            DfatMapper.Read(gathering.Entry(key, DfatMapper.KindOf(row["Type"]), row.Location), row, row[NameColumn]!);
        }

        return [gathering.Reading(null)];
    }
}
