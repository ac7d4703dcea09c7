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
        Mailbox("googlemail", "With the other domain of the same provider", value => IsGoogle(value)
            ? value[..value.IndexOf('@', StringComparison.Ordinal)] + "@googlemail.com" : null),
        Mailbox("spelt", "At and dot in words, against collectors of addresses", value => value.Replace("@", " [at] ",
            StringComparison.Ordinal).Replace(".", " [dot] ", StringComparison.Ordinal)),
        Mailbox("stop-behind", "With a stop or a semicolon behind", value => value + (value.Length % 2 == 0 ? "." : ";")),
        Mailbox("wide-at", "With the full-width sign", value => value.Replace('@', '\uFF20')),
        Mailbox("invisible", "With an invisible character in it", value => value.Insert(2, "\u200B")),
        Mailbox("two", "Behind another one", value => $"zephyrine@quennebrink.example, {value}"),
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
