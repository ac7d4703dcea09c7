using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary><c>SDN.XML</c> and <c>CONSOLIDATED.XML</c>: root <c>sdnList</c>, in the namespaces before and after May 2024. Latin
/// transliteration only.</summary>
internal sealed partial class OfacXmlFormat(ListCode list) : IListFormat
{
    private const string Root = "sdnList";

    /// <inheritdoc/>
    public string Name => list == OfacLists.Sdn ? "ofac-xml" : "ofac-cons-xml";

    /// <inheritdoc/>
    public int Richness => 20;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [list];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        head.IndexOf(Encoding.ASCII.GetBytes("<" + Root)) >= 0 && OfacLists.OfFileName(file.Name) == list ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name)
        => name.Equals(list == OfacLists.Sdn ? "SDN.XML" : "CONS.XML", StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        Published().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } date ? DateOf(date.Groups["date"].Value) : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        using var entities = XmlEntities.Open(file, Root);
        var gathering = new OfacGathering(list, file.Path);
        DateTimeOffset? published = null;
        int? stated = null;
        while (entities.Next("publshInformation", "sdnEntry") is { } element)
        {
            cancellation.ThrowIfCancellationRequested();
            if (element.Name.LocalName == "publshInformation")
            {
                published = DateOf(element.Text("Publish_Date"));
                stated = int.TryParse(element.Text("Record_Count"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
                    : null;
                continue;
            }

            gathering.Add(element, element.Text("uid"), entry => OfacXmlEntry.Read(element, entry));
        }

        if (stated is { } records && records != gathering.Count)
        {
            throw new ListFormatException(
                $"{file.Path}: Record_Count states {records} entries, the file holds {gathering.Count}; it is not complete.");
        }

        return [gathering.Reading(published)];
    }

    private static DateTimeOffset? DateOf(string? text) =>
        PublishedDates.DayOf(text, SlashOrder.MonthFirst) is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : null;

    [GeneratedRegex("<Publish_Date>(?<date>[^<]+)</Publish_Date>", RegexOptions.CultureInvariant)]
    private static partial Regex Published();
}
