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

    private const int ImoDigits = 7;

    // What a ship is, written behind its name.
    private static readonly FrozenSet<string> Kinds = FrozenSet.ToFrozenSet(
        "TANKER VESSEL SHIP YACHT CARRIER BULK BULKER BARGE TUG CRUDE OIL CARGO CONTAINER MOTOR".Split(' '), StringComparer.Ordinal);

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
        var words = WithoutNumberAndBrackets(name).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var first = 0;
        while (first + 1 < words.Length && Prefixes.Contains(Letters(words[first])))
        {
            first++;
        }

        var end = words.Length;
        while (end - 1 > first && Kinds.Contains(Letters(words[end - 1])))
        {
            end--;
        }

        var plain = first == 0 && end == words.Length ? string.Join(' ', words)
            : string.Join(' ', words[first..end]).Trim('"', '\'', '«', '»', '“', '”', ' ');
        yield return plain.Length > 0 ? plain : name;
        if (end - first > 1 && Roman.TryGetValue(words[end - 1].Trim('"', '»', '”').ToUpperInvariant(), out var digits))
        {
            yield return string.Join(' ', [.. words[first..(end - 1)], digits]).Trim('"', '\'', '«', '»', '“', '”', ' ');
        }
    }

    /// <summary>The IMO number in a ship's name: seven digits behind IMO, the last of which checks the others.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="alone">True where the number may be the whole name, without IMO.</param>
    /// <remarks>Source: IMO resolution A.1117(30): the digits times 7 to 2, added up, end with the seventh.</remarks>
    public static string? ImoNumber(string name, bool alone)
    {
        var text = name.Trim();
        var at = text.IndexOf("IMO", StringComparison.OrdinalIgnoreCase);
        return at >= 0 ? DigitsBehind(text, at) is var (from, to) && IsImo(text[from..to]) ? text[from..to] : null
            : alone && IsImo(text) ? text : null;
    }

    // The brackets behind a ship's name hold its flag, its number or its kind.
    private static string WithoutNumberAndBrackets(string name)
    {
        var at = name.IndexOf("IMO", StringComparison.OrdinalIgnoreCase);
        if (at > 0 && DigitsBehind(name, at) is var (_, to))
        {
            name = name[..at] + name[to..];
        }

        var open = name.IndexOfAny(['(', '[']);
        return (open > 0 ? name[..open] : name).TrimEnd(' ', '-', '/', ',', ';', ':', '–');
    }

    private static (int From, int To)? DigitsBehind(string text, int at)
    {
        var from = at + 3;
        while (from < text.Length && !char.IsAsciiDigit(text[from]) && (text[from] is ' ' or ':' or '.' or '-' or '#' or '№' or '/'
            || char.ToUpperInvariant(text[from]) is 'N' or 'O' or 'U' or 'M' or 'B' or 'E' or 'R'))
        {
            from++;
        }

        var to = from;
        while (to < text.Length && char.IsAsciiDigit(text[to]))
        {
            to++;
        }

        return to - from == ImoDigits ? (from, to) : null;
    }

    private static bool IsImo(string digits)
    {
        if (digits.Length != ImoDigits || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < ImoDigits - 1; i++)
        {
            sum += (digits[i] - '0') * (ImoDigits - i);
        }

        return sum % 10 == digits[^1] - '0';
    }

    private static string Letters(string word) => string.Concat(word.Where(char.IsAsciiLetter)).ToUpperInvariant();
}
