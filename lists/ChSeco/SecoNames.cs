using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.ChSeco;

/// <summary>Names of Swiss targets: parts with spelling variants per language and script, from which whole names are built.</summary>
internal static class SecoNames
{
    /// <summary>Adds the names of an identity; only the main identity has primary names.</summary>
    public static void Add(PartyDraft draft, XElement identity)
    {
        var main = identity.Attr("main") == "true";
        foreach (var name in identity.Children("name"))
        {
            var kind = name.Attr("name-type") switch
            {
                "primary-name" when main => NameKind.Primary,
                "formerly-known-as" => NameKind.FormerName,
                _ => NameKind.Alias,
            };
            var strength =
                name.Attr("quality") switch { "good" => AliasStrength.Strong, "low" => AliasStrength.Weak, _ => AliasStrength.Unstated };
            Add(draft, name, kind, kind == NameKind.Primary ? AliasStrength.Unstated : strength);
        }
    }

    private static void Add(PartyDraft draft, XElement name, NameKind kind, AliasStrength strength)
    {
        var parts = name.Children("name-part").OrderBy(part => RankOf(part.Attr("name-part-type")))
            .ThenBy(part => part.Attr("order"), StringComparer.Ordinal).ToList();
        foreach (var title in parts.Where(part => part.Attr("name-part-type") == "title"))
        {
            draft.AddTitle(title.Text("value"));
        }

        parts.RemoveAll(part => part.Attr("name-part-type") == "title");
        AddWhole(draft, kind, strength, [.. parts.Select(part => (RoleOf(part), part.Text("value")))]);
        var variants = parts.SelectMany(part => part.Children("spelling-variant").Select(KeyOf)).Distinct().Order(StringComparer.Ordinal)
            .ToList();
        foreach (var variant in variants)
        {
            var texts =
                parts.Select(part => (RoleOf(part), part.Children("spelling-variant").FirstOrDefault(one => KeyOf(one) == variant).Text()))
                .ToList();
            var isLatin = texts.All(text => text.Item2 is null || Scripts.Of(text.Item2) is null);
            AddWhole(draft, kind == NameKind.Primary ? NameKind.Variation
                : kind, strength, [.. texts.Select((text, i) => (text.Item1, text.Item2 ?? (isLatin ? parts[i].Text("value") : null)))]);
        }
    }

    private static void AddWhole(PartyDraft draft, NameKind kind, AliasStrength strength,
        IReadOnlyList<(NamePartRole Role, string? Text)> parts)
    {
        var stated = parts.Where(part => part.Text is not null).ToList();
        draft.AddName(new ListedName(string.Join(' ', stated.Select(part => part.Text)), kind, strength)
        {
            Parts = stated.Any(part => part.Role != NamePartRole.Whole) ? [.. stated.Select(part => new NamePart(part.Role, part.Text!))]
                : [],
        });
    }

    private static string KeyOf(XElement variant) => $"{variant.Attr("lang")}/{variant.Attr("script")}";

    /// <summary>Natural order: given names first, the family name after the names of father and grandfather.</summary>
    private static int RankOf(string? type) => type switch
    {
        "given-name" => 0,
        "further-given-name" => 1,
        "father-name" => 2,
        "grand-father-name" => 3,
        "family-name" or "maiden-name" or "tribal-name" => 4,
        "suffix" => 5,
        _ => 3,
    };

    private static NamePartRole RoleOf(XElement part) => part.Attr("name-part-type") switch
    {
        "given-name" => NamePartRole.Given,
        "further-given-name" => NamePartRole.Middle,
        "father-name" or "grand-father-name" => NamePartRole.Patronymic,
        "family-name" or "maiden-name" or "tribal-name" => NamePartRole.Family,
        _ => NamePartRole.Whole,
    };
}
