using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UkSl;

/// <summary><c>UK-Sanctions-List.xml</c>: root <c>Designations</c>, one <c>Designation</c> per entry.</summary>
internal sealed partial class UkXmlFormat : IListFormat
{
    /// <inheritdoc/>
    public string Name => "uk-sl-xml";

    /// <inheritdoc/>
    public int Richness => 30;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [UkDesignation.Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) => head.IndexOf("<Designations"u8) >= 0 ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name)
        => name.Equals("UK-Sanctions-List.xml", StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        Generated().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } date ? DateOf(date.Groups["date"].Value) : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        using var entities = XmlEntities.Open(file, "Designations");
        var gathering = new PartyGathering(UkDesignation.Code, file.Path);
        DateTimeOffset? published = null;
        while (entities.Next("DateGenerated", "Designation") is { } element)
        {
            cancellation.ThrowIfCancellationRequested();
            if (element.Name.LocalName == "DateGenerated")
            {
                published = DateOf(element.Text());
                continue;
            }

            var key = element.Text("UniqueID");
            if (gathering.NewEntry(key, UkDesignation.KindOf(element.Text("IndividualEntityShip")), XmlEntities.LocationOf(element, key))
                is { } draft)
            {
                UkXmlEntry.Read(draft, element);
            }
        }

        return [gathering.Reading(published)];
    }

    private static DateTimeOffset? DateOf(string? text) =>
        PublishedDates.DayOf(text) is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    [GeneratedRegex("<DateGenerated>(?<date>[^<]+)</DateGenerated>", RegexOptions.CultureInvariant)]
    private static partial Regex Generated();
}
