using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Whether a title can be anything else.</summary>
public enum HonorificStrength
{
    /// <summary>Also part of real names: khan, mir, haji, sheikh. Drop it only where names enough remain, and let it cost
    /// nothing.</summary>
    Weak,

    /// <summary>A title and nothing else: mr, dr, ayatollah, colonel.</summary>
    Plain,
}

/// <summary>Titles, ranks and forms of address of all languages of the lists (see <c>Honorifics.tsv</c>), as folded tokens.</summary>
public static class Honorifics
{
    private static readonly FrozenDictionary<string, HonorificStrength> Titles = LexiconTable.Rows("Honorifics.tsv", columns: 2)
        .ToFrozenDictionary(
        row => row[0],
        row => row[1] switch
        {
            "plain" => HonorificStrength.Plain,
            "weak" => HonorificStrength.Weak,
            var other => throw LexiconTable.Unknown("Honorifics.tsv", row[0], other, "plain, weak"),
        },
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, HonorificStrength>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Titles.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> OwnScript = LexiconTable.Rows("HonorificsOriginalScript.tsv", columns: 1)
        .Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Suffixes = new[]
    {
        "jr", "jnr", "sr", "snr", "junior", "senior", "esq", "phd", "md", "dr", "eng", "cpa", "mba", "msc", "bsc", "llb", "llm", "dds",
        "obe", "cbe", "mbe", "kbe", "mp", "mep", "qc", "kc", "ret", "retd", "rtd", "ii", "iii", "iv",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for titles, degrees and marks of a generation that follow a name: Jr, PhD, III.</summary>
    public static bool IsSuffix(string token) => Suffixes.Contains(token);

    /// <summary>True for a title in its own script, such as президент.</summary>
    public static bool IsInOwnScript(string token) => OwnScript.Contains(token);

    /// <summary>True for any title, weak ones included.</summary>
    public static bool IsHonorific(ReadOnlySpan<char> token) => Lookup.ContainsKey(token);

    /// <summary>True for a title that is also part of real names.</summary>
    public static bool IsWeak(ReadOnlySpan<char> token) => TryStrength(token, out var strength) && strength == HonorificStrength.Weak;

    /// <summary>The strength of a title; false for a token that is none.</summary>
    public static bool TryStrength(ReadOnlySpan<char> token, out HonorificStrength strength) => Lookup.TryGetValue(token, out strength);

    /// <summary>How many leading tokens are plain titles; at least one token of the name is always left.</summary>
    public static int LeadingCount(ReadOnlySpan<string> tokens)
    {
        var count = 0;
        while (count < tokens.Length - 1 && TryStrength(tokens[count], out var strength) && strength == HonorificStrength.Plain)
        {
            count++;
        }

        return count;
    }
}
