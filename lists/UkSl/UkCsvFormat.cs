using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UkSl;

/// <summary><c>UK-Sanctions-List.csv</c>: a line with the date, a header of 58 columns, and per designation the cross product of its names,
/// addresses and dates.</summary>
internal sealed partial class UkCsvFormat : IListFormat
{
    private static readonly string[] NameColumns = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];
    private static readonly string[] LineColumns =
        ["Address Line 1", "Address Line 2", "Address Line 3", "Address Line 4", "Address Line 5", "Address Line 6"];

    /// <inheritdoc/>
    public string Name => "uk-sl-csv";

    /// <inheritdoc/>
    public int Richness => 20;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [UkDesignation.Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        head.IndexOf("Unique ID"u8) >= 0 && head.IndexOf("OFSI Group ID"u8) >= 0 ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name)
        => name.Equals("UK-Sanctions-List.csv", StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        ReportDate().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } match
        && PublishedDates.DayOf(match.Groups["date"].Value.Replace('-', ' ')) is { } day
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new PartyGathering(UkDesignation.Code, file.Path);
        foreach (var row
            in TableRows.Read(file, gathering.Quarantined, ',', "Unique ID", "Name 6", "Name type", "Designation Type", "Regime Name"))
        {
            cancellation.ThrowIfCancellationRequested();
            if (row["Unique ID"] is { } key)
            {
                Read(gathering.Entry(key, UkDesignation.KindOf(row["Designation Type"]), row.Location), row);
            }
            else
            {
                gathering.Quarantine(row.Location, "the entry has no Unique ID");
            }
        }

        return [gathering.Reading(PublishedAt(HeadOf(file)))];
    }

    private static void Read(PartyDraft draft, TableRow row)
    {
        UkNames.Add(draft, [.. NameColumns.Select(column => row[column])], row["Name type"], row["Alias strength"]);
        UkFacts.ForEach(row["Name non-latin script"], name => UkNames.AddOriginal(draft, name));
        UkDesignation.Add(draft, row["Regime Name"], row["Sanctions Imposed"], row["Date Designated"], row["Last Updated"],
            row["OFSI Group ID"]);
        UkFacts.ForEach(row["Title"], draft.AddTitle);
        UkFacts.AddBirthDates(draft, row["D.O.B"]);
        UkFacts.AddBirthPlaces(draft, row["Town of birth"], row["Country of birth"]);
        UkFacts.AddNationalities(draft, row["Nationality(/ies)"]);
        UkFacts.AddGender(draft, row["Gender"]);
        UkFacts.ForEach(row["Position"], draft.AddPosition);
        UkFacts.AddDocuments(draft, IdentifierType.Passport, row["Passport number"], row["Passport additional information"]);
        UkFacts.AddDocuments(draft, IdentifierType.NationalId, row["National Identifier number"],
            row["National Identifier additional information"]);
        UkFacts.AddAddress(draft, LineColumns.Select(column => row[column]), row["Address Postal Code"], row["Address Country"]);
        UkFacts.AddIdentifiers(draft, IdentifierType.Phone, row["Phone number"]);
        UkFacts.AddIdentifiers(draft, IdentifierType.Email, row["Email address"]);
        UkFacts.AddIdentifiers(draft, IdentifierType.Website, row["Website"]);
        UkFacts.AddIdentifiers(draft, IdentifierType.RegistrationNumber, row["Business registration number (s)"]);
        UkFacts.AddIdentifiers(draft, IdentifierType.Other, row["UN Reference Number"], "UN reference number");
        UkFacts.AddRelations(draft, "Parent company", row["Parent company"]);
        UkFacts.AddRelations(draft, "Subsidiary", row["Subsidiaries"]);
        UkFacts.ForEach(row["Type of entity"], type => draft.AddRemark($"Type of entity: {type}"));
        AddShip(draft, row);
        draft.AddRemark(row["Other Information"]);
        draft.AddRemark(row["UK Statement of Reasons"]);
    }

    private static void AddShip(PartyDraft draft, TableRow row)
    {
        UkFacts.AddIdentifiers(draft, IdentifierType.Imo, row["IMO number"]);
        UkFacts.AddRelations(draft, "Current owner or operator", row["Current owner/operator (s)"]);
        UkFacts.AddRelations(draft, "Previous owner or operator", row["Previous owner/operator (s)"]);
        UkFacts.AddIdentifiers(draft, IdentifierType.Other, row["Hull identification number (HIN)"], "Hull identification number");
        UkFacts.ForEach(row["Length of ship"], length => draft.AddRemark($"Length of ship: {length}"));
        draft.Vessel = draft.Vessel with
        {
            Type = row["Type of ship"] ?? draft.Vessel.Type,
            Flag = row["Current believed flag of ship"] ?? draft.Vessel.Flag,
            FormerFlags = row["Previous flags"] is { } flags && draft.Vessel.FormerFlags.IsEmpty ? NumberedText.Split(flags)
                : draft.Vessel.FormerFlags,
            Tonnage = row["Tonnage of ship"] ?? draft.Vessel.Tonnage,
            BuiltOn = PublishedDates.Find(row["Year Built"]) is { IsStated: true } built ? built : draft.Vessel.BuiltOn,
        };
    }

    private static byte[] HeadOf(ListFile file)
    {
        using var stream = file.Open();
        var head = new byte[256];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    [GeneratedRegex(@"Report Date:\s*(?<date>[\w-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex ReportDate();
}
