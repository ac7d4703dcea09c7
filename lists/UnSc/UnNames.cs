using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UnSc;

/// <summary>Names and aliases of UN entries.</summary>
internal static class UnNames
{
    private static readonly string[] NameElements = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

    /// <summary>True where any of the four name elements has text.</summary>
    public static bool HasName(XElement entity) => WholeName(entity).Any(char.IsLetterOrDigit);

    /// <summary>Adds the primary name, its original script and the aliases; placeholder aliases without a name are skipped.</summary>
    public static void Add(PartyDraft draft, XElement entity)
    {
        draft.AddName(WholeName(entity), NameKind.Primary);
        foreach (var original in Pieces(entity.Text("NAME_ORIGINAL_SCRIPT")))
        {
            draft.AddName(original, NameKind.Variation);
        }

        foreach (var alias in entity.Children(entity.Name.LocalName + "_ALIAS"))
        {
            AddAlias(draft, alias);
        }
    }

    private static void AddAlias(PartyDraft draft, XElement alias)
    {
        var (kind, strength) = alias.Text("QUALITY")?.ToUpperInvariant().Replace(".", "", StringComparison.Ordinal) switch
        {
            "GOOD" => (NameKind.Alias, AliasStrength.Strong),
            "LOW" => (NameKind.Alias, AliasStrength.Weak),
            "FKA" => (NameKind.FormerName, AliasStrength.Unstated),
            _ => (NameKind.Alias, AliasStrength.Unstated),
        };
        foreach (var name in Pieces(alias.Text("ALIAS_NAME")).SelectMany(piece => NotedName.Of(piece)))
        {
            draft.AddName(name.Text, name.IsFormer ? NameKind.FormerName : kind, strength);
        }

        foreach (var original in Pieces(alias.Text("NAME_ORIGINAL_SCRIPT")))
        {
            draft.AddName(original, kind, strength);
        }

        var births = PublishedDates.ParseAll(alias.Text("DATE_OF_BIRTH"));
        draft.AddRemark(births.IsEmpty && alias.Text("DATE_OF_BIRTH") is { } unread ? $"Date of birth not read: {unread}" : null);
        foreach (var birth in births)
        {
            draft.AddBirthDate(birth);
        }

        if (alias.Text("CITY_OF_BIRTH") is not null || alias.Text("COUNTRY_OF_BIRTH") is not null)
        {
            UnPlaces.AddBirthPlace(draft, alias.Text("CITY_OF_BIRTH"), null, alias.Text("COUNTRY_OF_BIRTH"));
        }

        draft.AddRemark(alias.Text("NOTE"));
    }

    private static string WholeName(XElement entity)
        => string.Join(' ', NameElements.Select(name => entity.Text(name)).Where(part => part is not null));

    /// <summary>Some elements hold several names, separated by semicolons; "na" and "-" stand for none.</summary>
    private static IEnumerable<string> Pieces(string? text) => (text ?? "")
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(piece => !PublishedValue.IsPlaceholder(piece) && piece.Any(char.IsLetterOrDigit));
}
