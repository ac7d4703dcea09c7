using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>A piece of a name with OFAC's word for its role, such as <c>Last Name</c>.</summary>
internal readonly record struct OfacNamePart(string? Role, string? Text);

/// <summary>Names of individuals stand as <c>LAST, First Middle</c>; they become "First Middle LAST" with their parts. Other names are kept
/// as they are.</summary>
internal static class OfacNames
{
    /// <summary>Adds a name that is published in one piece.</summary>
    public static void AddWhole(PartyDraft draft, string? name, NameKind kind, AliasStrength strength)
    {
        var comma = draft.Kind == PartyKind.Individual ? name?.IndexOf(',', StringComparison.Ordinal) ?? -1 : -1;
        if (comma < 0)
        {
            draft.AddName(name, kind, strength);
        }
        else
        {
            AddPerson(draft, name![..comma], name[(comma + 1)..], kind, strength);
        }
    }

    /// <summary>Adds a person's name whose family and given parts are published apart; either may be missing.</summary>
    public static void AddPerson(PartyDraft draft, string? family, string? given, NameKind kind, AliasStrength strength)
    {
        var (last, first) = (PublishedValue.Clean(family), PublishedValue.Clean(given));
        if (last is not null && first is not null)
        {
            draft.AddName($"{first} {last}", kind, strength, script: null, new NamePart(NamePartRole.Given, first),
                new NamePart(NamePartRole.Family, last));
        }
        else
        {
            draft.AddName(first ?? last, kind, strength);
        }
    }

    /// <summary>
    /// Adds a name of which the form states every piece. The text is the one that the flat forms have: given pieces before the family name,
    /// Latin family names and names of things in capitals, nicknames as they are. Formatted names are not used: OFAC formats non-Latin ones
    /// with direction marks and without parts.
    /// </summary>
    public static void AddParts(PartyDraft draft, IEnumerable<OfacNamePart> parts, NameKind kind, AliasStrength strength, string? script)
    {
        var roles = parts
            .Where(part => part.Text is not null)
            .Select(part =>
                new NamePart(RoleOf(part.Role), script is null && IsCapital(part.Role) ? part.Text!.ToUpperInvariant() : part.Text!))
            .OrderBy(part => IsFamily(part.Role))
            .ToArray();
        draft.AddName(string.Join(' ', roles.Select(part => part.Text)), kind, strength, script, roles.Length > 1 ? roles : []);
    }

    /// <summary>The name as the flat forms write it: <c>LAST, First Middle</c>, or the whole name of a thing.</summary>
    public static string? FlatOf(IEnumerable<OfacNamePart> parts)
    {
        var roles = parts.Where(part => part.Text is not null)
            .ToLookup(part => IsFamily(RoleOf(part.Role)), part => IsCapital(part.Role) ? part.Text!.ToUpperInvariant() : part.Text!);
        return PublishedValue.Clean(roles[true].Any() && roles[false].Any()
            ? $"{string.Join(' ', roles[true])}, {string.Join(' ', roles[false])}"
            : string.Join(' ', roles[true].Concat(roles[false])));
    }

    private static bool IsCapital(string? role)
        => role is "Last Name" or "Maiden Name" or "Matronymic" or "Entity Name" or "Vessel Name" or "Aircraft Name";

    private static bool IsFamily(NamePartRole role) => role is NamePartRole.Family or NamePartRole.Matronymic or NamePartRole.Whole;

    private static NamePartRole RoleOf(string? role) => role switch
    {
        "First Name" => NamePartRole.Given,
        "Middle Name" => NamePartRole.Middle,
        "Last Name" or "Maiden Name" => NamePartRole.Family,
        "Patronymic" => NamePartRole.Patronymic,
        "Matronymic" => NamePartRole.Matronymic,
        _ => NamePartRole.Whole,
    };

    /// <summary>OFAC's words for the kind of an alias.</summary>
    public static NameKind KindOf(string? type) => type?.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "FKA" => NameKind.FormerName,
        "NKA" => NameKind.NewName,
        _ => NameKind.Alias,
    };
}
