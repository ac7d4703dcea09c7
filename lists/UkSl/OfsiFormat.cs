using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UkSl;

/// <summary>
/// OFSI's consolidated list of asset-freeze targets in its 2022 format, as CSV or workbook: 36 columns, one row per name and address of a
/// group. Frozen since 2026-01-28; it is the UK Sanctions List of its day for look-backs. All its entries are asset freezes.
/// </summary>
internal sealed partial class OfsiFormat : IListFormat
{
    private static readonly string[] Required = ["Name 6", "Group Type", "Alias Type", "Regime", "Group ID", "Other Information"];
    private static readonly string[] NameColumns = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];
    private static readonly string[] LineColumns = ["Address 1", "Address 2", "Address 3", "Address 4", "Address 5", "Address 6"];

    /// <inheritdoc/>
    public string Name => "uk-ofsi-2022";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [UkDesignation.Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        (head.IndexOf("Name Non-Latin Script"u8) >= 0 && head.IndexOf("Group ID"u8) >= 0)
        || Workbooks.Mentions(file, head, "Name Non-Latin Script", "Group ID", "Alias Quality")
            ? ListFormatRoles.Main
            : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new PartyGathering(UkDesignation.Code, file.Path);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var (rows, published) = Open(file, gathering);
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            if (row["Group ID"] is not { } group)
            {
                gathering.Quarantine(row.Location, "the row has no Group ID");
                continue;
            }

            var facts = OfsiInformation.Of(row["Other Information"]);
            if (!keys.TryGetValue(group, out var key))
            {
                keys.Add(group, key = facts.GetValueOrDefault(OfsiInformation.UkReference) is { } reference
                    && Reference().Match(reference) is { Success: true } match ? match.Value : $"OFSI{group}");
            }

            Read(gathering.Entry(key, UkDesignation.KindOf(row["Group Type"]), row.Location), row, facts);
        }

        return [gathering.Reading(published)];
    }

    private static (IEnumerable<TableRow> Rows, DateTimeOffset? Published) Open(ListFile file, PartyGathering gathering)
    {
        if (!IsWorkbook(file))
        {
            return (TableRows.Read(file, gathering.Quarantined, ',', Required),
                DateOf(LastUpdated().Match(FirstLine(file)).Groups["date"].Value));
        }

        var sheet = Workbooks.Read(file).First();
        return (Workbooks.Table(file, sheet, Required), sheet.Rows is [{ Cells: ["Last Updated", { } date, ..] }, ..] ? DateOf(date)
            : null);
    }

    private static void Read(PartyDraft draft, TableRow row, IReadOnlyDictionary<string, string> facts)
    {
        UkNames.Add(draft, [.. NameColumns.Select(column => row[column])], row["Alias Type"], row["Alias Quality"]);
        UkFacts.ForEach(row["Name Non-Latin Script"], name => UkNames.AddOriginal(draft, name));
        UkDesignation.Add(draft, row["Regime"], "Asset freeze", row["UK Sanctions List Date Designated"]
            ?? row["Listed On"], row["Last Updated"], row["Group ID"]);
        UkFacts.ForEach(row["Title"], draft.AddTitle);
        UkFacts.AddBirthDates(draft, row["DOB"]);
        UkFacts.AddBirthPlaces(draft, row["Town of Birth"], row["Country of Birth"]);
        UkFacts.AddNationalities(draft, row["Nationality"]);
        UkFacts.ForEach(row["Position"], draft.AddPosition);
        UkFacts.AddDocuments(draft, IdentifierType.Passport, row["Passport Number"], row["Passport Details"]);
        UkFacts.AddDocuments(draft, IdentifierType.NationalId, row["National Identification Number"],
            row["National Identification Details"]);
        UkFacts.AddAddress(draft, LineColumns.Select(column => row[column]), row["Post/Zip Code"], row["Country"]);
        OfsiInformation.Add(draft, facts);
    }

    private static DateTimeOffset? DateOf(string text) =>
        PublishedDates.DayOf(text) is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    private static string FirstLine(ListFile file)
    {
        using var stream = file.Open();
        var head = new byte[256];
        return Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)).Split('\n')[0];
    }

    private static bool IsWorkbook(ListFile file)
    {
        using var stream = file.Open();
        return stream.ReadByte() == 'P' && stream.ReadByte() == 'K';
    }

    [GeneratedRegex(@"[A-Z]{3}\d{4}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"Last Updated,\s*""?(?<date>\d\d/\d\d/\d{4})", RegexOptions.CultureInvariant)]
    private static partial Regex LastUpdated();
}
