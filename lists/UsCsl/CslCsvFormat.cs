using System.Collections.Immutable;
using System.Text;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsCsl;

/// <summary><c>consolidated.csv</c> (or <c>.tsv</c>) of the Consolidated Screening List: a header, several values of one column joined by
/// semicolons.</summary>
internal sealed class CslCsvFormat : IListFormat
{
    /// <inheritdoc/>
    public string Name => "csl-csv";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [.. CslList.All.Select(list => list.Code)];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head)
    {
        var line = FirstLine(head);
        return line.Contains("federal_register_notice", StringComparison.Ordinal) && line.Contains("source", StringComparison.Ordinal)
            && line[0] != '{'
            ? ListFormatRoles.Main
            : null;
    }

    /// <inheritdoc/>
    public string? RoleOfName(string name) =>
        name.Equals("consolidated.csv", StringComparison.OrdinalIgnoreCase)
        || name.Equals("consolidated.tsv", StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new CslGathering(file.Path);
        var separator = file.Name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
        foreach (var row
            in TableRows.Read(file, gathering.Homeless, separator, "source", "name", "addresses", "alt_names", "federal_register_notice"))
        {
            cancellation.ThrowIfCancellationRequested();
            gathering.Add(EntryOf(row));
        }

        return gathering.Readings(null);
    }

    private static CslEntry EntryOf(TableRow row) => new(row.Location)
    {
        Source = row["source"],
        Name = row["name"],
        AltNames = row["alt_names"] is { } names ? [names] : [],
        Addresses = [.. Pieces(row["addresses"]).Select(AddressOf)],
        Programmes = [.. Pieces(row["programs"])],
        Notice = row["federal_register_notice"],
        StartDate = row["start_date"],
        EndDate = row["end_date"],
        StandardOrder = row["standard_order"],
        LicenseRequirement = row["license_requirement"],
        LicensePolicy = row["license_policy"],
        Remarks = row["remarks"],
    };

    /// <summary>The country code stands last, after a comma; the parts before it are not told apart.</summary>
    private static PartyAddress AddressOf(string text)
    {
        var comma = text.LastIndexOf(',');
        var last = text[(comma + 1)..].Trim();
        var hasCountry = CountryCode.TryParse(last, out var country) && last.All(char.IsAsciiLetterUpper);
        return hasCountry ? new PartyAddress { Street = comma < 0 ? null : PublishedValue.Clean(text[..comma]), Country = country }
            : new PartyAddress { Street = text };
    }

    private static string[] Pieces(string? text)
        => (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string FirstLine(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF');
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text + " " : text[..(end + 1)];
    }
}
