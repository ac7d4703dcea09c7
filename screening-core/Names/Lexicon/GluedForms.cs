namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Parts a legal form from the word it was written together with: "Cloudrunllc", "Tradingcompany", "PJSCTransneft". Words are
/// folded.</summary>
/// <remarks>Only forms whose letters begin or end no other word: "inc" ends zinc, "zao" begins Zaozhuang, so they stay.</remarks>
internal static class GluedForms
{
    // What is left must be able to be a word: "unlimited" has none.
    private const int MinRestChars = 3;

    private static readonly string[] Endings =
        ["limited", "company", "corporation", "incorporated", "gmbh", "llc", "ltd", "pjsc", "ojsc", "cjsc", "jsc", "eood", "sarl"];
    private static readonly string[] Beginnings = ["company", "pjsc", "ojsc", "cjsc", "jsc", "llc", "oao", "ooo"];

    /// <summary>Parts the words of one name in place.</summary>
    public static void Part(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (Ending(words[i]) is { } ending)
            {
                words.Insert(i + 1, ending);
                words[i] = words[i][..^ending.Length];
                i++;
            }
            else if (Beginning(words[i]) is { } beginning)
            {
                words.Insert(i + 1, words[i][beginning.Length..]);
                words[i] = beginning;
            }
        }
    }

    private static string? Ending(string word) =>
        Array.Find(Endings, form => word.Length >= form.Length + MinRestChars && word.EndsWith(form, StringComparison.Ordinal));

    private static string? Beginning(string word) =>
        Array.Find(Beginnings, form => word.Length >= form.Length + MinRestChars && word.StartsWith(form, StringComparison.Ordinal));
}
