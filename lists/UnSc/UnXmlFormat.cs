using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UnSc;

/// <summary>The consolidated list of the UN Security Council, <c>consolidated.xml</c>, in both circulating variants.</summary>
internal sealed partial class UnXmlFormat : IListFormat
{
    private const string Root = "CONSOLIDATED_LIST";

    /// <summary>The list's code.</summary>
    public static ListCode Code { get; } = ListCode.Parse("un-sc");

    /// <inheritdoc/>
    public string Name => "un-xml";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head)
        => head.IndexOf(Encoding.ASCII.GetBytes("<" + Root)) >= 0 ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        Generated().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } date ? DateOf(date.Groups["date"].Value) : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        using var entities = XmlEntities.Open(file, Root);
        var parties = ImmutableArray.CreateBuilder<ListedParty>();
        var quarantined = ImmutableArray.CreateBuilder<QuarantinedRow>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (entities.Next("INDIVIDUAL", "ENTITY") is { } entity)
        {
            cancellation.ThrowIfCancellationRequested();
            var key = entity.Text("REFERENCE_NUMBER");
            if (Refusal(entity, key, keys) is { } reason)
            {
                quarantined.Add(new QuarantinedRow(file.Path, XmlEntities.LocationOf(entity, key), reason));
            }
            else
            {
                parties.Add(UnParty.Read(entity, ListEntryId.Of(Code, key!)));
            }
        }

        return [new ListReading(Code, parties.ToImmutable(), quarantined.ToImmutable())
            { PublishedAt = DateOf(entities.RootAttributes.GetValueOrDefault("dateGenerated")) }];
    }

    private static string? Refusal(XElement entity, string? key, HashSet<string> keys) =>
        key is null ? "REFERENCE_NUMBER is missing"
        : !UnNames.HasName(entity) ? "no name: FIRST_NAME to FOURTH_NAME are empty"
        : !keys.Add(key) ? $"REFERENCE_NUMBER {key} stands twice; the first entry is kept"
        : null;

    private static DateTimeOffset? DateOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var date) ? date : null;

    [GeneratedRegex("dateGenerated=[\"'](?<date>[^\"']+)[\"']", RegexOptions.CultureInvariant)]
    private static partial Regex Generated();
}
