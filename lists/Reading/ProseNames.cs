using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Names;
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
    /// "a.k.a." or "formerly known as". All bear the grade that the publisher gives the whole, and none where it gives none: how short a
    /// name is says nothing of how good it is. Towns, words that only describe, and words of one or two letters are no names.
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
            .SelectMany(piece => AlsoKnownAs().Split(piece)).Select(piece => Lead().Replace(piece, "").Trim(' ', ',', '，')))
        {
            if (inside.Length > 2 && !CountryNames.TryFind(inside, out _) && !Describes().IsMatch(inside) && IsDistinctive(inside))
            {
                // One word in brackets inside a person's name is a part of it as often as another name.
                draft.AddName(inside, NameKind.Alias, draft.Kind == PartyKind.Individual && !inside.Contains(' ', StringComparison.Ordinal)
                    && inside[0] < 0x0370 ? AliasStrength.Weak : strength);
            }
        }
    }

    /// <summary>True where a text holds a word that tells one party from others: "Construction Limited" and a town are no names.</summary>
    public static bool IsDistinctive(string text) => NameAnalyser.Analyse(text, isPerson: false).Tokens.Any(token => !token.Is(
        TokenTraits.OrganisationForm | TokenTraits.Generic | TokenTraits.VeryGeneric | TokenTraits.Place | TokenTraits.Stopword
            | TokenTraits.Number | TokenTraits.Initial));

    /// <summary>The text without the brackets at its ends where they have no partner.</summary>
    private static string Balanced(string text) =>
        text.Count(letter => letter is '(' or '（') == text.Count(letter => letter is ')' or '）') ? text
        : Lead().Replace(text.Trim('(', '（', ')', '）', ' '), "");

    [GeneratedRegex(@"^(?:and\s+|or\s+)?(?:(?:a\.?k\.?a\.?|f\.?k\.?a\.?|formerly known as|also known as|formerly),?:?\s+)?(?:the following\s+(?:[\w-]+\s+)?alias(?:es)?:?\s*)?(?:and\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex(@",?\s+(?:-\s?aka\s?-|a/k/a|a\.k\.a\.?|aka|also known as|d/b/a|d\.b\.a\.?|dba|doing business as|f/k/a|f\.k\.a\.?|fka|formerly known as|formerly|n/k/a|now known as|trading as|t/a)[:,]?\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AlsoKnownAs();

    // What kind of party it is, or whose: "(PRC entity)", "[Chinese national]".
    [GeneratedRegex(@"\b(?:entity|entities|individual|individuals|national|nationals|company|companies|person)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Describes();

    [GeneratedRegex(@"[(（\[](?<inside>[^()（）\[\]]+)[)）\]]", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();
}
