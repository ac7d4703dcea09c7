using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Variations;

/// <summary>
/// Another way to write an organisation's legal form. The table is deliberately not the engine's own, so that a gap there shows in the
/// measurement; it holds forms that company law or common translation equates.
/// </summary>
internal static class LegalFormVariation
{
    private static readonly ImmutableArray<ImmutableArray<string>> Equivalent =
    [
        ["LTD", "LTD.", "LIMITED"],
        ["CO", "CO.", "COMPANY"],
        ["CORP", "CORP.", "CORPORATION"],
        ["INC", "INC.", "INCORPORATED"],
        ["LLC", "L.L.C.", "LIMITED LIABILITY COMPANY", "OOO"],
        ["JSC", "J.S.C.", "JOINT STOCK COMPANY", "AO"],
        ["PJSC", "PUBLIC JOINT STOCK COMPANY", "PAO"],
        ["OJSC", "OPEN JOINT STOCK COMPANY", "OAO"],
        ["CJSC", "CLOSED JOINT STOCK COMPANY", "ZAO"],
        ["PLC", "P.L.C.", "PUBLIC LIMITED COMPANY"],
        ["GMBH", "G.M.B.H.", "GESELLSCHAFT MIT BESCHRÄNKTER HAFTUNG"],
        ["SA", "S.A.", "SOCIEDAD ANONIMA", "SOCIETE ANONYME"],
        ["SRL", "S.R.L."],
        ["FZE", "F.Z.E.", "FREE ZONE ESTABLISHMENT"],
        ["FZCO", "FZ-CO", "FREE ZONE COMPANY"],
        ["SARL", "S.A.R.L.", "SOCIETE A RESPONSABILITE LIMITEE"],
    ];

    // Longer forms first, so that "joint stock company" is not read as "company".
    private static readonly ImmutableArray<(ImmutableArray<string> Words, int Group)> Forms =
    [
        .. Equivalent.SelectMany((group, number) => group.Select(form => (Words: form.Split(' ').ToImmutableArray(), Group: number)))
            .OrderByDescending(form => form.Words.Length),
    ];

    /// <summary>The name with its last form replaced by another of the same group; null where it ends in none, or is nothing
    /// else.</summary>
    public static string? Of(string[] words, SplitMix bits)
    {
        foreach (var (form, group) in Forms)
        {
            if (words.Length > form.Length && form.SequenceEqual(words[^form.Length..], StringComparer.OrdinalIgnoreCase))
            {
                var others = Equivalent[group]
                    .Where(other => !string.Equals(other, string.Join(' ', form), StringComparison.OrdinalIgnoreCase)).ToArray();
                return string.Join(' ', [.. words[..^form.Length], others[bits.Below(others.Length)]]);
            }
        }

        return null;
    }
}
