namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Names of states that are written as several words and as an abbreviation: "United States of America" is US.</summary>
internal static class PlacePhrases
{
    private static readonly (string[] Words, string Short)[] Phrases =
    [
        (["united", "states", "of", "america"], "us"), (["united", "states"], "us"), (["united", "kingdom"], "uk"),
        (["united", "arab", "emirates"], "uae"), (["european", "union"], "eu"), (["united", "nations"], "un"),
        (["russian", "federation"], "russia"), (["peoples", "republic", "of", "china"], "china"),
        (["hong", "kong"], "hongkong"), (["north", "korea"], "dprk"), (["saudi", "arabia"], "saudi"),
    ];

    /// <summary>Rewrites the words of one name in place; a phrase never is the whole name.</summary>
    public static void Rewrite(List<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var (phrase, written) in Phrases)
            {
                if (phrase.Length < words.Count && at + phrase.Length <= words.Count && StandsAt(words, at, phrase))
                {
                    words[at] = written;
                    words.RemoveRange(at + 1, phrase.Length - 1);
                    break;
                }
            }
        }
    }

    private static bool StandsAt(List<string> words, int at, string[] phrase)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            if (words[at + i] != phrase[i])
            {
                return false;
            }
        }

        return true;
    }
}
