using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A customer of another name at an address that a list itself lists (89 FR 51653), as forms write addresses.</summary>
internal static class AddressRules
{
    private static readonly ImmutableArray<(string Long, string Short)> Words =
    [
        ("Road", "Rd"), ("Street", "St"), ("Avenue", "Ave"), ("Building", "Bldg"), ("Centre", "Center"), ("Floor", "Fl"), ("Room", "Rm"),
        ("Commercial", "Comm"), ("Central", "Cen"),
    ];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Address("as-listed", "As listed", text => text),
        Address("capitals", "In capitals", text => text.ToUpperInvariant()),
        Address("stops-gone", "Without commas and stops", text => text.Replace(",", "", StringComparison.Ordinal)
            .Replace(".", "", StringComparison.Ordinal)),
        Address("shortened", "Words of streets shortened", text => Words.Aggregate(text, (all, word) =>
            all.Replace(word.Long, word.Short, StringComparison.Ordinal))),
        Address("spelt-out", "Words of streets spelt out", text => Join(text.Split(' ').Select(word =>
            Words.FirstOrDefault(one => one.Short == word.Trim(',', '.')).Long is { } longer ? word.Replace(word.Trim(',', '.'), longer,
                StringComparison.Ordinal) : word))),
        Address("lines", "On several lines", text => text.Replace(", ", "\n", StringComparison.Ordinal)),
    ];

    /// <summary>True for an entry that lists an address and nobody by name.</summary>
    public static bool IsAddressEntry(ListedParty party) => party.Names.Any(name =>
        name.Text.StartsWith("Address ", StringComparison.OrdinalIgnoreCase) && name.Text[8..].Trim().All(char.IsAsciiDigit));

    private static VariationRule Address(string id, string description, Func<string, string> write) =>
        new("address." + id, description, VariationRule.EveryRule, (source, bits) => IsAddressEntry(source.Party)
            && source.Party.Addresses.Select(address => address.AsText()).Where(text => text.Any(char.IsAsciiDigit) && (id == "as-listed"
                || write(text) != text)).ToImmutableArray() is { IsEmpty: false } all
                ? IdentifierRules.Stranger(PartyKind.Organization) with { Addresses = [write(Pick(all, bits))] }
                : null);
}
