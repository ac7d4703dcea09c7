using System.Collections.Immutable;
using Compliance.ScreeningCore.Names.Scripts;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A person's name as accounts and mailboxes bear it: words joined by signs, capitals or nothing, years behind.</summary>
internal static class PersonAccountRules
{
    public static ImmutableArray<VariationRule> All { get; } =
    [
        Account("account-dots", "Words joined by dots, in small letters", (words, _) => string.Join('.', words)),
        Account("account-underscores", "Words joined by underscores, in small letters", (words, _) => string.Join('_', words)),
        Account("account-camel", "Words joined, each with its capital", (words, _) => string.Concat(words.Select(Capital))),
        Account("account-year", "Words joined by a dot, a year of birth behind", (words, bits) =>
            $"{string.Join('.', words)}{1950 + bits.Below(55)}"),
        Account("account-at", "With @ in front", (words, _) => "@" + string.Join('_', words)),
        Account("account-mailbox", "As the mailbox of a public provider", (words, _) => $"{string.Join('.', words)}@gmail.com"),
        Account("slashes", "Words joined by slashes, as in messages of airlines", (words, _) =>
            $"{words[^1]}/{Join(words[..^1])}".ToUpperInvariant()),
        Account("pipes", "Words with a bar between", (words, _) => string.Join(" | ", words.Select(Capital))),
    ];

    // Three letters a word, so that what is joined can be told apart; plain letters, because accounts have no others.
    private static VariationRule Account(string id, string description,
        Func<ImmutableArray<string>, Compliance.ScreeningCore.Matching.Fitting.SplitMix, string> write) =>
        Person(id, description, (source, bits) => source is { IsLatin: true, HasParts: true, Words.Length: 2 or 3 }
            && source.Words.All(word => word.Length > 2 && word.All(char.IsLetter))
                ? write([.. source.Given.Concat(source.Family).Select(word => Plain(word).ToLowerInvariant())], bits) : null);
}
