using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.EuFsf;

/// <summary><c>xmlFullSanctionsList_1_1</c>: root <c>export</c>, one <c>sanctionEntity</c> per listing, all values in attributes.</summary>
internal sealed partial class EuXmlFormat : IListFormat
{
    /// <inheritdoc/>
    public string Name => "eu-fsf-xml";

    /// <inheritdoc/>
    public int Richness => 20;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [EuEntity.Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        head.IndexOf("<export"u8) >= 0 && head.IndexOf("fsd/export"u8) >= 0 ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name) =>
        name.StartsWith("xmlFullSanctionsList", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("-FULL-1_1(xsd).xml", StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main : null;

    /// <inheritdoc/>
    public DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) =>
        Generated().Match(Encoding.UTF8.GetString(headOfMain)) is { Success: true } date ? DateOf(date.Groups["date"].Value) : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        using var entities = XmlEntities.Open(file, "export");
        var gathering = new PartyGathering(EuEntity.Code, file.Path);
        while (entities.Next("sanctionEntity") is { } element)
        {
            cancellation.ThrowIfCancellationRequested();
            var key = element.Attr("logicalId");
            var subject = element.Child("subjectType");
            if (gathering.NewEntry(key, EuEntity.KindOf(subject.Attr("code"), subject.Attr("classificationCode")),
                XmlEntities.LocationOf(element, key)) is { } draft)
            {
                Read(draft, element);
            }
        }

        return [gathering.Reading(DateOf(entities.RootAttributes.GetValueOrDefault("generationDate")))];
    }

    private static void Read(PartyDraft draft, XElement element)
    {
        var entity = EuObject.Of(element);
        foreach (var regulation in element.Children("regulation").Select(EuObject.Of).DefaultIfEmpty())
        {
            EuEntity.AddDesignation(draft, entity, regulation);
        }

        EuEntity.AddFacts(draft, entity);
        EuNames.Add(draft, element.Children("nameAlias").Select(EuObject.Of));
        ForEach(element, "birthdate", birth => EuFacts.AddBirth(draft, birth));
        ForEach(element, "citizenship", citizenship => EuFacts.AddCitizenship(draft, citizenship));
        ForEach(element, "address", address => EuFacts.AddAddress(draft, address));
        ForEach(element, "identification", document => EuFacts.AddDocument(draft, document));
        foreach (var contact in element.Descendants().Where(one => one.Name.LocalName == "contactInfo"))
        {
            EuFacts.AddContact(draft, contact.Attr("key"), contact.Attr("value") ?? contact.Text());
        }
    }

    private static void ForEach(XElement element, string name, Action<EuObject> add)
    {
        foreach (var child in element.Children(name))
        {
            add(EuObject.Of(child));
        }
    }

    private static DateTimeOffset? DateOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var date) ? date : null;

    [GeneratedRegex("generationDate=\"(?<date>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Generated();
}
