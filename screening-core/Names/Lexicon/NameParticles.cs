using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>What a small word inside a name says.</summary>
public enum ParticleRole
{
    /// <summary>No particle.</summary>
    None,

    /// <summary>The Arabic article: al, el, ul.</summary>
    Article,

    /// <summary>The article assimilated to the next consonant: ash-Sharif, ud-Din. An article only before a word that begins so.</summary>
    AssimilatedArticle,

    /// <summary>Son of: bin, ibn, mac, oglu.</summary>
    SonOf,

    /// <summary>Daughter of: bint, kyzy.</summary>
    DaughterOf,

    /// <summary>Father of: abu.</summary>
    FatherOf,

    /// <summary>Mother of: umm.</summary>
    MotherOf,

    /// <summary>Servant of: abd, abdul.</summary>
    ServantOf,

    /// <summary>House or sons of: ahl, bani, ould.</summary>
    Family,

    /// <summary>Nobiliary or local: van, von, de, della, dos.</summary>
    Nobiliary,

    /// <summary>And: y, e, und.</summary>
    Conjunction,

    /// <summary>Introduces another name: alias, née.</summary>
    AlsoKnown,
}

/// <summary>Particles of personal names (see <c>NameParticles.tsv</c>), as folded tokens.</summary>
public static class NameParticles
{
    private const string Table = "NameParticles.tsv";

    private static readonly FrozenDictionary<string, Entry> Particles = LexiconTable.Rows(Table, columns: 4)
        .ToFrozenDictionary(row => row[0], row => new Entry(ParseRole(row), row[2]), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Particles.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True where the token may be a particle. Several are real names too (Ben, Said, Abu): where the token stands
    /// decides.</summary>
    public static bool IsParticle(ReadOnlySpan<char> token) => Lookup.ContainsKey(token);

    /// <summary>The role of a token; <see cref="ParticleRole.None"/> and false for other words.</summary>
    public static bool TryRole(ReadOnlySpan<char> token, out ParticleRole role)
    {
        var found = Lookup.TryGetValue(token, out var entry);
        role = entry.Role;
        return found;
    }

    /// <summary>True for bin, ibn, mac and the like.</summary>
    public static bool IsSonOf(ReadOnlySpan<char> token) => TryRole(token, out var role) && role == ParticleRole.SonOf;

    /// <summary>The spelling that all particles of one meaning share (ibn, ben → bin; el, ul → al); the token itself where it is no
    /// particle.</summary>
    public static string Canonical(string token) => Particles.TryGetValue(token, out var entry) ? entry.Canonical : token;

    /// <summary>True where <paramref name="token"/> is the Arabic article before <paramref name="next"/>: always for al and el, for ash or
    /// ud only where the consonant agrees.</summary>
    public static bool IsArticleBefore(ReadOnlySpan<char> token, ReadOnlySpan<char> next)
    {
        if (!Lookup.TryGetValue(token, out var entry) || next.IsEmpty)
        {
            return false;
        }

        return entry.Role switch
        {
            ParticleRole.Article => true,
            ParticleRole.AssimilatedArticle => next.StartsWith(token[1..], StringComparison.Ordinal) && next.Length > token.Length
                && next is not "the",
            _ => false,
        };
    }

    /// <summary>
    /// Brings the spellings of Arabic compounds to one row of tokens, in place: "abd ar rahman", "abdel rahman" and "abdurrahman" become
    /// "abdul rahman"; "salahuddin" becomes "salah al din"; "ash sharif" becomes "al sharif"; "nasr allah" becomes "nasrullah". A name is
    /// changed only where a rule is sure of it, and rewriting twice changes nothing more.
    /// </summary>
    /// <param name="tokens">Folded tokens of one personal name, in order.</param>
    public static void RewriteArabicCompounds(List<string> tokens) => ArabicCompounds.Rewrite(tokens);

    private static ParticleRole ParseRole(string[] row) => row[1] switch
    {
        "article" => ParticleRole.Article,
        "assimilated-article" => ParticleRole.AssimilatedArticle,
        "son-of" => ParticleRole.SonOf,
        "daughter-of" => ParticleRole.DaughterOf,
        "father-of" => ParticleRole.FatherOf,
        "mother-of" => ParticleRole.MotherOf,
        "servant-of" => ParticleRole.ServantOf,
        "family" => ParticleRole.Family,
        "nobiliary" => ParticleRole.Nobiliary,
        "conjunction" => ParticleRole.Conjunction,
        "also-known" => ParticleRole.AlsoKnown,
        var other => throw LexiconTable.Unknown(Table, row[0], other,
            "article, assimilated-article, son-of, daughter-of, father-of, mother-of, servant-of, family, nobiliary, conjunction, "
                + "also-known"),
    };

    private readonly record struct Entry(ParticleRole Role, string Canonical);
}
