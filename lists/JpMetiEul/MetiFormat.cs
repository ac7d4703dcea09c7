using System.Collections.Immutable;
using System.Text;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.JpMetiEul;

/// <summary>METI's workbook of foreign end users: number, country in two languages, name, aliases behind middle dots, types of
/// weapons.</summary>
internal sealed class MetiFormat : IListFormat
{
    private static readonly ImmutableArray<(char Mark, string Programme)> Concerns =
        [('B', "Biological weapons"), ('C', "Chemical weapons"), ('M', "Missiles"), ('N', "Nuclear weapons")];

    /// <summary>The list's code.</summary>
    public static ListCode Code { get; } = ListCode.Parse("jp-meti-eul");

    /// <inheritdoc/>
    public string Name => "jp-meti-xlsx";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head)
        => Workbooks.Mentions(file, head, "懸念区分", "企業名", "別名") ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new PartyGathering(Code, file.Path);
        var rows = 0;
        foreach (var row in Workbooks.Read(file).SelectMany(sheet => Workbooks.Table(file, sheet, "No.")))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Cell(row, "企業名") is not { } name || row["No."] is not { } number)
            {
                gathering.Quarantine(row.Location, "the number or the name is missing");
                continue;
            }

            rows++;
            var country = (Cell(row, "国名") ?? "").Split('\n')[^1].Trim();
            Read(gathering.Entry(DerivedKeys.Of(country, name), PartyKind.Organization, row.Location), row, name, country);
        }

        var reading = gathering.Reading(null);
        return [reading with { Notes = [$"{rows} rows, {reading.Parties.Length} parties"] }];
    }

    private static void Read(PartyDraft draft, TableRow row, string name, string country)
    {
        ProseNames.Add(draft, PublishedValue.Clean(name)!, NameKind.Primary);
        foreach (var alias in Aliases(Cell(row, "別名")))
        {
            ProseNames.Add(draft, alias, NameKind.Alias);
        }

        draft.AddCountryTie(country, "Country");
        var marks = (Cell(row, "懸念区分") ?? "").Normalize(NormalizationForm.FormKC);
        var programmes = Concerns.Where(concern => marks.Contains(concern.Mark, StringComparison.Ordinal))
            .Select(concern => concern.Programme)
            .Concat(Cell(row, "通常兵器") is null ? [] : ["Conventional weapons"]).DefaultIfEmpty("Foreign End User List");
        foreach (var programme in programmes)
        {
            draft.Add(new Designation(programme) { Measures = Measures.ExportLicence });
        }
    }

    /// <summary>A line that does not begin with the dot continues the one before it.</summary>
    private static IEnumerable<string> Aliases(string? text) => (text is null ? "" : text.StartsWith('・') ? text : "・" + text)
        .Split('・', StringSplitOptions.RemoveEmptyEntries).Select(piece => PublishedValue.Clean(piece)).OfType<string>();

    /// <summary>Headers hold both languages and line breaks; the beginning tells the column.</summary>
    private static string? Cell(TableRow row, string beginning) =>
        row.Columns.FirstOrDefault(column => column.StartsWith(beginning, StringComparison.Ordinal)) is { } column
        && row[column] is not null ? row.Raw(column)!.Trim() : null;
}
