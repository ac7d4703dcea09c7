using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A listed mailbox as people and programs write it.</summary>
internal static class MailboxRules
{
    public static ImmutableArray<VariationRule> All { get; } =
    [
        Mailbox("as-listed", "As listed", value => value),
        Mailbox("capitals", "In capitals", value => value.ToUpperInvariant()),
        Mailbox("display-name", "With a name in front (RFC 5322)", value => $"Accounts <{value}>"),
        Mailbox("mailto", "As a link", value => $"mailto:{value}?subject=Invoice"),
        Mailbox("tagged", "With a tag, where the provider delivers it to the same box", value => IsGoogle(value)
            ? value.Insert(value.IndexOf('@', StringComparison.Ordinal), "+news") : null),
        Mailbox("dotted", "With dots that the provider ignores", value => IsGoogle(value)
            && value.IndexOf('@', StringComparison.Ordinal) > 3
            && !value[..value.IndexOf('@', StringComparison.Ordinal)].Contains('.', StringComparison.Ordinal) ? value.Insert(2, ".")
                : null),
    ];

    private static VariationRule Mailbox(string id, string description, Func<string, string?> write) =>
        new("mailbox." + id, description, VariationRule.EveryRule, (source, bits) => IdentifierRules.OneOf(source, bits, one =>
            one.Type == IdentifierType.Email && one.Value.Contains('@', StringComparison.Ordinal) && write(one.Value) is not null)
                is { } listed
                ? IdentifierRules.Stranger(source.Party.Kind) with
                {
                    Identifiers = [new Identifier(IdentifierType.Email, write(listed.Value)!)],
                }
                : null);

    private static bool IsGoogle(string value) => value.EndsWith("@gmail.com", StringComparison.OrdinalIgnoreCase);
}
