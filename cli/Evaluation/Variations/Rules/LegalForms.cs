using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Legal forms as company law and customers write them. Deliberately not the engine's own table, so that a gap there
/// shows.</summary>
internal static class LegalForms
{
    /// <summary>Forms that somebody adds to a name that states none.</summary>
    public static ImmutableArray<string> Common { get; } =
    [
        "LLC", "Ltd", "Ltd.", "Limited", "Inc", "Inc.", "Corp.", "Co., Ltd.", "JSC", "PJSC", "GmbH", "AG", "S.A.", "SARL", "S.r.l.", "SpA",
        "B.V.", "Oy", "AB", "A/S", "Sp. z o.o.", "d.o.o.", "Kft.", "OÜ", "SIA", "UAB", "AD", "EOOD", "PLC", "Pte. Ltd.", "Sdn. Bhd.",
            "K.K.",
        "FZE", "FZCO", "SAL", "S.A.S.", "Ltda.", "S. de R.L. de C.V.", "A.Ş.", "Ltd. Şti.", "PT", "LLP", "e.U.", "Pvt. Ltd.",
    ];

    // One form, spelt out and in other languages.
    private static readonly ImmutableArray<ImmutableArray<string>> Same =
    [
        ["LLC", "L.L.C.", "Limited Liability Company", "OOO", "Obshchestvo s Ogranichennoy Otvetstvennostyu"],
        ["LTD", "Ltd.", "Limited"],
        ["INC", "Inc.", "Incorporated"],
        ["CORP", "Corp.", "Corporation"],
        ["CO LTD", "Co., Ltd.", "Company Limited"],
        ["JSC", "J.S.C.", "Joint Stock Company", "AO", "Aktsionernoe Obshchestvo"],
        ["PJSC", "Public Joint Stock Company", "PAO"],
        ["OJSC", "Open Joint Stock Company", "OAO"],
        ["CJSC", "Closed Joint Stock Company", "ZAO"],
        ["GMBH", "Gesellschaft mit beschränkter Haftung", "G.m.b.H."],
        ["SA", "S.A.", "Sociedad Anónima", "Société Anonyme"],
        ["SARL", "S.A.R.L.", "Société à responsabilité limitée"],
        ["SRL", "S.R.L.", "Società a responsabilità limitata"],
        ["FZE", "F.Z.E.", "Free Zone Establishment"],
        ["FZCO", "Free Zone Company"],
        ["PLC", "P.L.C.", "Public Limited Company"],
        ["BV", "B.V.", "Besloten Vennootschap"],
        ["PVT LTD", "Pvt. Ltd.", "Private Limited"],
        ["PTE LTD", "Pte. Ltd.", "Private Limited"],
        ["AS", "A.Ş.", "Anonim Şirketi"],
    ];

    // Longer ones first, so that "joint stock company" is not read as "company".
    private static readonly ImmutableArray<(ImmutableArray<string> Words, int Group)> Written =
    [
        .. Same.SelectMany((group, number) => group.Select(form => (Words: Key(form).Split(' ').ToImmutableArray(), Group: number)))
            .OrderByDescending(form => form.Words.Length),
    ];

    /// <summary>The name without its last form, and the form's own group; null where it ends in none of the table.</summary>
    public static (ImmutableArray<string> Core, string Form, int Group)? Split(ImmutableArray<string> words)
    {
        var keys = words.Select(Key).ToImmutableArray();
        foreach (var (form, group) in Written)
        {
            if (words.Length > form.Length && keys[^form.Length..].SequenceEqual(form, StringComparer.Ordinal))
            {
                var core = words[..^form.Length].SetItem(words.Length - form.Length - 1, words[^(form.Length + 1)].TrimEnd(',', '.'));
                return core[^1].Length > 0 ? (core, WordEdits.Join(words[^form.Length..]), group) : null;
            }
        }

        return null;
    }

    /// <summary>The words of a company's name that are no form and no share class.</summary>
    public static IEnumerable<string> Core(string name) =>
        name.Split([' ', ',', '/'], StringSplitOptions.RemoveEmptyEntries).Where(word => !All.Contains(Key(word)));

    /// <summary>Another way to write a form of a group.</summary>
    public static string Other(int group, string than, SplitMix bits)
    {
        var others = Same[group].Where(form => Key(form) != Key(than)).ToImmutableArray();
        return WordEdits.Pick(others.IsEmpty ? Same[group] : others, bits);
    }

    /// <summary>A form of another group.</summary>
    public static string Exchange(int group, SplitMix bits) => Same[(group + 1 + bits.Below(Same.Length - 1)) % Same.Length][0];

    /// <summary>The short form of a group.</summary>
    public static string Short(int group) => Same[group][0];

    /// <summary>True where a word of the name is a form of any table or nearly one.</summary>
    public static bool HasForm(ImmutableArray<string> words) => words.Any(word => All.Contains(Key(word)));

    private static readonly ImmutableHashSet<string> All =
    [
        .. Common.Concat(Same.SelectMany(group => group)).SelectMany(form => Key(form).Split(' ')), "COMPANY", "LIMITED", "CORPORATION",
            "CO",
        "LTD", "ENTERPRISE", "OOO", "AO", "ZAO", "OAO", "PAO", "NPO", "FGUP", "GROUP", "HOLDING", "HOLDINGS", "EST", "TRUST", "ASSOCIATION",
        "COOPERATIVE", "FOUNDATION", "DMCC", "FZC", "JSCB", "AKTIENGESELLSCHAFT", "ANSTALT", "KG", "NV", "CV", "LDA", "SCA", "SAU", "SL",
        "SNC", "SAS", "TBK", "BHD", "PTY", "PSC", "WLL", "KSC", "SAE", "SAOG", "PTC", "ТОО", "ООО", "АО", "ПАО", "ЗАО", "ОАО",
    ];

    private static string Key(string text) => string.Concat(text.Where(one => char.IsLetterOrDigit(one) || one == ' ')).ToUpperInvariant();
}
