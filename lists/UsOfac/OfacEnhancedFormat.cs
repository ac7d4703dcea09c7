using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary><c>SDN_ENHANCED.XML</c>, <c>CONS_ENHANCED.XML</c> and filtered exports in the same form: every entity is self-contained, with
/// scripts and relations.</summary>
internal sealed partial class OfacEnhancedFormat : IListFormat
{
    private const string Root = "sanctionsData";
    private const string SdnList = "SDN List";

    /// <inheritdoc/>
    public string Name => "ofac-enhanced";

    /// <inheritdoc/>
    public int Richness => 40;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        head.IndexOf(Encoding.ASCII.GetBytes("<" + Root)) >= 0 ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name) =>
        name.ToUpperInvariant() is "SDN_ENHANCED.XML" or "CONS_ENHANCED.XML" ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        DataAsOf().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } date ? DateOf(date.Groups["date"].Value) : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        using var entities = XmlEntities.Open(file, Root);
        var (sdn, consolidated) = (new OfacGathering(OfacLists.Sdn, file.Path), new OfacGathering(OfacLists.Consolidated, file.Path));
        DateTimeOffset? published = null;
        ListCode? only = null;
        while (entities.Next("publicationInfo", "entity") is { } element)
        {
            cancellation.ThrowIfCancellationRequested();
            if (element.Name.LocalName == "publicationInfo")
            {
                published = DateOf(element.Text("dataAsOf"));
                only = ListOf(element);
                continue;
            }

            var gathering = (only ?? ListOf(element)) == OfacLists.Consolidated ? consolidated : sdn;
            gathering.Add(element, element.Attr("id"), entry => OfacEnhancedEntry.Read(element, entry));
        }

        return [.. new[] { sdn, consolidated }.Where(gathering => gathering.Count > 0).Select(gathering => gathering.Reading(published))];
    }

    /// <summary>
    /// Of a publication: the one list it is filtered to, null for several. Of an entity in a publication of several lists: the SDN list
    /// where it stands on it. A file of the consolidated list also holds parties that are on the SDN list as well; they count for the list
    /// the file is of.
    /// </summary>
    private static ListCode? ListOf(XElement element)
    {
        var lists = (element.Child("filters") ?? element).Children("sanctionsLists", "sanctionsList").Select(list => list.Text()).ToArray();
        var onSdn = lists.Contains(SdnList, StringComparer.Ordinal);
        return element.Name.LocalName == "publicationInfo" && (lists.Length == 0 || (onSdn && lists.Length > 1)) ? null
            : onSdn ? OfacLists.Sdn
            : OfacLists.Consolidated;
    }

    private static DateTimeOffset? DateOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var date) ? date : null;

    [GeneratedRegex("<dataAsOf>(?<date>[^<]+)</dataAsOf>", RegexOptions.CultureInvariant)]
    private static partial Regex DataAsOf();
}
