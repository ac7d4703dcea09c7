using System.Collections.Frozen;
using Compliance.Lists.Reading;

namespace Compliance.Lists.JpMof;

/// <summary>Japanese names of countries, as the list writes nationalities; the table is <c>JpMof/countries.tsv</c>.</summary>
internal static class MofCountries
{
    private static readonly FrozenDictionary<string, string> Codes = EmbeddedTable.Rows("JpMof/countries.tsv")
        .SelectMany(row => row[1].Split('|').Select(name => (Name: name, Code: row[0])))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Code, StringComparer.Ordinal);

    /// <summary>Adds a nationality; a name that the table does not know goes to the remarks.</summary>
    public static void AddNationality(PartyDraft draft, string text)
    {
        foreach (var piece in text.Split(['、', ',', '；', '/', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var name = string.Concat(piece.TakeWhile(letter => letter > '\u007F' && letter != '（')).Trim().TrimEnd('人', '国');
            draft.AddNationality(Codes.GetValueOrDefault(name) ?? Codes.GetValueOrDefault(name + "国")
                ?? Codes.GetValueOrDefault(name.Replace("共和国", "", StringComparison.Ordinal)) ?? piece);
        }
    }
}
