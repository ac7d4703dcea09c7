using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.WorldBank;

/// <summary>The World Bank's listing of ineligible firms and individuals: JSON, rows <c>ZPROCSUPP</c>.</summary>
internal sealed partial class WorldBankFormat : IListFormat
{
    private const int MinLettersOfName = 4;
    private const int Forever = 2999;

    /// <summary>The list's code.</summary>
    public static ListCode Code { get; } = ListCode.Parse("world-bank");

    /// <inheritdoc/>
    public string Name => "world-bank-json";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) => head.IndexOf("\"ZPROCSUPP\""u8) >= 0 ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        Refreshed().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } match
        && DateTimeOffset.TryParse(match.Groups["date"]
        .Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new PartyGathering(Code, file.Path);
        DateTimeOffset? published = null;
        JsonRecords.ForEach(file, "ZPROCSUPP", (record, number) =>
        {
            cancellation.ThrowIfCancellationRequested();
            published ??= PublishedAt(Encoding.UTF8.GetBytes(record.GetRawText()));
            var location = string.Create(CultureInfo.InvariantCulture, $"ZPROCSUPP[{number}]");
            if (gathering.NewEntry(record.Text("SUPP_ID"), KindOf(record.Text("SUPP_TYPE_CODE")), location) is { } draft)
            {
                Read(draft, record);
            }
        });
        return [gathering.Reading(published)];
    }

    private static PartyKind KindOf(string? code)
        => code switch { "F" => PartyKind.Organization, "I" => PartyKind.Individual, _ => PartyKind.Unknown };

    private static void Read(PartyDraft draft, JsonElement record)
    {
        AddName(draft, record);
        var ends = PublishedDates.DayOf(record.Text("DEBAR_TO_DATE"));
        draft.Add(new Designation(record.Text("INELIG_FLG") == "X" ? "Cross-debarment" : "Debarment")
        {
            Measures = Measures.Debarment,
            ListedOn = PublishedDates.DayOf(record.Text("DEBAR_FROM_DATE")),
            EndsOn = ends?.Year == Forever ? null : ends,
            LegalBasis = record.Text("DEBAR_REASON"),
        });
        var country = CountryNames.Find(record.Text("COUNTRY_NAME")) is { IsStated: true } named ? named
            : CountryNames.Find(record.Text("LAND1"));
        draft.AddCountryTie(country.IsStated ? country.Value : record.Text("COUNTRY_NAME"), "Country");
        draft.Add(new PartyAddress
        {
            Street = record.Text("SUPP_ADDR"),
            City = record.Text("SUPP_CITY"),
            Region = record.Text("SUPP_STATE_CODE") ?? record.Text("SUPP_PROV_NAME"),
            PostalCode = record.Text("SUPP_ZIP_CODE") ?? record.Text("SUPP_POST_CODE"),
            Country = country,
        });
        draft.Add(new Identifier(IdentifierType.RegistrationNumber, record.Text("REGISTER_ID") ?? ""));
        draft.AddRemark(record.Text("ADD_SUPP_INFO"));
        draft.AddRemark(record.Text("INELIGIBLY_STATUS") is { } status ? $"Ineligibility: {status}" : null);
    }

    /// <summary>"MR. " and the like in front of a person's name are titles.</summary>
    private static void AddName(PartyDraft draft, JsonElement record)
    {
        if (record.Text("SUPP_NAME") is not { } name)
        {
            return;
        }

        if (draft.Kind == PartyKind.Individual && Title().Match(name) is { Success: true } title)
        {
            draft.AddTitle(title.Value.Trim());
            name = name[title.Length..];
        }

        name = name.TrimEnd('*', ' ');
        ProseNames.Add(draft, name, NameKind.Primary);
        foreach (var other in Between(name))
        {
            draft.AddName(other, NameKind.Alias);
        }
    }

    // "GROUPE ZORIN S.A./ ZORIN GROUP INC.": a slash parts names, and also words ("Engineering/Construction"): those only describe.
    private static IEnumerable<string> Between(string name) =>
        name.Split('/', StringSplitOptions.TrimEntries) is { Length: > 1 } pieces
        && pieces.All(piece => piece.Count(char.IsLetter) >= MinLettersOfName && ProseNames.IsDistinctive(piece)) ? pieces : [];

    [GeneratedRegex("\"LAST_REFRESH_DATE\"\\s*:\\s*\"(?<date>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Refreshed();

    [GeneratedRegex(@"^(?:MR|MRS|MS|DR|ENGR|PROF)\.?\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Title();
}
