using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.EuFsf;

/// <summary>Names of EU entries: no name is marked as the primary one, and the flag for strength says little.</summary>
internal static class EuNames
{
    /// <summary>Adds the names; the oldest Latin name that is not weak leads.</summary>
    public static void Add(PartyDraft draft, IEnumerable<EuObject> objects)
    {
        var names = objects.Where(name => WholeName(name) is not null).OrderBy(name => name.LogicalId).ToList();
        var lead = names.FirstOrDefault(name => Scripts.Of(WholeName(name)!) is null && StrengthOf(name) != AliasStrength.Weak)
            ?? names.FirstOrDefault(name => Scripts.Of(WholeName(name)!) is null)
            ?? names.FirstOrDefault();
        foreach (var name in names)
        {
            var leads = ReferenceEquals(name, lead);
            draft.AddName(new ListedName(WholeName(name)!, leads ? NameKind.Primary : KindOf(name), leads ? AliasStrength.Unstated
                : StrengthOf(name))
            {
                Language = name.Text("nameLanguage") is { Length: 2 } language ? language.ToLowerInvariant() : null,
                Parts = [.. PartsOf(name)],
            });
            AddFacts(draft, name);
        }
    }

    /// <summary>Publishers wrote "low quality alias" and "low quality aliias" into the remark while strong="true" stood beside it: the
    /// remark decides.</summary>
    private static AliasStrength StrengthOf(EuObject name) =>
        name.Remarks.Any(remark => remark.Contains("low quality", StringComparison.OrdinalIgnoreCase)) ? AliasStrength.Weak
        : name.Remarks.Any(remark => remark.Contains("good quality", StringComparison.OrdinalIgnoreCase)) ? AliasStrength.Strong
        : name.Get("strong")?.ToUpperInvariant() is "FALSE" or "NO" ? AliasStrength.Weak
        : AliasStrength.Unstated;

    private static NameKind KindOf(EuObject name) =>
        name.Remarks.Any(remark => remark.Contains("f.k.a", StringComparison.OrdinalIgnoreCase)
        || remark.Contains("formerly", StringComparison.OrdinalIgnoreCase))
            ? NameKind.FormerName
            : NameKind.Alias;

    private static string? WholeName(EuObject name)
    {
        var whole = name.Text("wholeName")
            ?? PublishedValue.Clean($"{name.Text("firstName")} {name.Text("middleName")} {name.Text("lastName")}");
        return whole is not null && whole.Any(char.IsLetterOrDigit) ? whole : null;
    }

    private static IEnumerable<NamePart> PartsOf(EuObject name)
    {
        foreach (var (attribute, role)
            in new[] { ("firstName", NamePartRole.Given), ("middleName", NamePartRole.Middle), ("lastName", NamePartRole.Family) })
        {
            if (name.Text(attribute) is { } text)
            {
                yield return new NamePart(role, text);
            }
        }
    }

    private static void AddFacts(PartyDraft draft, EuObject name)
    {
        draft.AddTitle(name.Text("title"));
        draft.AddPosition(name.Text("function"));
        draft.Gender = name.Get("gender")?.ToUpperInvariant() switch { "M" => Gender.Male, "F" => Gender.Female, _ => draft.Gender };
        foreach (var remark in name.Remarks)
        {
            draft.AddRemark($"Name {WholeName(name)}: {remark}");
        }
    }
}
