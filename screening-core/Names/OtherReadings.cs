using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names;

/// <summary>
/// Other ways in which a customer's name may be written, each as text to be analysed: capitals that are initials written as one word
/// ("VV Putin"), Baltic endings ("Vladimiras Putinas"), Wade-Giles syllables ("Hsi Chin-ping"), and a legal form glued to the last word
/// ("HUAWEICO"). A listed name has one reading; a subject is compared in all of these, so what is ambiguous need not be decided.
/// </summary>
internal static class OtherReadings
{
    private const int MaxInitials = 3;
    private const int MinStemLetters = 3;
    private const int MinGluedRest = 4;

    private static readonly string[] BalticEndings = ["ius", "as", "is", "us", "ys", "s"];
    private static readonly string[] GluedEndings = ["co", "sal", "spa", "srl", "sa", "ag", "oy", "ao", "bv", "nv", "sl", "kg", "as", "ad"];

    /// <summary>The readings of a person's name beside the plain one.</summary>
    public static IEnumerable<string> OfPerson(string raw)
    {
        if (SpreadInitials(raw) is { } spread)
        {
            yield return spread;
        }

        if (WithoutBalticEndings(raw) is { } stems)
        {
            yield return stems;
        }

        if (WadeGilesNames.InPinyin(raw) is { } pinyin)
        {
            yield return pinyin;
        }
    }

    /// <summary>The readings of any other name beside the plain one.</summary>
    public static IEnumerable<string> OfOther(string raw)
    {
        var name = raw.TrimEnd(' ', '.', ',');
        var last = name.LastIndexOf(' ') + 1;
        foreach (var ending in GluedEndings)
        {
            if (name.Length - last >= ending.Length + MinGluedRest && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
                && !GenericWords.TryConcept(name[last..].ToLowerInvariant(), out _))
            {
                yield return name[..^ending.Length] + " " + name[^ending.Length..];
                yield break;
            }
        }
    }

    // Two or three capitals among words in small letters; where other words are in capitals too, or none is, letters without a vowel.
    private static string? SpreadInitials(string raw)
    {
        var words = raw.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !words.Any(word => word.Count(char.IsLetter) > MaxInitials))
        {
            return null;
        }

        var (capitals, small) = (false, false);
        foreach (var word in words.Where(word => word.Count(char.IsLetter) > MaxInitials))
        {
            capitals |= !word.Any(char.IsLower);
            small |= word.Any(char.IsLower);
        }

        var any = false;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i].TrimEnd(',', '.');
            if (word.Length is >= 2 and <= MaxInitials && word.All(char.IsLetter)
                && AreInitials(word, standsOut: small && !capitals && word.All(char.IsUpper)))
            {
                words[i] = string.Join(' ', word.Select(letter => letter + ".")) + (words[i].EndsWith(',') ? "," : "");
                any = true;
            }
        }

        return any ? string.Join(' ', words) : null;
    }

    private static bool AreInitials(string word, bool standsOut)
    {
        var folded = word.ToLowerInvariant();
        if (Honorifics.IsSuffix(folded) || folded is "mr" or "ms" or "st" or "ng")
        {
            return false;
        }

        return standsOut || (!folded.Any(IsVowel) && !Honorifics.IsHonorific(folded) && !NameParticles.IsParticle(folded));
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'а' or 'е' or 'и' or 'о' or 'у' or 'ы'
        or 'э' or 'ю' or 'я' or 'і' or 'ї' or 'є';

    // Lithuanian and Latvian give every name an ending of their own; a name of which one word has none is another language's.
    private static string? WithoutBalticEndings(string raw)
    {
        var words = raw.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return null;
        }

        for (var i = 0; i < words.Length; i++)
        {
            if (Array.Find(BalticEndings, ending => words[i].Length >= ending.Length + MinStemLetters
                && words[i].EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is not { } found)
            {
                return null;
            }

            words[i] = words[i][..^found.Length];
        }

        return string.Join(' ', words);
    }
}
