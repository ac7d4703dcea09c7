using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsCsl;

/// <summary><c>consolidated.json</c> of the Consolidated Screening List: <c>results</c> with separated addresses and names.</summary>
internal sealed partial class CslJsonFormat : IListFormat
{
    /// <inheritdoc/>
    public string Name => "csl-json";

    /// <inheritdoc/>
    public int Richness => 20;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [.. CslList.All.Select(list => list.Code)];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        head.IndexOf("\"results\""u8) >= 0 && head.IndexOf("\"source\""u8) >= 0 && head.IndexOf("\"name\""u8) >= 0 ? ListFormatRoles.Main
        : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name) => name.Equals("consolidated.json", StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main
        : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        Performed().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } match
        && DateTimeOffset.TryParse(match.Groups["date"]
        .Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new CslGathering(file.Path);
        JsonRecords.ForEach(file, "results", (record, number) =>
        {
            cancellation.ThrowIfCancellationRequested();
            gathering.Add(EntryOf(record, string.Create(CultureInfo.InvariantCulture, $"results[{number}]")));
        });
        return gathering.Readings(DateOf(file));
    }

    private static CslEntry EntryOf(JsonElement record, string location) => new(location)
    {
        Source = record.Text("source"),
        Name = record.Text("name"),
        AltNames = [.. record.Texts("alt_names")],
        Addresses = [.. record.Elements("addresses").Select(AddressOf)],
        Programmes = [.. record.Texts("programs")],
        Notice = record.Text("federal_register_notice"),
        StartDate = record.Text("start_date"),
        EndDate = record.Text("end_date"),
        StandardOrder = record.Text("standard_order"),
        LicenseRequirement = record.Text("license_requirement"),
        LicensePolicy = record.Text("license_policy"),
        Remarks = record.Text("remarks"),
    };

    private static PartyAddress AddressOf(JsonElement address)
    {
        var country = address.Text("country");
        var code = CountryNames.Find(country);
        return new PartyAddress
        {
            Street = address.Text("address"),
            City = address.Text("city"),
            Region = code.IsStated ? address.Text("state") : address.Text("state") ?? country,
            PostalCode = address.Text("postal_code"),
            Country = code,
        };
    }

    private DateTimeOffset? DateOf(ListFile file)
    {
        using var stream = file.Open();
        var head = new byte[1024];
        return PublishedAt(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    [GeneratedRegex("\"search_performed_at\"\\s*:\\s*\"(?<date>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Performed();
}
