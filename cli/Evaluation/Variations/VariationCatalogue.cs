using System.Collections.Immutable;
using Compliance.Cli.Evaluation.Variations.Rules;

namespace Compliance.Cli.Evaluation.Variations;

/// <summary>Every rule by which listed parties are written otherwise, with the least recall it must reach.</summary>
internal static class VariationCatalogue
{
    /// <summary>Least recall of all cases together, initials with a surname and nothing else apart.</summary>
    public const double Together = 0.98;

    /// <summary>How far a rule may fall below the one it must be like.</summary>
    public const double Likeness = 0.02;

    /// <summary>The rules, by family.</summary>
    public static ImmutableArray<VariationRule> All { get; } =
    [
        .. PersonOrderRules.All, .. PersonInitialRules.All, .. PersonTitleRules.All, .. PersonPartRules.All, .. NicknameRules.All,
        .. TypingErrorRules.All, .. ScriptRules.All, .. OrganisationFormRules.All, .. OrganisationWordRules.All, .. IdentifierRules.All,
        .. WalletRules.All, .. MailboxRules.All, .. AddressRules.All, .. VesselRules.All, .. PersonAccountRules.All,
            .. PersonAliasRules.All,
        .. LookalikeRules.All, .. KeyboardRules.All, .. ArabicSpellingRules.All, .. EastAsianSpellingRules.All, .. SlavicSpellingRules.All,
        .. RomanceNameRules.All, .. OrganisationSurroundRules.All, .. OrganisationLanguageRules.All,
    ];

    /// <summary>The rules that a command line names: ids, or families; all where it names none.</summary>
    /// <exception cref="InvalidInputException">A word is neither.</exception>
    public static ImmutableArray<VariationRule> Named(IReadOnlyCollection<string> words)
    {
        foreach (var word in words)
        {
            if (!All.Any(rule => Means(rule, word)))
            {
                throw new InvalidInputException($"'{word}' is no rule and no family; families are "
                    + $"{string.Join(", ", All.Select(rule => rule.Family).Distinct())}, and --rules lists the rules.");
            }
        }

        return words.Count == 0 ? All : [.. All.Where(rule => words.Any(word => Means(rule, word)))];
    }

    private static bool Means(VariationRule rule, string word) => rule.Id == word || rule.Family == word;
}
