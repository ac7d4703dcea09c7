using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Reading;

/// <summary>Puts the names of one party into their canonical order.</summary>
internal static class NameOrder
{
    /// <summary>
    /// The first primary name in Latin script (else the first primary name, else the first name) leads; the others follow by kind,
    /// strength, script and text. A name that stands twice is kept once, in its strongest form: a weak alias that repeats a strong one says
    /// nothing new.
    /// </summary>
    public static ImmutableArray<ListedName> Arrange(IReadOnlyList<ListedName> names)
    {
        var lead = names.FirstOrDefault(name => name is { Kind: NameKind.Primary, Script: null })
            ?? names.FirstOrDefault(name => name.Kind == NameKind.Primary)
            ?? names[0];
        var rest = names
            .Where(name => !ReferenceEquals(name, lead))
            .Select(name => name.Kind == NameKind.Primary ? name with { Kind = NameKind.Variation } : name)
            .OrderBy(name => name.Kind)
            .ThenBy(name => RankOf(name.Strength))
            .ThenBy(name => name.Script, StringComparer.Ordinal)
            .ThenBy(name => name.Text, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { lead.Text };
        return [lead.Kind == NameKind.Primary ? lead : lead with { Kind = NameKind.Primary }, .. rest.Where(name => seen.Add(name.Text))];
    }

    private static int RankOf(AliasStrength strength) => strength switch
    {
        AliasStrength.Strong => 0,
        AliasStrength.Unstated => 1,
        AliasStrength.Weak => 2,
        _ => throw new InvalidOperationException($"Unknown strength {strength}."),
    };
}
