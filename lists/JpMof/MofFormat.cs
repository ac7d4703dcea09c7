using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.JpMof;

/// <summary>The workbook of the Ministry of Finance: an index, then one sheet per regime, each with columns of its own; deleted entries
/// stay as numbers.</summary>
internal sealed partial class MofFormat : IListFormat
{
    private const string NumberColumn = "告示番号";
    private const string NameColumn = "日本語表記";
    private const string Deleted = "削除";

    /// <summary>The list's code.</summary>
    public static ListCode Code { get; } = ListCode.Parse("jp-mof");

    /// <inheritdoc/>
    public string Name => "jp-mof-xlsx";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head)
        => Workbooks.Mentions(file, head, NumberColumn, "資産凍結") ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new PartyGathering(Code, file.Path);
        var (rows, deleted, sheets, without) = (0, 0, 0, 0);
        foreach (var sheet in Workbooks.Read(file))
        {
            if (!sheet.Rows.Any(row => TableRows.HeaderOf(row.Cells, [NumberColumn, NameColumn]) is not null))
            {
                without++;
                continue;
            }

            sheets++;
            foreach (var row in Workbooks.Table(file, sheet, NumberColumn, NameColumn))
            {
                cancellation.ThrowIfCancellationRequested();
                rows++;
                deleted += Add(gathering, sheet.Name, row) ? 0 : 1;
            }
        }

        var reading = gathering.Reading(null);
        return [reading
            with { Notes =
            [$"{sheets} sheets with entries, {without} without; {rows} rows, of which {deleted} hold deleted or no entries"] }];
    }

    /// <summary>Adds a row; false where it is deleted or says nothing.</summary>
    private static bool Add(PartyGathering gathering, string sheet, TableRow row)
    {
        var name = MofMapper.NameOf(row);
        var number = Digits().Match((row[NumberColumn] ?? "").Normalize(NormalizationForm.FormKC)).Value;
        var isDeleted =
            row.Columns.Any(column => row[column]?.Contains(Deleted, StringComparison.Ordinal) == true && row[column]!.Length < 40);
        if (name is null && (isDeleted || number.Length == 0 || row.Columns.Count(column => row[column] is not null) <= 2))
        {
            return false;
        }

        if (number.Length == 0)
        {
            gathering.Quarantine(row.Location, $"the number '{row[NumberColumn]}' has no digits");
            return true;
        }

        var key = $"{Digits().Match(sheet).Value}-{number}";
        if (gathering.NewEntry(key, MofMapper.KindOf(sheet, row), row.Location) is { } draft)
        {
            MofMapper.Read(draft, sheet, row);
        }

        return true;
    }

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
