using System.Buffers;
using System.Text;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names;

/// <summary>
/// Names of Russian, Ukrainian and Belarusian people as German, Polish, French, Spanish and scholarly papers write them ("Schoigu",
/// "Szojgu", "Choïgou", "Jruschov", "Žukov"), in the letters of English ones. German writes two letters with "sch" (ш and ж), so it has
/// two readings.
/// </summary>
/// <remarks>Sources: Duden, transcription of Russian; Polish transcription (Rada Języka Polskiego); Petit Larousse; Fundéu; ISO 9:1995.
/// Only names that show such a scheme are read so: an ending of these names, or letters that no other language puts together.</remarks>
internal static class SlavicSchemes
{
    private const int LeastLetters = 5;

    private static readonly (string From, string To)[] German =
    [
        ("schtsch", "shch"), ("tsch", "ch"), ("dsch", "dzh"), ("sch", "sh"), ("ch", "kh"), ("ja", "ya"), ("ju", "yu"), ("jo", "yo"),
        ("je", "ye"), ("ij", "iy"), ("j", "y"), ("w", "v"), ("z", "ts"),
    ];

    private static readonly (string From, string To)[] GermanVoiced = [.. German.Select(row => row.From == "sch" ? ("sch", "zh") : row)];

    private static readonly (string From, string To)[] Polish =
    [
        ("szcz", "shch"), ("sz", "sh"), ("cz", "ch"), ("ż", "zh"), ("ch", "kh"), ("ja", "ya"), ("ju", "yu"), ("jo", "yo"),
        ("je", "ye"), ("ie", "e"), ("io", "yo"), ("ij", "iy"), ("j", "y"), ("w", "v"), ("ł", "l"), ("ó", "o"), ("c", "ts"),
    ];

    private static readonly (string From, string To)[] French =
    [
        ("chtch", "shch"), ("tch", "ch"), ("ch", "sh"), ("iou", "yu"), ("ou", "u"), ("ia", "ya"), ("ï", "y"), ("j", "zh"), ("dj", "dzh"),
        ("gu", "g"), ("ine", "in"),
    ];

    private static readonly (string From, string To)[] Spanish = [("j", "kh")];

    private static readonly (string From, string To)[] Scholarly =
    [
        ("ŝ", "shch"), ("š", "sh"), ("č", "ch"), ("ž", "zh"), ("ć", "ch"), ("ë", "yo"), ("û", "yu"), ("â", "ya"), ("è", "e"),
        ("ja", "ya"), ("ju", "yu"), ("je", "ye"), ("ij", "iy"), ("j", "y"), ("h", "kh"), ("c", "ts"),
    ];

    // What these names end in where v is written w, and where it is written v.
    private static readonly string[] EndingsWithW =
        ["ow", "ew", "owa", "ewa", "owna", "ewna", "skij", "skaja", "skoj", "owski", "ewski", "kij", "nij"];

    private static readonly string[] EndingsWithV =
        ["ov", "ev", "ova", "eva", "ovna", "evna", "vich", "vitch", "vič", "ovski", "evski", "skiy", "skiï", "enko", "kine", "nine"];

    private static readonly SearchValues<string> GermanMarks = SearchValues.Create(
        ["itsch", "tschen", "tschuk", "schtsch", "tschin", "tschew", "tschik"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> PolishMarks = SearchValues.Create(
        ["owicz", "ewicz", "czenko", "czuk", "szcz", "czin", "siergie"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> PolishLetters = SearchValues.Create(
        ["ż", "ł", "ó", "cz", "sz", "ie"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> FrenchLetters = SearchValues.Create(
        ["tch", "ou", "ï", "ine"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> ScholarlyLetters = SearchValues.Create("šžčćŝëûâèŠŽČĆŜËÛÂÈ");

    /// <summary>The readings of the name; none where it shows no such scheme.</summary>
    /// <param name="raw">The name as written.</param>
    public static IEnumerable<string> InEnglish(string raw)
    {
        // The rows hold letters with their marks as one character.
        raw = NameFolding.Composed(raw);
        var (german, polish) = (raw.AsSpan().ContainsAny(GermanMarks), raw.AsSpan().ContainsAny(PolishMarks));
        if (german || polish || HasEnding(raw, EndingsWithW))
        {
            var text = raw.ToLowerInvariant();
            if (!polish)
            {
                yield return Written(text, German);
                if (text.Replace("tsch", "", StringComparison.Ordinal).Contains("sch", StringComparison.Ordinal))
                {
                    yield return Written(text, GermanVoiced);
                }
            }

            if (!german && text.AsSpan().ContainsAny(PolishLetters))
            {
                yield return Written(text, Polish);
            }
        }

        if (raw.AsSpan().ContainsAny(ScholarlyLetters))
        {
            yield return Written(raw.ToLowerInvariant(), Scholarly);
        }
        else if (HasEnding(raw, EndingsWithV))
        {
            if (raw.AsSpan().ContainsAny(FrenchLetters))
            {
                yield return Written(raw.ToLowerInvariant(), French);
            }
            else if (raw.Contains('j', StringComparison.OrdinalIgnoreCase))
            {
                yield return Written(raw.ToLowerInvariant(), Spanish);
            }
        }
    }

    private static bool HasEnding(string raw, string[] endings)
    {
        foreach (var range in raw.AsSpan().SplitAny(' ', ',', '-'))
        {
            var word = raw.AsSpan()[range];
            foreach (var ending in word.Length >= LeastLetters ? endings : [])
            {
                if (word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                {
                    // Andrew, Matthew and Janine end so as well.
                    if (GivenNames.KnowsAsWritten(word))
                    {
                        break;
                    }

                    return true;
                }
            }
        }

        return false;
    }

    private static string Written(string text, (string From, string To)[] rows)
    {
        var written = new StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length;)
        {
            var row = Array.Find(rows, one => text.AsSpan(i).StartsWith(one.From, StringComparison.Ordinal));
            written.Append(row.From is null ? text[i].ToString() : row.To);
            i += row.From?.Length ?? 1;
        }

        return written.ToString();
    }
}
