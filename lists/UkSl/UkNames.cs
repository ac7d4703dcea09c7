using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UkSl;

/// <summary>Names of UK entries: up to six columns, of which the sixth is the family name or the whole name.</summary>
internal static class UkNames
{
    /// <summary>Adds a name.</summary>
    /// <param name="draft">The entry.</param>
    /// <param name="names">Name 1 to name 6, in that order; null where empty.</param>
    /// <param name="type">The published type: Primary Name, Primary Name Variation, Alias, AKA, FKA.</param>
    /// <param name="strength">The published quality; null where none is stated, which is not "good".</param>
    public static void Add(PartyDraft draft, IReadOnlyList<string?> names, string? type, string? strength)
    {
        var whole = string.Join(' ', names.Where(name => name is not null));
        draft.AddName(new ListedName(whole, KindOf(type), StrengthOf(strength))
        {
            Parts = draft.Kind == PartyKind.Individual ? [.. PartsOf(names)] : [],
        });
    }

    /// <summary>Adds a name in another script.</summary>
    public static void AddOriginal(PartyDraft draft, string? name) => draft.AddName(name, NameKind.Variation);

    private static IEnumerable<NamePart> PartsOf(IReadOnlyList<string?> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is { } text)
            {
                yield return new NamePart(i switch { 0 => NamePartRole.Given, 5 => NamePartRole.Family, _ => NamePartRole.Middle }, text);
            }
        }
    }

    private static NameKind KindOf(string? type) => type?.ToUpperInvariant() switch
    {
        "PRIMARY NAME" => NameKind.Primary,
        "PRIMARY NAME VARIATION" => NameKind.Variation,
        "FKA" or "F.K.A" or "FORMERLY KNOWN AS" => NameKind.FormerName,
        _ => NameKind.Alias,
    };

    private static AliasStrength StrengthOf(string? strength) =>
        strength is null ? AliasStrength.Unstated
        : strength.StartsWith("good", StringComparison.OrdinalIgnoreCase) ? AliasStrength.Strong
        : strength.StartsWith("low", StringComparison.OrdinalIgnoreCase) ? AliasStrength.Weak
        : AliasStrength.Unstated;
}
