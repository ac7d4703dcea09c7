using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Published ways to write Russian names in Latin letters. Not the engine's own tables.</summary>
internal static class CyrillicSchemes
{
    private const string Alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";

    // Sources: BGN/PCGN 1947; ISO 9:1995; ICAO Doc 9303 part 3; Duden; Petit Larousse; Ustawa o transliteracji PN-ISO 9 as Polish press
    // writes; Spanish press (Fundéu).
    private static readonly ImmutableArray<(string Scheme, string Letters)> Rows =
    [
        ("bgn", "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"),
        ("iso9", "a b v g d e ë ž z i j k l m n o p r s t u f h c č š ŝ - y - è û â"),
        ("icao", "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia"),
        ("german", "a b w g d e jo sch s i j k l m n o p r s t u f ch z tsch sch schtsch - y - e ju ja"),
        ("french", "a b v g d e io j z i ï k l m n o p r s t ou f kh ts tch ch chtch - y - e iou ia"),
        ("polish", "a b w g d ie io ż z i j k ł m n o p r s t u f ch c cz sz szcz - y - e ju ja"),
        ("spanish", "a b v g d e io zh z i i k l m n o p r s t u f j ts ch sh shch - y - e iu ia"),
    ];

    private static readonly FrozenDictionary<string, FrozenDictionary<char, string>> Tables = Rows.ToFrozenDictionary(
        row => row.Scheme,
        row => row.Letters.Split(' ').Select((latin, at) => (Alphabet[at], latin == "-" ? "" : latin))
            .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2), StringComparer.Ordinal);

    /// <summary>The schemes.</summary>
    public static ImmutableArray<string> All { get; } = [.. Rows.Select(row => row.Scheme)];

    /// <summary>A Russian name by a scheme; null where it has letters that Russian does not use.</summary>
    public static string? Write(string name, string scheme)
    {
        var (table, text, capitals) = (Tables[scheme], new StringBuilder(name.Length * 2), false);
        for (var at = 0; at < name.Length; at++)
        {
            var one = name[at];
            // A word in capitals stays in capitals.
            capitals = at + 1 < name.Length && char.IsLetter(name[at + 1]) ? char.IsUpper(name[at + 1])
                : at > 0 && char.IsUpper(name[at - 1]);
            if (!char.IsLetter(one))
            {
                text.Append(one);
            }
            else if (!table.TryGetValue(char.ToLowerInvariant(one), out var latin))
            {
                return null;
            }
            else
            {
                text.Append(!char.IsUpper(one) ? latin : capitals ? latin.ToUpperInvariant() : WordEdits.Capital(latin));
            }
        }

        return text.ToString();
    }
}
