using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Names of the ADVANCED form: aliases, each with documented names in several scripts, each in parts that point to groups with a
/// role.</summary>
internal static class OfacAdvancedNames
{
    /// <summary>Adds all names of an identity; returns the primary one as the flat forms write it.</summary>
    public static string? Add(PartyDraft draft, XElement identity, OfacReferenceSets sets)
    {
        var roles = identity.Children("NamePartGroups", "MasterNamePartGroup").SelectMany(group => group.Children("NamePartGroup"))
            .GroupBy(group => group.Attr("ID") ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => sets.TextOf("NamePartTypeValues", group.First().Attr("NamePartTypeID")),
                StringComparer.Ordinal);
        string? flat = null;
        foreach (var alias in identity.Children("Alias"))
        {
            var primary = alias.Attr("Primary") == "true";
            var kind = primary ? NameKind.Primary : OfacNames.KindOf(sets.TextOf("AliasTypeValues", alias.Attr("AliasTypeID")));
            var strength = primary ? AliasStrength.Unstated : alias.Attr("LowQuality") == "true" ? AliasStrength.Weak
                : AliasStrength.Strong;
            foreach (var name in alias.Children("DocumentedName"))
            {
                var values = name.Children("DocumentedNamePart").SelectMany(part => part.Children("NamePartValue")).ToArray();
                var parts =
                    values.Select(value => new OfacNamePart(roles.GetValueOrDefault(value.Attr("NamePartGroupID") ?? ""), value.Text()))
                    .ToArray();
                var script = OfacScripts.Of(sets.TextOf("ScriptValues", values.Length == 0 ? null : values[0].Attr("ScriptID")));
                OfacNames.AddParts(draft, parts, kind, strength, script);
                flat ??= primary && script is null ? OfacNames.FlatOf(parts) : null;
            }
        }

        return flat;
    }
}
