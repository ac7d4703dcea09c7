using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Reading;

/// <summary>Country names as lists write them, mapped to codes; the table is <c>Reading/countries.tsv</c>.</summary>
public static class CountryNames
{
    private static readonly FrozenDictionary<string, CountryCode> ByKey = Load();

    /// <summary>The country that a name, an alpha-2 or an alpha-3 code stands for; the default value where the table does not know
    /// it.</summary>
    public static CountryCode Find(string? text) => TryFind(text, out var country) ? country : default;

    /// <summary>The country that a name, an alpha-2 or an alpha-3 code stands for; false where the table does not know it.</summary>
    public static bool TryFind(string? text, out CountryCode country)
    {
        country = default;
        return !string.IsNullOrWhiteSpace(text) && !IsShortWord(text.Trim()) && ByKey.TryGetValue(KeyOf(text), out country);
    }

    /// <summary>Codes are written in capitals; "na" is "not available", not Namibia.</summary>
    private static bool IsShortWord(string text) => text.Length <= 3 && text.Any(char.IsLower);

    private static FrozenDictionary<string, CountryCode> Load()
    {
        var byKey = new Dictionary<string, CountryCode>(StringComparer.Ordinal);
        foreach (var row in EmbeddedTable.Rows("Reading/countries.tsv"))
        {
            var code = CountryCode.Parse(row[0]);
            byKey[KeyOf(row[0])] = code;
            foreach (var name in row[2].Split('|').Append(row[1]).Where(name => name.Length > 0))
            {
                if (!byKey.TryAdd(KeyOf(name), code) && byKey[KeyOf(name)] != code)
                {
                    throw new InvalidOperationException($"countries.tsv: '{name}' stands for both {byKey[KeyOf(name)]} and {code}.");
                }
            }
        }

        return byKey.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Letters and digits without accents, lower case, single blanks, without a leading "the": "Côte d’Ivoire" and "Cote d Ivoire"
    /// meet.</summary>
    private static string KeyOf(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var letter in Compliance.ScreeningCore.Names.NameFolding.WellFormed(text).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                key.Append(char.ToLowerInvariant(letter));
            }
            else if (letter == '&')
            {
                key.Append(" and ");
            }
            else if (letter != '.' && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                key.Append(' ');
            }
        }

        var words = key.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words is ["the", .. var rest] && rest.Length > 0 ? rest : words);
    }
}
