using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>
/// <c>SDN_ADVANCED.XML</c> and <c>CONS_ADVANCED.XML</c>: root <c>Sanctions</c>, relational. Reference sets, locations and documents come
/// first and are kept in a compact form; parties are streamed; relations and sanctions entries follow and are joined by profile. Namespaces
/// before and after May 2024.
/// </summary>
internal sealed partial class OfacAdvancedFormat(ListCode list) : IListFormat
{
    private const string Root = "Sanctions";

    /// <inheritdoc/>
    public string Name => list == OfacLists.Sdn ? "ofac-advanced" : "ofac-cons-advanced";

    /// <inheritdoc/>
    public int Richness => 30;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [list];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        RootTag().IsMatch(Encoding.UTF8.GetString(head)) && OfacLists.OfFileName(file.Name) == list ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name) =>
        name.Equals(list == OfacLists.Sdn ? "SDN_ADVANCED.XML" : "CONS_ADVANCED.XML", StringComparison.OrdinalIgnoreCase)
        ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        DateOfIssue().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } date
            ? DateOf(OfacAdvancedDates.DayOf(date.Groups["y"].Value, date.Groups["m"].Value, date.Groups["d"].Value))
            : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        using var entities = XmlEntities.Open(file, Root);
        var join = new OfacAdvancedJoin(list, file.Path);
        DateTimeOffset? published = null;
        while (entities.Next("DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "ProfileRelationship",
            "SanctionsEntry") is { } element)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (element.Name.LocalName)
            {
                case "DateOfIssue": published = DateOf(OfacAdvancedDates.DayOf(element)); break;
                case "ReferenceValueSets": join.Take(new OfacReferenceSets(element)); break;
                case "Location": join.AddLocation(element); break;
                case "IDRegDocument": join.AddDocument(element); break;
                case "DistinctParty": join.AddParty(element); break;
                case "ProfileRelationship": join.AddRelation(element); break;
                default: join.AddEntry(element); break;
            }
        }

        return [join.Reading(published)];
    }

    private static DateTimeOffset? DateOf(DateOnly? day)
        => day is { } one ? new DateTimeOffset(one.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    [GeneratedRegex(@"<(\w+:)?Sanctions[\s>]", RegexOptions.CultureInvariant)]
    private static partial Regex RootTag();

    [GeneratedRegex(@"<DateOfIssue[^>]*>\s*<Year>(?<y>\d+)</Year>\s*<Month>(?<m>\d+)</Month>\s*<Day>(?<d>\d+)</Day>",
        RegexOptions.CultureInvariant)]
    private static partial Regex DateOfIssue();
}
