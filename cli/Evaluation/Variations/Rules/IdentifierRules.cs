using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A listed number under another name, written as documents, registers and forms write it.</summary>
internal static class IdentifierRules
{
    private const int LeastSignificant = 6;

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Documents("as-listed", "Type, country and number as listed", (one, _) => one),
        Documents("spaced", "Blanks between groups of digits", (one, _) => Changed(one, Spaced(one.Value))),
        Documents("dashed", "Dashes and stops left out or added", (one, _) => Changed(one, one.Value.Any(char.IsPunctuation)
            ? string.Concat(one.Value.Where(char.IsLetterOrDigit)) : Spaced(one.Value).Replace(' ', '-'))),
        Documents("lower-case", "In small letters", (one, _) => Changed(one, one.Value.ToLowerInvariant())),
        Documents("prefixed", "The document's name in front of the number", (one, _) => Prefix(one.Type) is { } prefix
            ? Changed(one, $"{prefix} {one.Value}") : null),
        Documents("letter-dropped", "The letter of a Venezuelan card in front left out: V-5892464 as 5892464", (one, _) =>
            one.Value.Length > 2 && one.Value[0] is 'V' or 'E' or 'J' && one.Value[1] == '-' && one.Type != IdentifierType.Passport
                && one.Country.Value is "VE" or "" ? Changed(one, one.Value[2..]) : null),
        Documents("type-other", "The type stated as other", (one, _) => one with { Type = IdentifierType.Other }),
        Documents("country-unstated", "The country not stated", (one, _) => one.Country.IsStated ? one with { Country = default } : null),
        Documents("wide-digits", "In full-width digits", (one, _) => Changed(one, Digits(one.Value, '\uFF10'))),
        Documents("arabic-digits", "In the digits of Arabic", (one, _) => Changed(one, Digits(one.Value, '\u0660'))),
        Documents("persian-digits", "In the digits of Persian", (one, _) => Changed(one, Digits(one.Value, '\u06F0'))),
        Documents("other-dashes", "With dashes of other forms", (one, _) => Changed(one, Spaced(one.Value).Replace(' ', '\u2011'))),
        Documents("invisible", "With an invisible character in it", (one, _) => one with { Value = one.Value.Insert(2, "\u200B") }),
        Documents("number-sign", "With a sign of numbers in front", (one, bits) => Changed(one, Pick(["№ ", "No. ", "# ", "Nr. ", "n° "],
            bits) + one.Value)),
        Documents("country-front", "Its country's code in front", (one, _) => one.Country.IsStated && one.Type == IdentifierType.Passport
            ? Changed(one, $"{one.Country.Value} {one.Value}") : null),
        Documents("country-behind", "Its country in brackets behind", (one, _) => one.Country.IsStated
            ? Changed(one, $"{one.Value} ({one.Country.Value})") : null),
        Documents("lookalikes", "Letters of another script that look the same", (one, _) => Changed(one, one.Value.Replace('A', 'А')
            .Replace('B', 'В').Replace('C', 'С').Replace('E', 'Е').Replace('H', 'Н').Replace('K', 'К').Replace('M', 'М')
            .Replace('P', 'Р').Replace('T', 'Т'))),
        Codes("imo-plain", IdentifierType.Imo, "An IMO number behind IMO and a sign", value => $"IMO No: {Digits(value)}"),
        Codes("imo-dash", IdentifierType.Imo, "An IMO number behind IMO and a dash", value => $"IMO-{Digits(value)}"),
        Codes("phone-zeros", IdentifierType.Phone, "A telephone number with 00 for +, under the listed name", value => "00"
            + Digits(value), underOwnName: true),
        Codes("imo", IdentifierType.Imo, "An IMO number with IMO in front", value => "IMO " + Digits(value)),
        Codes("imo-digits", IdentifierType.Imo, "The seven digits of an IMO number", Digits),
        Codes("mmsi", IdentifierType.Mmsi, "An MMSI with MMSI in front", value => "MMSI: " + Digits(value)),
        Codes("aircraft", IdentifierType.AircraftTail, "An aircraft's mark without its dash", value => value.Replace("-", "",
            StringComparison.Ordinal)),
        Codes("bic", IdentifierType.Bic, "A BIC with the office of the head", value => value.Trim().Length == 8 ? value.Trim() + "XXX"
            : value),
        Codes("lei", IdentifierType.Lei, "An LEI in groups of four", value =>
            string.Join(' ', value.Chunk(4).Select(part => new string(part)))),
        Codes("phone", IdentifierType.Phone, "A telephone number with other blanks, under the listed name", value => Spaced(Digits(value)),
            underOwnName: true),
    ];

    internal static ScreeningSubject Stranger(PartyKind kind) => new()
    {
        Kind = kind,
        Name = kind switch
        {
            PartyKind.Individual => "Zephyrine Quennebrink",
            PartyKind.Vessel => "Quennebrink Zwi",
            PartyKind.Aircraft => "",
            _ => "Quennebrink Zephyrine Vexhux",
        },
    };

    private static VariationRule Documents(string id, string description, Func<Identifier, SplitMix, Identifier?> write) =>
        new("identifier." + id, description, VariationRule.EveryRule, (source, bits) =>
            OneOf(source, bits, one => IsDocument(one.Type) && one.Value.Count(char.IsLetterOrDigit) >= LeastSignificant
                && one.Value.Any(char.IsDigit)) is { } listed && write(listed, bits) is { } mine
                ? Stranger(source.Party.Kind) with { Identifiers = [mine] }
                : null);

    private static VariationRule Codes(string id, IdentifierType type, string description, Func<string, string> write,
        bool underOwnName = false) =>
        new("identifier." + id, description, VariationRule.EveryRule, (source, bits) =>
            OneOf(source, bits, one => one.Type == type) is { } listed
                ? (underOwnName ? new ScreeningSubject { Kind = source.Party.Kind, Name = source.Text } : Stranger(source.Party.Kind))
                    with
                { Identifiers = [new Identifier(type, write(listed.Value)) { Country = listed.Country }] }
                : null);

    internal static Identifier? OneOf(VariationSource source, SplitMix bits, Func<Identifier, bool> suits) =>
        source.Party.Identifiers.Where(suits).ToImmutableArray() is { IsEmpty: false } all ? Pick(all, bits) : null;

    private static bool IsDocument(IdentifierType type) => type is IdentifierType.Passport or IdentifierType.NationalId
        or IdentifierType.TaxId or IdentifierType.RegistrationNumber or IdentifierType.DriverLicence;

    private static Identifier? Changed(Identifier one, string value) => value == one.Value ? null : one with { Value = value };

    private static string? Prefix(IdentifierType type) => type switch
    {
        IdentifierType.Passport => "Passport No.",
        IdentifierType.NationalId => "ID No.",
        IdentifierType.TaxId => "Tax ID",
        IdentifierType.RegistrationNumber => "Reg. No.",
        _ => null,
    };

    private static string Digits(string value) => string.Concat(value.Where(char.IsAsciiDigit));

    private static string Digits(string value, char zero) =>
        string.Concat(value.Select(one => char.IsAsciiDigit(one) ? (char)(zero + one - '0') : one));

    private static string Spaced(string value) => string.Join(' ', value.Chunk(3).Select(part => new string(part)));
}
