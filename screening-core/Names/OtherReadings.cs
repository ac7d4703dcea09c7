using Compliance.ScreeningCore.Names.Fields;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names;

/// <summary>
/// Other ways in which a customer's name may be written, each as text to be analysed: capitals that are initials written as one word
/// ("VV Putin"), Baltic endings ("Vladimiras Putinas"), Wade-Giles syllables ("Hsi Chin-ping"), German and Polish spellings of Russian
/// names ("Schoigu"), courtesy that looks like initials ("H.E."), titles behind a name in East Asian letters, a legal form glued to the
/// last word ("HUAWEICO"), a branch ("Vexil Bank, Moscow Branch") and an acronym in brackets. A listed name has one reading, or two where
/// it ends in an acronym of itself; a subject is compared in all of these, so what is ambiguous need not be decided.
/// </summary>
internal static class OtherReadings
{
    private const int MaxInitials = 5;
    private const int MaxInitialsAmongCapitals = 3;
    private const int MinFamilyLetters = 3;
    private const int MinStemLetters = 3;
    private const string Monsieur = "M. ";
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

        if (raw.StartsWith(Monsieur, StringComparison.Ordinal) && raw.IndexOf(' ', Monsieur.Length + 1) > 0)
        {
            yield return raw[Monsieur.Length..];
        }

        if (CourtesyPhrases.Without(raw) is { } plain)
        {
            yield return plain;
        }

        if (raw.Length > 0 && raw[^1] > 'ÿ' && EastAsianTitles.Without(raw) is { } untitled)
        {
            yield return untitled;
        }

        foreach (var english in SlavicSchemes.InEnglish(raw))
        {
            yield return english;
        }

        if (DisguisedWords.WithoutNumbers(raw) is { } unnumbered)
        {
            yield return unnumbered;
        }

        foreach (var other in Disguised(raw))
        {
            yield return other;
        }
    }

    // What a keyboard, a filter or a page of the web made of the name.
    private static IEnumerable<string> Disguised(string raw)
    {
        if (DisguisedWords.WithoutSigns(raw) is { } plain)
        {
            yield return plain;
        }

        foreach (var meant in KeyboardLayouts.Meant(raw))
        {
            yield return meant;
        }
    }

    /// <summary>The readings of any other name beside the plain one.</summary>
    public static IEnumerable<string> OfOther(string raw)
    {
        if (BranchNames.Head(raw) is { } head)
        {
            yield return head;
        }

        if ((BracketedAcronyms.Read(raw) ?? BracketedAcronyms.Behind(raw)) is { } named)
        {
            yield return named;
        }

        if (WithLettersJoined(raw) is { } joined)
        {
            yield return joined;
        }

        if (WebNames.Read(raw) is { } site)
        {
            yield return site;
        }

        if (DisguisedWords.Mended(raw) is { } mended)
        {
            yield return mended;
        }

        foreach (var other in SlavicSchemes.InEnglish(raw).Concat(Disguised(raw)))
        {
            yield return other;
        }

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

    // Letters that stand alone in a row, as payment messages write them without stops: "Y A S Co Ltd" is Y.A.S. Co. Ltd.
    private static string? WithLettersJoined(string raw)
    {
        var (words, joined) = (raw.Split(' ', StringSplitOptions.RemoveEmptyEntries), new List<string>());
        var (run, longest) = (0, 0);
        foreach (var word in words)
        {
            run = word.Length == 1 && char.IsAsciiLetter(word[0]) ? run + 1 : 0;
            if (run > 1)
            {
                joined[^1] += word;
            }
            else
            {
                joined.Add(word);
            }

            longest = Math.Max(longest, run);
        }

        return longest > 1 && joined.Count > 1 ? string.Join(' ', joined) : null;
    }

    // Two capitals or more among words in small letters; where other words are in capitals too, or none is, what is no name of its own.
    private static string? SpreadInitials(string raw)
    {
        var words = raw.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return null;
        }

        string? spread = null;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i].TrimEnd(',', '.');
            if (word.Length is >= 2 and <= MaxInitials && word.All(char.IsLetter) && AreInitials(word, words, i))
            {
                spread = string.Join(' ', word.Select(letter => letter + ".")) + (words[i].EndsWith(',') ? "," : "");
                words[i] = spread;
            }
        }

        return spread is null ? null : string.Join(' ', words);
    }

    private static bool AreInitials(string word, string[] words, int at)
    {
        var folded = word.ToLowerInvariant();
        if (Honorifics.IsSuffix(folded) || folded is "mr" or "ms" or "dr" or "st" or "ng" || !words.Where((_, i) => i != at).Any(IsLong))
        {
            return false;
        }

        var (capitals, small) = (word.All(char.IsUpper), false);
        foreach (var other in words.Where((_, i) => i != at))
        {
            small |= other.Any(char.IsLower);
            capitals &= !IsLong(other) || other.Any(char.IsLower);
        }

        // A family name in capitals beside a given name: "SMITH John", "ПУТИН Владимир".
        if (word.Length > 2 && folded.Any(IsVowel) && words.Where((_, i) => i != at).Any(other => GivenNames.KnowsAsWritten(other)))
        {
            return false;
        }

        var isTitle = Honorifics.IsHonorific(folded) && !word.All(char.IsUpper);
        return (capitals && small) || (word.Length <= MaxInitialsAmongCapitals && !isTitle && !IsCommonParticle(folded)
            && (!folded.Any(IsVowel) || (word.All(char.IsUpper) && IsNoName(folded, words))));
    }

    // Particles of few names are initials of many.
    private static bool IsCommonParticle(string word) => NameParticles.IsParticle(word) && word is not ("av" or "va" or "an" or "na");

    private static bool IsLong(string word) => word.Count(char.IsLetter) >= MinFamilyLetters;

    // Three letters with a vowel may be a known name; two are read as initials as well, unless the whole name may be Chinese.
    private static bool IsNoName(string folded, string[] words) => folded.Length > 2
        ? !GivenNames.Knows(folded) && !NameVariants.Knows(folded)
        : !words.All(word => WadeGilesNames.IsSyllable(word.TrimEnd(',').ToLowerInvariant()));

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
