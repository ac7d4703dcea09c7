using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Names of individuals stand as <c>LAST, First Middle</c>; they become "First Middle LAST" with their parts. Other names are kept as they are.</summary>
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
            draft.AddName($"{first} {last}", kind, strength, script: null, new NamePart(NamePartRole.Given, first), new NamePart(NamePartRole.Family, last));
        }
        else
        {
            draft.AddName(first ?? last, kind, strength);
        }
    }

    /// <summary>OFAC's words for the kind of an alias.</summary>
    public static NameKind KindOf(string? type) => type?.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "FKA" => NameKind.FormerName,
        "NKA" => NameKind.NewName,
        _ => NameKind.Alias,
    };
}
