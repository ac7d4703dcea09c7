using System.Collections.Immutable;
using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.CaSema;

/// <summary><c>sema-lmes.xml</c>: root <c>data-set</c>, one <c>record</c> per listing, in the element names of 2020, of 2025 and the
/// bilingual ones since 2026-08-24.</summary>
internal sealed class SemaXmlFormat : IListFormat
{
    /// <summary>The list's code.</summary>
    public static ListCode Code { get; } = ListCode.Parse("ca-sema");

    /// <inheritdoc/>
    public string Name => "ca-sema-xml";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        head.IndexOf("<data-set"u8) >= 0 && head.IndexOf("<record"u8) >= 0 && (head.IndexOf("<DateOfListing"u8) >= 0
        || (head.IndexOf("<Schedule"u8) >= 0 && head.IndexOf("<Item"u8) >= 0)) ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name) => name.Equals("sema-lmes.xml", StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main
        : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        using var entities = XmlEntities.Open(file, "data-set");
        var gathering = new PartyGathering(Code, file.Path);
        while (entities.Next("record") is { } element)
        {
            cancellation.ThrowIfCancellationRequested();
            var record = new SemaRecord(element);
            var location = XmlEntities.LocationOf(element, record.Key);
            if (gathering.NewEntry(record.Key, record.Kind, location) is { } draft)
            {
                SemaMapper.Read(draft, record);
            }
        }

        return [gathering.Reading(null)];
    }
}

/// <summary>A record; the part of an element's name before the dash is its English name.</summary>
internal sealed class SemaRecord(XElement element)
{
    /// <summary>Regime in English: the part before the slash.</summary>
    public string? Regime { get; } = PublishedValue.Clean(Value(element, "Country")?.Split(" / ")[0]);

    /// <summary>Regime, schedule and item: the publisher gives no id. Null where the item is missing.</summary>
    public string? Key => Regime is { } regime && this["Item"] is { } item
        ? $"{regime}/{this["Schedule"]?.Replace(" ", "", StringComparison.Ordinal)}/{item}" : null;

    /// <summary>What is listed.</summary>
    public PartyKind Kind => this["LastName"] is not null || this["GivenName"] is not null ? PartyKind.Individual
        : this["ShipIMONumber"] is not null ? PartyKind.Vessel
        : PartyKind.Organization;

    /// <summary>The value of the first of the names that is there.</summary>
    public string? this[params string[] names] => names.Select(name => Value(element, name)).FirstOrDefault(value => value is not null);

    private static string? Value(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName.Split('-')[0] == name).Text();
}
