using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A listed organisation with what people write around its name: places, groups, other names, addresses of the web.</summary>
internal static class OrganisationSurroundRules
{
    private static readonly ImmutableArray<string> Places =
        ["Moscow", "Dubai", "Hong Kong", "Russia", "Iran", "China", "UAE", "Turkey", "Europe", "Asia", "Singapore", "Tehran", "India"];

    private static readonly FrozenSet<string> Forms =
        ("LLC LTD LTD. LIMITED INC INC. CORP CORP. CO CO. OOO OAO ZAO PAO AO JSC PJSC GMBH SA S.A. SAS S.A.S. SARL SRL BV FZE "
        + "FZCO FZC DMCC LLP LP PLC PTE AG KG DOO EOOD OOD SL S.L. LTDA CORPORATION INCORPORATED FZ-LLC PTY SDN BHD AB OY A/S")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Organisation("place-behind", "A place behind the name", (source, bits) => Two(source) ? $"{source.Text} {Pick(Places, bits)}"
            : null),
        Organisation("place-brackets", "A place in brackets behind it", (source, bits) => Two(source)
            ? $"{source.Text} ({Pick(Places, bits)})" : null),
        Organisation("place-dash", "A place behind a dash", (source, bits) => Two(source) ? $"{source.Text} - {Pick(Places, bits)}" : null),
        Organisation("place-before-form", "A place before the legal form", (source, bits) => Bare(source) is { } bare
            && bare.Length < source.Words.Length ? Join([.. bare, Pick(Places, bits), .. source.Words[bare.Length..]]) : null),
        Organisation("group-added", "A word of groups behind", (source, bits) => Bare(source) is { Length: > 1 } bare
            ? $"{Join(bare)} {Pick(["Group", "Holding", "Holdings", "Group of Companies"], bits)}" : null),
        Organisation("international-added", "International or Global behind", (source, bits) => Bare(source) is { Length: > 1 } bare
            ? $"{Join(bare)} {Pick(["International", "Global", "Worldwide", "Intl"], bits)}" : null),
        Organisation("group-dropped", "A last word of groups left out", (source, _) => Bare(source) is { Length: > 2 } bare
            && bare[^1].TrimEnd(',') is var last && last.ToUpperInvariant() is "GROUP" or "HOLDING" or "HOLDINGS" or "INTERNATIONAL"
                or "COMPANY" ? Join(bare[..^1]) : null),
        Organisation("other-name-dba", "Another company, doing business as the listed one", (source, bits) => Two(source)
            ? $"Quennebrink Vexhux Ltd {Pick(["d/b/a", "dba", "t/a", "trading as", "doing business as", "aka", "f/k/a", "formerly",
                "formerly known as"], bits)} {source.Text}" : null),
        Organisation("other-name-behind", "The listed one, now or also another", (source, bits) => Two(source)
            ? $"{source.Text} {Pick(["d/b/a", "aka", "a.k.a.", "now", "n/k/a", "t/a"], bits)} Quennebrink Vexhux" : null),
        Organisation("other-name-brackets", "Another name, the listed one in brackets", (source, bits) => Two(source)
            ? $"Quennebrink Vexhux ({Pick(["formerly ", "ex ", "", "prev. "], bits)}{source.Text})" : null),
        Organisation("care-of", "Words of letters around it", (source, bits) => Two(source) ? Pick(["c/o {0}", "Messrs {0}", "M/s. {0}",
            "To: {0}", "Attn {0}", "{0} - accounts payable", "{0} c/o Quennebrink", "Account: {0}"], bits)
                .Replace("{0}", source.Text, StringComparison.Ordinal) : null),
        Organisation("web-domain", "Its words as a name of the web", (source, bits) => Bare(source) is { Length: > 1 } bare
            && bare.All(word => word.All(char.IsLetter)) && string.Concat(bare) is { Length: > 9 and < 30 } glued
                ? $"{Pick(["www.", "", "https://", "@"], bits)}{Plain(glued).ToLowerInvariant()}{Pick([".com", ".ru", ".ir", ".cn"], bits)}"
                : null),
        Organisation("account-underscores", "Words joined by underscores", (source, _) => Bare(source) is { Length: > 1 } bare
            && bare.All(word => word.All(char.IsLetter)) ? string.Join('_', bare).ToLowerInvariant() : null),
        Organisation("glued-all", "All words before the form as one, each with its capital", (source, _) => Bare(source) is
            { Length: 2 or 3 } bare && bare.All(word => word.Length > 2 && word.All(char.IsLetter)) ? string.Concat(bare.Select(Capital))
                : null),
        Organisation("of-turned", "X of Y as Y X", (source, _) => source.IsLatin && Regex.Match(source.Text,
            "^(University|Institute|Ministry|Bank|Academy|Department) of ([^,()]+)$", RegexOptions.IgnoreCase
                | RegexOptions.CultureInvariant) is { Success: true } match
                ? $"{match.Groups[2].Value} {match.Groups[1].Value}" : null),
        Organisation("typing-and-form", "A typing error, and the form left out", (source, bits) => Bare(source) is { Length: > 1 } bare
            && bare.Length < source.Words.Length ? Replace(bare, bits, word => word.Length > 6 && word.All(char.IsLetter)
                && word[3] != word[4] ? word[..3] + word[4] + word[3] + word[5..] : null) : null),
        Organisation("two-companies", "Two companies in one field", (source, bits) => Two(source)
            ? $"{source.Text} {Pick(["/", ";", "|"], bits)} Quennebrink Vexhux Ltd" : null),
    ];

    private static bool Two(VariationSource source) => source is { IsLatin: true, Words.Length: > 1 } && source.Text.Length > 9;

    // The words without the legal form behind them; null where nothing is left that names anybody.
    private static ImmutableArray<string>? BareOf(VariationSource source)
    {
        var words = source.Words;
        while (words.Length > 1 && Forms.Contains(words[^1].Trim(',', '(', ')')))
        {
            words = words[..^1];
        }

        return words.Length < 2 ? null : [.. words[..^1], words[^1].TrimEnd(',')];
    }

    private static ImmutableArray<string>? Bare(VariationSource source) => source.IsLatin && BareOf(source) is { } bare
        && bare.Any(word => Letters(word) > 4) ? bare : null;
}
