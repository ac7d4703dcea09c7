using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Arabic and Persian names in the Latin spellings of other countries: English, French, German, Turkish, Persian.</summary>
internal static class ArabicSpellingRules
{
    // A name is Arabic for these rules where it bears one of these: they need no list of countries.
    private static readonly Regex Bearer = new(
        @"\b(abd|abdul|abdel|abu|al-|mu?oha?mm?[ae]d|ahmad|ahmed|hassan|hasan|h[ou]ss?[ae][iy]n|ali|umar|omar"
        + @"|khalid|ibrahim|ismail|yusuf|mahmud|mahmoud|mustafa|sa'?id|salim|salih|nasir|karim|rashid|hamid|hamed|reza|bin|ibn|jamal|faysal|tariq)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly ImmutableArray<ImmutableArray<string>> Given =
    [
        ["Muhammad", "Mohammed", "Mohammad", "Mohamed", "Muhammed", "Mohamad", "Mohd", "Mehmet"],
        ["Husayn", "Hussein", "Hussain", "Hossein", "Husain", "Houcine", "Husein"],
        ["Yusuf", "Youssef", "Yousef", "Yousuf", "Yusef", "Joussef"], ["Umar", "Omar", "Oumar", "Omer"],
        ["Sa'id", "Said", "Saeed", "Saïd", "Saeid", "Sayed"], ["Khalid", "Khaled", "Chalid", "Halid"],
        ["Ahmad", "Ahmed", "Ahmet", "Achmed"], ["Hasan", "Hassan", "Hassane"], ["Mahmud", "Mahmoud", "Mahmood", "Mahmut"],
        ["Jamal", "Gamal", "Djamal", "Cemal", "Jamaal"], ["Rashid", "Rachid", "Rasheed", "Raschid", "Reşid"],
        ["Sulayman", "Suleiman", "Sulaiman", "Soleiman", "Slimane"], ["Salih", "Saleh", "Salah", "Salehi"],
        ["Ibrahim", "Ebrahim", "Brahim", "Ibraheem", "Ibrahem"], ["Tariq", "Tarek", "Tarik", "Tareq"],
        ["Abd al-Rahman", "Abdurrahman", "Abdul Rahman", "Abdel-Rahman", "Abderrahmane", "Abdul-Rahman", "Abdelrahman"],
        ["Abd al-Aziz", "Abdul Aziz", "Abdelaziz", "Abdulaziz", "Abdel Aziz", "Abdul-Aziz"],
        ["Abdallah", "Abdullah", "Abdulla", "Abd Allah", "Abdellah"], ["Faysal", "Faisal", "Feisal", "Fayçal", "Faycal"],
        ["Nasir", "Nasser", "Naser", "Nacer", "Nassir"], ["Qasim", "Kassem", "Qassem", "Ghasem", "Kasim", "Kacem"],
        ["Uthman", "Osman", "Othman", "Ousmane"], ["Zaynab", "Zainab", "Zeinab", "Zeynep"], ["Hamid", "Hameed", "Hamed"],
        ["Latif", "Lateef", "Latef"], ["Sharif", "Cherif", "Shareef", "Scharif", "Charif"],
    ];

    // One spelling for another wherever it stands: (other, listed).
    private static readonly ImmutableArray<(string From, string To)> Sounds =
    [
        ("ou", "u"), ("u", "ou"), ("oo", "u"), ("ee", "i"), ("i", "ee"), ("ay", "ai"), ("ai", "ay"), ("ay", "ei"), ("q", "k"), ("q", "gh"),
        ("gh", "g"), ("kh", "ch"), ("sh", "ch"), ("sh", "sch"), ("j", "dj"), ("dh", "z"), ("th", "s"), ("w", "ou"), ("w", "v"), ("y", "i"),
        ("iy", "i"), ("iyy", "iy"), ("ah", "a"), ("'", ""), ("aw", "au"), ("ss", "s"), ("mm", "m"), ("ll", "l"), ("z", "dh"),
    ];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Arabic("arabic-given", "A common name as another country spells it", Family),
        Arabic("arabic-sound", "One sound as another country spells it, in one word", (text, bits) => Sound(text, bits, everywhere: false)),
        Arabic("arabic-sound-all", "One sound as another country spells it, in every word", (text, bits) => Sound(text, bits, true)),
        Arabic("arabic-sun-letters", "The article as it sounds: ash-Shami for al-Shami", (text, _) => Unless(Regex.Replace(text,
            @"\b([Aa])l-(sh|th|dh|[tdrzsn])", match => $"{match.Groups[1].Value}{match.Groups[2].Value.ToLowerInvariant()}-"
                + $"{match.Groups[2].Value}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), text)),
        Arabic("arabic-el", "The article as el", (text, _) => Unless(Regex.Replace(text, @"\b([Aa])[Ll]-", "El-",
            RegexOptions.CultureInvariant), text)),
        Arabic("arabic-bin-ben", "The son as ben or ibn", (text, bits) => Unless(Regex.Replace(text, @"\b(bin|ben|ibn)\b", Pick(["ben",
            "ibn", "bin", "b."], bits), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), text)),
        Arabic("arabic-bin-dropped", "The son left out", (text, _) => Unless(Regex.Replace(text, @"\b(bin|ben|ibn) ", "",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), text) is { } rest && rest.Contains(' ', StringComparison.Ordinal)
                ? rest : null),
        Arabic("arabic-abd-joined", "Abd al- joined with what follows", (text, bits) => Unless(Regex.Replace(text,
            @"\babd[ -]?[aeu]l[ -](\w+)", match => Pick(["Abdul", "Abdel", "Abdoul"], bits) + match.Groups[1].Value.ToLowerInvariant(),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), text) is { } joined && joined.Contains(' ', StringComparison.Ordinal)
                ? joined : null),
    ];

    private static VariationRule Arabic(string id, string description, Func<string, SplitMix, string?> write) =>
        Person(id, description, (source, bits) => source is { IsLatin: true, Words.Length: > 1 } && Bearer.IsMatch(source.Text)
            ? write(source.Text, bits) : null);

    private static string? Family(string text, SplitMix bits)
    {
        foreach (var family in Given)
        {
            foreach (var one in family)
            {
                var at = text.IndexOf(one, StringComparison.OrdinalIgnoreCase);
                if (at >= 0 && (at == 0 || text[at - 1] == ' ') && (at + one.Length == text.Length || text[at + one.Length] is ' ' or ','))
                {
                    return Unless(text[..at] + Pick(family, bits) + text[(at + one.Length)..], text);
                }
            }
        }

        return null;
    }

    private static string? Sound(string text, SplitMix bits, bool everywhere)
    {
        var fits = Sounds.Where(one => text.IndexOf(one.From, 1, StringComparison.Ordinal) > 0).ToImmutableArray();
        if (fits.IsEmpty)
        {
            return null;
        }

        var (from, to) = Pick(fits, bits);
        return everywhere ? Unless(text[..1] + text[1..].Replace(from, to, StringComparison.Ordinal), text)
            : text.IndexOf(from, 1, StringComparison.Ordinal) is var at ? text[..at] + to + text[(at + from.Length)..] : null;
    }
}
