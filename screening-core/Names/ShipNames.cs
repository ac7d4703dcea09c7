using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names;

/// <summary>Names of ships as shipping papers write them: behind the prefix of their kind, in quotation marks, with a number in Roman
/// digits.</summary>
public static class ShipNames
{
    // Prefixes of merchant ships by propulsion and kind, as bills of lading and AIS write them; letters only.
    private static readonly FrozenSet<string> Prefixes = FrozenSet.ToFrozenSet(
        ("MV MT MS MY SS SV TS TT FV FT RV GTS MTS LPGC LNGC OSV PSV AHTS CS DSV RMV ULCC VLCC VESSEL SHIP TANKER MOTORVESSEL MOTORTANKER "
        + "SHIPNAMED").Split(' '), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Roman = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["I"] = "1",
        ["II"] = "2",
        ["III"] = "3",
        ["IV"] = "4",
        ["V"] = "5",
        ["VI"] = "6",
        ["VII"] = "7",
        ["VIII"] = "8",
        ["IX"] = "9",
        ["X"] = "10",
        ["XI"] = "11",
        ["XII"] = "12",
    }.ToFrozenDictionary();

    /// <summary>The ways to read a ship's name: as written without prefix and quotation marks, and where it ends with a Roman number with
    /// that in digits too.</summary>
    /// <param name="name">The name as written.</param>
    public static IEnumerable<string> Readings(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var first = 0;
        while (first + 1 < words.Length && Prefixes.Contains(Letters(words[first])))
        {
            first++;
        }

        var plain = first == 0 ? name : string.Join(' ', words[first..]).Trim('"', '\'', '«', '»', '“', '”', ' ');
        yield return plain;
        if (words.Length - first > 1 && Roman.TryGetValue(words[^1].Trim('"', '»', '”').ToUpperInvariant(), out var digits))
        {
            yield return string.Join(' ', [.. words[first..^1], digits]).Trim('"', '\'', '«', '»', '“', '”', ' ');
        }
    }

    private static string Letters(string word) => string.Concat(word.Where(char.IsAsciiLetter)).ToUpperInvariant();
}
