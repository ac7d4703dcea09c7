using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.EuFsf;

/// <summary><c>csvFullSanctionsList_1_1</c>: semicolons, 118 columns, one row per entity and object, most cells empty.</summary>
internal sealed partial class EuCsvFormat : IListFormat
{
    /// <inheritdoc/>
    public string Name => "eu-fsf-csv";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [EuEntity.Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        head.IndexOf("Entity_LogicalId;"u8) >= 0 && head.IndexOf("NameAlias_WholeName"u8) >= 0 ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name)
        => name.StartsWith("csvFullSanctionsList", StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        FirstRow().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } row ? DateOf(row.Groups["date"].Value) : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new PartyGathering(EuEntity.Code, file.Path);
        var names = new OrderedDictionary<string, List<EuObject>>(StringComparer.Ordinal);
        DateTimeOffset? published = null;
        foreach (var row
            in TableRows.Read(file, gathering.Quarantined, ';', "Entity_LogicalId", "Entity_SubjectType", "NameAlias_WholeName"))
        {
            cancellation.ThrowIfCancellationRequested();
            published ??= DateOf(row["fileGenerationDate"]);
            if (row["Entity_LogicalId"] is not { } key)
            {
                gathering.Quarantine(row.Location, "the entry has no Entity_LogicalId");
                continue;
            }

            var draft =
                gathering.Entry(key, EuEntity.KindOf(row["Entity_SubjectType"], row["Entity_SubjectType_ClassificationCode"]),
                row.Location);
            Add(draft, row);
            if (EuObject.Of(row, "NameAlias") is { } name)
            {
                (names.TryGetValue(key, out var known) ? known : names[key] = []).Add(name);
            }
        }

        foreach (var (key, objects) in names)
        {
            EuNames.Add(gathering.Find(key)!, objects);
        }

        return [gathering.Reading(published)];
    }

    private static void Add(PartyDraft draft, TableRow row)
    {
        if (EuObject.Of(row, "Entity") is { } entity)
        {
            EuEntity.AddDesignation(draft, entity, new EuObject(column => row[$"Entity_Regulation_{column}"], []));
            EuEntity.AddFacts(draft, entity);
        }

        if (EuObject.Of(row, "BirthDate") is { } birth)
        {
            EuFacts.AddBirth(draft, birth);
        }

        if (EuObject.Of(row, "Citizenship") is { } citizenship)
        {
            EuFacts.AddCitizenship(draft, citizenship);
        }

        if (EuObject.Of(row, "Identification") is { } document)
        {
            EuFacts.AddDocument(draft, document);
        }

        if (EuObject.Of(row, "Address") is { } address)
        {
            EuFacts.AddAddress(draft, address);
            foreach (var contact
                in (address.Text("ContactInfo")
                ?? "").Split(['|', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var mark = contact.IndexOfAny([':', '=', '[']);
                EuFacts.AddContact(draft, mark < 0 ? null : contact[..mark], PublishedValue.Clean(contact[(mark + 1)..].Trim('[', ']')));
            }
        }
    }

    private static DateTimeOffset? DateOf(string? text) =>
        PublishedDates.DayOf(text) is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    [GeneratedRegex(@"\n\s*""?(?<date>\d\d/\d\d/\d{4})""?;", RegexOptions.CultureInvariant)]
    private static partial Regex FirstRow();
}
