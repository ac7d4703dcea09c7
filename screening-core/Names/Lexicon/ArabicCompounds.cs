using System.Collections.Frozen;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>
/// Brings the many spellings of Arabic compounds to one row of tokens: "abd ar rahman", "abdel rahman", "abdurrahman" and "abdulrahman" all
/// become "abdul rahman"; "salah ud deen" and "salahuddin" become "salah al din"; "ash sharif" becomes "al sharif".
/// Tokens are folded; a name is changed only where a rule is sure of it, and rewriting twice changes nothing more.
/// </summary>
internal static class ArabicCompounds
{
    private const int MinSureRestChars = 5;
    private const int MinStemChars = 3;
    private const int MinStemLetters = 2;
    private const string GodInArabic = "الله";

    private static readonly FrozenSet<string> Servants = LexiconTable.Rows("ServantNames.tsv", columns: 1).Select(row => row[0])
        .ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ServantLookup =
        Servants.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] PlainPrefixes = ["abdoul", "abdool", "abdul", "abdel", "abdal", "abdol", "abdil"];
    private static readonly string[] OpenPrefixes = ["abdou", "abdo", "abdu", "abde", "abdi", "abda", "abd"];
    private static readonly string[] ReligionEndings =
        ["uddeen", "addeen", "eddine", "uddine", "oddine", "aldeen", "uldeen", "uddin", "oddin", "eddin", "addin", "iddin", "aldin",
        "eldin", "uldin"];
    private static readonly string[] GodEndings = ["oullah", "allah", "ollah", "ellah", "illah"];
    private static readonly string[] SurnameEndings = ["ov", "ev", "ova", "eva", "in", "ina", "oglu", "ogly", "zade", "zoda"];

    /// <summary>Rewrites the tokens of one name in place.</summary>
    /// <param name="tokens">Folded tokens in the order of the name.</param>
    public static void Rewrite(List<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            i -= JoinGodInArabic(tokens, i);
            RewriteArticle(tokens, i);
            PartReligion(tokens, i);
            i -= JoinGod(tokens, i);
        }

        // Servants come last: what follows "abd" has its own spelling by then.
        for (var i = 0; i < tokens.Count; i++)
        {
            RewriteServant(tokens, i);
        }
    }

    private static void RewriteServant(List<string> tokens, int at)
    {
        var token = tokens[at];
        if (!token.StartsWith("abd", StringComparison.Ordinal))
        {
            return;
        }

        var next = at + 1 < tokens.Count ? tokens[at + 1] : "";
        if (token == "abd")
        {
            RewriteOpenServant(tokens, at, next);
            return;
        }

        if (NameParticles.TryRole(token, out var role) && role == ParticleRole.ServantOf)
        {
            // "abdu" and "abdou" alone are names of their own; before one of God's names they are the compound.
            var open = token is "abdu" or "abdou";
            if (next.Length == 0 || (open && !Servants.Contains(next)))
            {
                return;
            }

            tokens[at] = "abdul";
            if (at + 2 < tokens.Count && Servants.Contains(tokens[at + 2]) && NameParticles.IsArticleBefore(next, tokens[at + 2]))
            {
                tokens.RemoveAt(at + 1);
            }

            return;
        }

        PartServant(tokens, at, token);
    }

    private static void RewriteOpenServant(List<string> tokens, int at, string next)
    {
        if (next is "allah" or "ullah" or "ollah" or "alla")
        {
            tokens[at] = "abdullah";
            tokens.RemoveAt(at + 1);
            return;
        }

        if (at + 2 < tokens.Count && NameParticles.IsArticleBefore(next, tokens[at + 2]))
        {
            tokens[at] = "abdul";
            tokens.RemoveAt(at + 1);
            return;
        }

        if (Servants.Contains(next))
        {
            tokens[at] = "abdul";
        }
    }

    private static void PartServant(List<string> tokens, int at, string token)
    {
        foreach (var prefix in PlainPrefixes)
        {
            if (token.StartsWith(prefix, StringComparison.Ordinal) && IsServantRest(token.AsSpan(prefix.Length), sure: true))
            {
                Part(tokens, at, token[prefix.Length..]);
                return;
            }
        }

        foreach (var prefix in OpenPrefixes)
        {
            var rest = token.AsSpan(Math.Min(prefix.Length, token.Length));
            if (!token.StartsWith(prefix, StringComparison.Ordinal) || rest.Length < MinStemChars)
            {
                continue;
            }

            // The article melts into the next consonant: abdurrahman, abdussalam; some spellings write it once: abdurahman.
            if (rest[0] == rest[1] && IsServantRest(rest[1..], sure: false))
            {
                Part(tokens, at, rest[1..].ToString());
                return;
            }

            if (IsServantRest(rest, sure: false))
            {
                Part(tokens, at, rest.ToString());
                return;
            }
        }
    }

    private static bool IsServantRest(ReadOnlySpan<char> rest, bool sure) =>
        ServantLookup.Contains(rest)
        || (sure && rest.Length >= MinSureRestChars && !rest.StartsWith("la", StringComparison.Ordinal) && !EndsAsSurname(rest));

    private static bool EndsAsSurname(ReadOnlySpan<char> rest)
    {
        foreach (var ending in SurnameEndings)
        {
            if (rest.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static void Part(List<string> tokens, int at, string rest)
    {
        tokens[at] = "abdul";
        tokens.Insert(at + 1, rest);
    }

    private static void RewriteArticle(List<string> tokens, int at)
    {
        if (at + 1 < tokens.Count && NameParticles.IsArticleBefore(tokens[at], tokens[at + 1]) && (at > 0 || !IsGivenNameToo(tokens[at])))
        {
            tokens[at] = "al";
            if (tokens[at + 1] is "deen" or "dine" or "dein")
            {
                tokens[at + 1] = "din";
            }
        }
        else if (at > 0 && tokens[at].Length <= 6 && ReligionEndings.Contains(tokens[at]))
        {
            tokens[at] = "al";
            tokens.Insert(at + 1, "din");
        }
    }

    /// <summary>Ed Davis and the Korean family name An begin a name; an article in this spelling never does.</summary>
    private static bool IsGivenNameToo(string token)
        => token is "an" or "ed" or "er" or "es" or "ez" or "ech" or "esh" or "ud" or "ur" or "us" or "ush" or "uz";

    /// <summary>"nasr allah", "nasrallah" and "nasrollah" become "nasrullah"; returns how many tokens before the place went away.</summary>
    private static int JoinGod(List<string> tokens, int at)
    {
        if (at > 0 && tokens[at] is ("allah" or "ullah" or "ollah") && tokens[at - 1].Length >= MinStemChars
            && !NameParticles.IsParticle(tokens[at - 1]))
        {
            tokens[at - 1] += "ullah";
            tokens.RemoveAt(at);
            return 1;
        }

        foreach (var ending in GodEndings)
        {
            if (tokens[at].Length >= ending.Length + MinStemChars && tokens[at].EndsWith(ending, StringComparison.Ordinal))
            {
                tokens[at] = string.Concat(tokens[at].AsSpan(0, tokens[at].Length - ending.Length), "ullah");
                break;
            }
        }

        return 0;
    }

    /// <summary>نصر الله is one name, as نصرالله is: Arabic parts what Latin letters write as one word.</summary>
    private static int JoinGodInArabic(List<string> tokens, int at)
    {
        if (at == 0 || tokens[at] != GodInArabic || tokens[at - 1].Length < MinStemLetters
            || ScriptRanges.ScriptOf(tokens[at - 1]) != Script.Arabic)
        {
            return 0;
        }

        tokens[at - 1] += GodInArabic;
        tokens.RemoveAt(at);
        return 1;
    }

    private static void PartReligion(List<string> tokens, int at)
    {
        foreach (var ending in ReligionEndings)
        {
            if (tokens[at].Length >= ending.Length + MinStemChars && tokens[at].EndsWith(ending, StringComparison.Ordinal))
            {
                tokens[at] = tokens[at][..^ending.Length];
                tokens.InsertRange(at + 1, ["al", "din"]);
                return;
            }
        }
    }
}
