namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Parts a legal form from the word it was written together with: "Cloudrunllc", "Tradingcompany", "PJSCTransneft". Words are
/// folded.</summary>
/// <remarks>Only forms whose letters begin or end no other word: "inc" ends zinc, "zao" begins Zaozhuang, so they stay.</remarks>
internal static class GluedForms
{
    // What is left must be able to be a word: "unlimited" has none.
    private const int MinRestChars = 3;

    // Before these four letters must stand: "bancorp" is a word of its own.
    private const int MinRestOfShort = 4;

    private const int MinLongEnding = 10;

    // Behind two forms even an acronym of two letters is a word: "jvcoltd".
    private const int MinRestOfTwo = 2;

    private static readonly string[] Endings =
        ["limited", "company", "corporation", "incorporated", "gmbh", "llc", "ltd", "pjsc", "ojsc", "cjsc", "jsc", "eood", "sarl",
            "ltda", "dmcc", "fzco", "fze", "spzoo", "sdnbhd", "sadecv", "sderl"];
    private static readonly string[] ShortEndings = ["corp", "inc", "llp", "plc", "ooo", "oao", "zao", "smc", "fzc", "wll", "bhd", "srl"];
    private static readonly string[] BeforeLimited = ["co", "pvt", "pte", "pty"];
    private static readonly string[] Beginnings =
        ["company", "pjsc", "ojsc", "cjsc", "jsc", "llc", "oao", "ooo", "obshchestvo", "kompaniya", "otvetstvennostyu"];

    /// <summary>Parts the words of one name in place.</summary>
    public static void Part(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            // "xcoltd" and "xsmcdmcc": a form behind a form.
            while (Ending(words[i]) is { } ending)
            {
                words.Insert(i + 1, ending);
                words[i] = words[i][..^ending.Length];
                if (ending is "ltd" or "limited" && Array.Find(BeforeLimited, form => words[i].Length >= MinRestOfTwo + form.Length
                    && words[i].EndsWith(form, StringComparison.Ordinal)) is { } before)
                {
                    words.Insert(i + 1, before);
                    words[i] = words[i][..^before.Length];
                }
            }

            // "coltd" and "pvtlimited" alone: two forms.
            if (Array.Find(BeforeLimited, form => words[i].StartsWith(form, StringComparison.Ordinal)
                && words[i].AsSpan(form.Length) is "ltd" or "limited") is { } first)
            {
                words.Insert(i + 1, words[i][first.Length..]);
                words[i] = first;
            }

            if (Beginning(words[i]) is { } beginning)
            {
                words.Insert(i + 1, words[i][beginning.Length..]);
                words[i] = beginning;
            }
        }
    }

    private static string? Ending(string word) =>
        GenericWords.TryConcept(word, out _) || OrganisationForms.TryClass(word, out _) ? null
        : LongEnding(word)
            ?? Array.Find(Endings, form => word.Length >= form.Length + MinRestChars && word.EndsWith(form, StringComparison.Ordinal))
            ?? Array.Find(ShortEndings, form => word.Length >= form.Length + MinRestOfShort
                && word.EndsWith(form, StringComparison.Ordinal));

    // "lasercutlimitedliabilitycompany": a form of several words without its spaces.
    private static string? LongEnding(string word)
    {
        for (var at = MinRestChars; at <= word.Length - MinLongEnding; at++)
        {
            if (OrganisationForms.TryClass(word.AsSpan(at), out _))
            {
                return word[at..];
            }
        }

        return null;
    }

    private static string? Beginning(string word) =>
        Array.Find(Beginnings, form => word.Length >= form.Length + MinRestChars && word.StartsWith(form, StringComparison.Ordinal));
}
