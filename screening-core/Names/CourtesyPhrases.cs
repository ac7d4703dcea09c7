using System.Collections.Frozen;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names;

/// <summary>
/// Courtesy in front of a person's name that looks like something else: a style written as its initials ("H.E." for His Excellency, which
/// two given names might shorten to as well) and an article in front of a title ("The Hon.").
/// </summary>
internal static class CourtesyPhrases
{
    // Fewer words are a surname behind initials.
    private const int MinNames = 2;
    private const int MinLetters = 2;

    private static readonly FrozenSet<string> Styles = new[]
    {
        "he", "hh", "hm", "hrh", "him", "hih", "hsh", "hirh", "se", "sm", "sar",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Articles = new[] { "the", "le", "la", "el", "il", "der", "die", "o", "a" }.ToFrozenSet();

    /// <summary>The name without the courtesy; null where none is in front of it, or where too little is left to be a name.</summary>
    public static string? Without(string raw)
    {
        var name = raw.AsSpan().TrimStart();
        var style = StyleLength(name);
        var rest = style > 0 ? name[style..].TrimStart(" ,") : WithoutArticle(name);
        return rest.Length > 0 && rest.Length < name.Length && HoldsNames(rest) ? rest.ToString() : null;
    }

    // "H.E. ", "H. E. " or "HRH ": capitals, and stops behind them unless they are three.
    private static int StyleLength(ReadOnlySpan<char> name)
    {
        var (letters, stops, at) = ("", 0, 0);
        while (at < name.Length && char.IsAsciiLetterUpper(name[at]) && letters.Length < 4)
        {
            letters += char.ToLowerInvariant(name[at++]);
            if (at < name.Length && name[at] == '.')
            {
                (stops, at) = (stops + 1, at + 1);
                at += at + 2 < name.Length && name[at] == ' ' && name[at + 2] == '.' ? 1 : 0;
            }
        }

        var isWhole = at < name.Length && name[at] is ' ' or ',';
        return isWhole && Styles.Contains(letters) && (stops == letters.Length || letters.Length > MinNames) ? at : 0;
    }

    private static ReadOnlySpan<char> WithoutArticle(ReadOnlySpan<char> name)
    {
        var end = name.IndexOf(' ');
        if (end <= 0 || !Articles.Contains(name[..end].ToString().ToLowerInvariant()))
        {
            return [];
        }

        var rest = name[(end + 1)..].TrimStart();
        var title = rest.IndexOf(' ');
        return title > 0 && Honorifics.IsHonorific(rest[..title].TrimEnd(".,").ToString().ToLowerInvariant()) ? rest : [];
    }

    private static bool HoldsNames(ReadOnlySpan<char> rest)
    {
        var names = 0;
        foreach (var part in rest.Split(' '))
        {
            var letters = 0;
            foreach (var letter in rest[part])
            {
                letters += char.IsLetter(letter) ? 1 : 0;
            }

            names += letters >= MinLetters ? 1 : 0;
        }

        return names >= MinNames;
    }
}
