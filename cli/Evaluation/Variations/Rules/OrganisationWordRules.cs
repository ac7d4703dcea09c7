using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Words of organisations: articles, "and", abbreviations of trade, numbers, brackets, acronyms.</summary>
internal static class OrganisationWordRules
{
    // As bills of lading, payment messages and registers shorten them.
    private static readonly FrozenDictionary<string, string> Abbreviations =
        ("INTERNATIONAL INTL TRADING TRDG MANUFACTURING MFG TECHNOLOGY TECH TECHNOLOGIES TECH GROUP GRP CORPORATION CORP SHIPPING SHPG "
        + "DEVELOPMENT DEV ENGINEERING ENGRG INDUSTRIES INDS INDUSTRIAL INDL INSTITUTE INST UNIVERSITY UNIV NATIONAL NATL GENERAL GEN "
        + "COMPANY CO "
        + "LIMITED LTD IMPORT IMP EXPORT EXP ELECTRONICS ELEC ELECTRONIC ELEC MANAGEMENT MGMT SERVICES SVCS DEPARTMENT DEPT MINISTRY MIN "
        + "ASSOCIATION ASSN BROTHERS BROS COMMERCIAL COMML CONSTRUCTION CONSTR EQUIPMENT EQUIP LABORATORY LAB TRANSPORT TRANS HOLDINGS "
        + "HLDGS "
        + "HOLDING HLDG INVESTMENT INV INVESTMENTS INVTS COMMUNICATIONS COMMS PETROLEUM PETRO PRODUCTS PRODS MACHINERY MACH RESEARCH RES "
        + "FOUNDATION FDN CENTER CTR CENTRE CTR DIGITAL DIG LOGISTICS LOGIS AVIATION AVN CHEMICAL CHEM SYSTEMS SYS ENTERPRISES ENTPRS")
        .Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableArray<string> Ones =
        ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE", "THIRTEEN", "FOURTEEN",
        "FIFTEEN", "SIXTEEN", "SEVENTEEN", "EIGHTEEN", "NINETEEN"];

    private static readonly ImmutableArray<string> Tens =
        ["", "", "TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY"];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Organisation("exact", "As published", (source, _) => source.Text),
        Organisation("upper-case", "In capitals", (source, _) => source.IsLatin ? Unless(source.Text.ToUpperInvariant(), source.Text)
            : null),
        Organisation("lower-case", "In small letters", (source, _) => source.IsLatin
            ? Unless(source.Text.ToLowerInvariant(), source.Text) : null),
        Organisation("plain-letters", "Letters without their marks", (source, _) => source.IsLatin ? Unless(Plain(source.Text), source.Text)
            : null),
        Organisation("lookalikes", "One or two letters of another script that look the same", (source, bits) => source.IsLatin
            ? NameVariation.Of(source.Text, VariationKind.Homoglyph, bits) : null),
        Organisation("stops-gone", "Stops and commas left out, as in payment messages", (source, _) => source.IsLatin
            ? Unless(Join(source.Text.Replace('.', ' ').Replace(',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries)), source.Text)
            : null),
        Organisation("quotes", "In quotation marks", (source, bits) => bits.Below(2) == 0 ? $"«{source.Text}»" : $"\"{source.Text}\""),
        Organisation("the-added", "The in front", (source, _) => source is { IsLatin: true, Words.Length: > 1 }
            && !source.Words[0].Equals("the", StringComparison.OrdinalIgnoreCase) ? "The " + source.Text : null),
        Organisation("the-dropped", "The left out", (source, _) => source.Words.Length > 2
            && source.Words[0].Equals("the", StringComparison.OrdinalIgnoreCase) ? Join(source.Words[1..]) : null),
        Organisation("and-as-sign", "And as &", (source, _) => source.IsLatin ? ReplaceAll(source.Words, word =>
            word.Equals("and", StringComparison.OrdinalIgnoreCase) ? "&" : null) : null),
        Organisation("sign-as-and", "& as and", (source, _) => source.IsLatin
            ? ReplaceAll(source.Words, word => word == "&" ? "and" : null) : null),
        Organisation("and-dropped", "And left out", (source, _) => source.IsLatin ? Without(source.Words, "and", "&") : null),
        Organisation("of-dropped", "Of, the and for left out", (source, _) => source is { IsLatin: true, Words.Length: > 3 }
            ? Without(source.Words, "of", "the", "for") : null),
        Organisation("abbreviated-one", "One word as trade shortens it", (source, bits) => source.IsLatin
            ? Replace(source.Words, bits, Shortened) : null),
        Organisation("abbreviated-all", "Every word as trade shortens it", (source, _) => source.IsLatin
            ? ReplaceAll(source.Words, Shortened) : null),
        Organisation("number-words", "A number of digits in words", (source, bits) => source.IsLatin
            ? Replace(source.Words, bits, word => InWords(word)) : null),
        Organisation("number-digits", "A number word in digits", (source, bits) => source.IsLatin ? Replace(source.Words, bits, word =>
            Ones.IndexOf(word.ToUpperInvariant()) is > 0 and var number ? number.ToString(CultureInfo.InvariantCulture) : null) : null),
        Organisation("number-sign", "No. as number or #", (source, bits) => source.IsLatin ? ReplaceAll(source.Words, word =>
            word.Equals("no.", StringComparison.OrdinalIgnoreCase) ? Pick(["Number", "#", "№", "Nr.", "No"], bits) : null) : null),
        Organisation("percent", "% as percent", (source, _) => Unless(source.Text.Replace("%", " percent", StringComparison.Ordinal),
            source.Text)),
        Organisation("brackets-dropped", "What stands in brackets left out", (source, _) => source.IsLatin && Brackets(source.Text) is var
            (before, _, after) && Join([before, after]).Trim() is { Length: > 7 } rest && rest.Contains(' ', StringComparison.Ordinal)
                ? rest : null),
        Organisation("brackets-gone", "Brackets left out, their words kept", (source, _) => source.IsLatin && Brackets(source.Text) is var
            (before, inside, after) ? Join([before, inside, after]).Trim() : null),
        Organisation("acronym-brackets", "A listed acronym in brackets behind the name", (source, _) => source.IsLatin
            && source.Party.Names.FirstOrDefault(name => name.Text.Length is > 2 and < 7 && name.Text.All(char.IsAsciiLetterUpper))
                is { } acronym && acronym.Text != source.Text ? $"{source.Text} ({acronym.Text})" : null),
        Organisation("acronym-alone", "An acronym that is listed itself", (source, _) => source.Text.Length is > 2 and < 8
            && source.Text.All(char.IsAsciiLetterUpper) ? source.Text : null),
        Organisation("acronym-dotted", "A listed acronym with stops", (source, _) => source.Text.Length is > 2 and < 6
            && source.Text.All(char.IsAsciiLetterUpper) ? string.Concat(source.Text.Select(one => one + ".")) : null),
        Organisation("hyphens-as-blanks", "Hyphens as blanks", (source, _) => Unless(source.Text.Replace('-', ' '), source.Text)),
        Organisation("glued-two", "Two words as one", (source, bits) => source is { IsLatin: true, Words.Length: > 2 }
            && bits.Below(source.Words.Length - 1) is var at && Letters(source.Words[at]) > 2 && Letters(source.Words[at + 1]) > 2
                ? Join([.. source.Words[..at], source.Words[at] + source.Words[at + 1], .. source.Words[(at + 2)..]]) : null),
        Organisation("branch", "A branch named behind a comma", (source, bits) => source is { IsLatin: true, Words.Length: > 2 }
            ? $"{source.Text}, {Pick(["Head Office", "Branch", "Moscow Branch", "Dubai Branch", "Representative Office"], bits)}" : null),
    ];

    private static string? Shortened(string word) => Abbreviations.TryGetValue(word.TrimEnd(',', '.'), out var shorter)
        ? char.IsUpper(word, word.Length > 1 ? 1 : 0) ? shorter : Capital(shorter)
        : null;

    private static string? Without(ImmutableArray<string> words, params string[] left) =>
        words.Where(word => !left.Contains(word, StringComparer.OrdinalIgnoreCase)).ToArray() is var rest && rest.Length < words.Length
        && rest.Length > 1 ? Join(rest) : null;

    private static string? InWords(string word) => word.Length > 2 || !int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture,
        out var number) || number == 0 ? null
        : number < Ones.Length ? Ones[number] : number % 10 == 0 ? Tens[number / 10] : $"{Tens[number / 10]}-{Ones[number % 10]}";

    private static (string Before, string Inside, string After)? Brackets(string text)
    {
        var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.IndexOf(')', StringComparison.Ordinal));
        return open > 0 && close > open + 1 ? (text[..open].Trim(), text[(open + 1)..close].Trim(), text[(close + 1)..].Trim()) : null;
    }
}
