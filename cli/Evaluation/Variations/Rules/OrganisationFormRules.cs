using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Legal forms added, left out, exchanged and written otherwise.</summary>
internal static class OrganisationFormRules
{
    public static ImmutableArray<VariationRule> All { get; } =
    [
        Organisation("form-added", "A legal form behind a name that states none", (source, bits) => IsBare(source)
            ? $"{source.Text} {Pick(LegalForms.Common, bits)}" : null),
        Organisation("form-added-comma", "A legal form behind a comma", (source, bits) => IsBare(source)
            ? $"{source.Text}, {Pick(LegalForms.Common, bits)}" : null),
        Organisation("form-added-front", "A legal form in front, as in Russian", (source, bits) => IsBare(source)
            ? $"{Pick(["OOO", "AO", "PT", "LLC", "JSC", "ZAO", "Stichting", "UAB", "TOV", "PAO"], bits)} {source.Text}" : null),
        Form("form-dropped", "The legal form left out", (core, _, _, _) => core),
        Form("form-exchanged", "Another legal form", (core, _, group, bits) => $"{core} {LegalForms.Exchange(group, bits)}"),
        Form("form-otherwise", "The same form spelt out, shortened or in another language", (core, form, group, bits) =>
            $"{core} {LegalForms.Other(group, form, bits)}"),
        Form("form-spaced", "The letters of the form apart", (core, _, group, _) => LegalForms.Short(group) is { Length: < 5 } form
            && !form.Contains(' ', StringComparison.Ordinal) ? $"{core} {string.Join(' ', form.AsEnumerable())}" : null),
        Form("form-dotted", "The letters of the form with stops", (core, _, group, _) => LegalForms.Short(group) is { Length: < 5 } form
            && !form.Contains(' ', StringComparison.Ordinal) ? $"{core} {string.Concat(form.Select(one => one + "."))}" : null),
        Form("form-glued", "The form without a blank behind the last word", (core, _, group, _) =>
            $"{core}{LegalForms.Short(group).Replace(" ", "", StringComparison.Ordinal)}"),
        Form("form-brackets", "The form in brackets", (core, form, _, _) => $"{core} ({form})"),
        Form("form-moved", "The form in front", (core, _, group, _) => $"{LegalForms.Short(group)} {core}"),
        Form("form-lower", "The form in small letters, without a comma", (core, form, _, _) => $"{core} {form.ToLowerInvariant()}"),
    ];

    private static VariationRule Form(string id, string description,
        Func<string, string, int, Compliance.ScreeningCore.Matching.Fitting.SplitMix, string?> write) =>
        Organisation(id, description, (source, bits) => source.IsLatin && LegalForms.Split(source.Words) is var (core, form, group)
            && write(Join(core), form, group, bits) is { } name ? Unless(name, source.Text) : null);

    // A name of one short word is an acronym: a form makes it a company's name that others bear too.
    private static bool IsBare(VariationSource source) => source is { IsLatin: true, Words.Length: > 1 or 1 } && source.Text.Length > 4
        && !LegalForms.HasForm(source.Words) && !source.Text.Contains(',', StringComparison.Ordinal);
}
