using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Reading;

/// <summary>Names that stand in prose: "A; and B", "A (B)", "a.k.a., the following two aliases: A; and B".</summary>
internal static partial class ProseNames
{
    /// <summary>The names of a text in which semicolons separate them.</summary>
    public static ImmutableArray<string> Split(string? text) =>
    [
        .. (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(piece => Lead().Replace(piece, "").Trim())
            .Where(piece => piece.Any(char.IsLetterOrDigit)),
    ];

    /// <summary>
    /// Adds the name as published and the names inside it: what stands outside brackets, what stands inside them, and what follows
    /// "a.k.a.". One word in brackets is weak, because it is a short form or a town as often as a name; countries and words of one or two
    /// letters are no names.
    /// </summary>
    public static void Add(PartyDraft draft, string text, NameKind kind, AliasStrength strength = AliasStrength.Unstated)
    {
        var name = Balanced(text);
        draft.AddName(name, kind, strength);
        var brackets = Brackets().Matches(name);
        var outside = PublishedValue.Clean(Brackets().Replace(name, " "));
        if (outside is null || !outside.Any(char.IsLetterOrDigit))
        {
            return;
        }

        var pieces = AlsoKnownAs().Split(outside);
        if (brackets.Count > 0 || pieces.Length > 1)
        {
            draft.AddName(pieces[0], kind == NameKind.Primary ? NameKind.Variation : kind, strength);
        }

        foreach (var piece in pieces.Skip(1))
        {
            draft.AddName(piece, NameKind.Alias, strength);
        }

        foreach (var inside in brackets.SelectMany(match => Split(match.Groups["inside"].Value))
            .SelectMany(piece => AlsoKnownAs().Split(piece)).Select(piece => piece.Trim(' ', ',', '，')))
        {
            if (inside.Length > 2 && !CountryNames.TryFind(inside, out _))
            {
                draft.AddName(inside, NameKind.Alias, !inside.Contains(' ', StringComparison.Ordinal) && inside[0] < 0x0370
                    ? AliasStrength.Weak : strength);
            }
        }
    }

    /// <summary>The text without the brackets at its ends where they have no partner.</summary>
    private static string Balanced(string text) =>
        text.Count(letter => letter is '(' or '（') == text.Count(letter => letter is ')' or '）') ? text
        : Lead().Replace(text.Trim('(', '（', ')', '）', ' '), "");

    /// <summary>One word of up to eight letters.</summary>
    public static bool IsShortForm(string name)
        => name.Length <= 8 && !name.Contains(' ', StringComparison.Ordinal) && name.All(letter => letter < 0x0370);

    [GeneratedRegex(@"^(?:and\s+|or\s+)?(?:(?:a\.?k\.?a\.?|f\.?k\.?a\.?|formerly known as|also known as|formerly),?:?\s+)?(?:the following\s+(?:[\w-]+\s+)?alias(?:es)?:?\s*)?(?:and\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex(@",?\s+(?:a/k/a|a\.k\.a\.?|aka|d/b/a|d\.b\.a\.?|f/k/a|f\.k\.a\.?)[:,]?\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AlsoKnownAs();

    [GeneratedRegex(@"[(（](?<inside>[^()（）]+)[)）]", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();
}
