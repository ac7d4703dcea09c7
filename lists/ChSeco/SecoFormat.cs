using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.ChSeco;

/// <summary>
/// SECO's whole list: root <c>swiss-sanctions-list</c>, programmes, then targets, then places. Amendment files are no lists and are
/// refused. Targets that were taken off the list stay in the file; the modification with the latest effective date decides.
/// </summary>
internal sealed partial class SecoFormat : IListFormat
{
    private const string Root = "swiss-sanctions-list";

    /// <summary>The list's code.</summary>
    public static ListCode Code { get; } = ListCode.Parse("ch-seco");

    /// <inheritdoc/>
    public string Name => "ch-seco-xml";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        head.IndexOf(Encoding.ASCII.GetBytes("<" + Root)) >= 0 && head.IndexOf("list-type=\"whole-list\""u8) >= 0 ? ListFormatRoles.Main
        : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name)
        => name.StartsWith("consolidated-list", StringComparison.OrdinalIgnoreCase)
        && name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        Dated().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } match ? DateOf(match.Groups["date"].Value) : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var references = SecoReferences.Read(file, cancellation);
        using var entities = XmlEntities.Open(file, Root);
        var gathering = new PartyGathering(Code, file.Path);
        var delisted = 0;
        while (entities.Next("target") is { } target)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsDelisted(target))
            {
                delisted++;
                continue;
            }

            var key = target.Attr("ssid");
            if (gathering.NewEntry(key, SecoTarget.KindOf(target), XmlEntities.LocationOf(target, key)) is { } draft)
            {
                SecoTarget.Read(draft, target, references);
            }
        }

        return [gathering.Reading(DateOf(entities.RootAttributes.GetValueOrDefault("date")), delisted == 0 ? []
            : [$"{delisted} delisted targets that the file still holds are left out"])];
    }

    /// <summary>Document order is not reliable; only where no modification has a date does the last one count.</summary>
    private static bool IsDelisted(XElement target) =>
        target.Children("modification").Select((modification, order) => (modification, order))
            .OrderBy(one => one.modification.Attr("effective-date") ?? one.modification.Attr("enactment-date")
                ?? "", StringComparer.Ordinal).ThenBy(one => one.order)
            .LastOrDefault().modification.Attr("modification-type")?.StartsWith("de-listed", StringComparison.OrdinalIgnoreCase) ?? false;

    private static DateTimeOffset? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    [GeneratedRegex(@"<swiss-sanctions-list[^>]*\bdate=""(?<date>[\d-]{10})""", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
