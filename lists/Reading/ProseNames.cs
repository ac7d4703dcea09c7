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
    /// Adds the name as published and, where it holds something in brackets, the name without it and what stands in the brackets. Short forms in brackets are weak:
    /// "ABC" alone says little. Words about the name ("branch", "see also") are not told from names; they do no more harm than a needless alias.
    /// </summary>
    public static void Add(PartyDraft draft, string text, NameKind kind, AliasStrength strength = AliasStrength.Unstated)
    {
        draft.AddName(text, kind, strength);
        var brackets = Brackets().Matches(text);
        var outside = PublishedValue.Clean(Brackets().Replace(text, " "));
        if (brackets.Count == 0 || outside is null || !outside.Any(char.IsLetterOrDigit))
        {
            return;
        }

        draft.AddName(outside, kind == NameKind.Primary ? NameKind.Variation : kind, strength);
        foreach (var inside in brackets.Select(match => Lead().Replace(match.Groups["inside"].Value, "").Trim()))
        {
            draft.AddName(inside, NameKind.Alias, IsShortForm(inside) ? AliasStrength.Weak : strength);
        }
    }

    /// <summary>One word of up to eight letters.</summary>
    public static bool IsShortForm(string name) => name.Length <= 8 && !name.Contains(' ', StringComparison.Ordinal) && name.All(letter => letter < 0x0370);

    [GeneratedRegex(@"^(?:and\s+|or\s+)?(?:(?:a\.?k\.?a\.?|f\.?k\.?a\.?|formerly known as|also known as|formerly),?:?\s+)?(?:the following\s+(?:[\w-]+\s+)?alias(?:es)?:?\s*)?(?:and\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex(@"[(（](?<inside>[^()（）]+)[)）]", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();
}
