using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>
/// Slavic surnames and patronymics that change with gender: Ivanova and Ivanov, Rudskaya and Rudskoy, Petrovna and Petrovich. Both sides
/// are brought to one masculine spelling, so that a wife, a husband and a clerk who wrote the wrong form compare equal and the gender is
/// kept apart.
/// </summary>
public static class GenderedSurname
{
    /// <summary>Longest ending first; stem is the fewest letters that must stand before it.</summary>
    private static readonly (string Ending, string Masculine, Gender Gender, int Stem)[] Rules =
    [
        ("yevna", "evich", Gender.Female, 2),
        ("ievna", "ievich", Gender.Female, 2),
        ("ovna", "ovich", Gender.Female, 2),
        ("evna", "evich", Gender.Female, 2),
        ("avna", "avich", Gender.Female, 3),
        ("ivna", "ovich", Gender.Female, 3),
        ("ichna", "ich", Gender.Female, 2),
        ("yevich", "evich", Gender.Male, 2),
        ("ovych", "ovich", Gender.Male, 2),
        ("evych", "evich", Gender.Male, 2),
        ("ovich", "ovich", Gender.Male, 2),
        ("evich", "evich", Gender.Male, 2),
        ("skaya", "sky", Gender.Female, 2),
        ("skaia", "sky", Gender.Female, 2),
        ("skaja", "sky", Gender.Female, 2),
        ("tskaya", "tsky", Gender.Female, 2),
        ("ckaya", "cky", Gender.Female, 2),
        ("skiy", "sky", Gender.Male, 2),
        ("skii", "sky", Gender.Male, 2),
        ("skij", "sky", Gender.Male, 2),
        ("skyi", "sky", Gender.Male, 2),
        ("skyy", "sky", Gender.Male, 2),
        ("skoy", "sky", Gender.Male, 2),
        ("skoi", "sky", Gender.Male, 2),
        ("ska", "sky", Gender.Female, 3),
        ("cka", "cky", Gender.Female, 3),
        ("sky", "sky", Gender.Male, 2),
        ("ski", "sky", Gender.Male, 2),
        ("cki", "cky", Gender.Male, 2),
        ("cky", "cky", Gender.Male, 2),
        ("ova", "ov", Gender.Female, 2),
        ("eva", "ev", Gender.Female, 2),
        ("yova", "yov", Gender.Female, 2),
        ("ina", "in", Gender.Female, 3),
        ("yna", "yn", Gender.Female, 3),
        ("aya", "oy", Gender.Female, 4),
        ("off", "ov", Gender.Male, 3),
        ("eff", "ev", Gender.Male, 3),
        ("ov", "ov", Gender.Male, 2),
        ("ev", "ev", Gender.Male, 2),
        ("oy", "oy", Gender.Male, 4),
    ];

    private static readonly (string Ending, string Masculine, Gender Gender, int Stem)[] LongestFirst =
        [.. Rules.OrderByDescending(rule => rule.Ending.Length).ThenBy(rule => rule.Ending, StringComparer.Ordinal)];

    /// <summary>
    /// The masculine spelling of a gendered surname or patronymic and the gender that its ending shows. False for other words and for given
    /// names that end alike (Irina, Marina). An "-in" alone is too common outside Slavic names to be read as masculine, and an "-ina"
    /// (Molina) gives its masculine spelling but shows no gender.
    /// </summary>
    /// <param name="token">A folded token.</param>
    /// <param name="masculine">The spelling to compare; the token itself where the answer is false.</param>
    /// <param name="gender">The gender the ending shows, or Unknown.</param>
    public static bool TryMasculine(string token, out string masculine, out Gender gender)
    {
        var found = TryRule(token, out masculine, out gender, out var ending);
        gender = ending is "ina" or "yna" ? Gender.Unknown : gender;
        return found;
    }

    /// <summary>True where both bear one surname or patronymic in different genders: Ivanov and Ivanova, Pushkin and Pushkina.</summary>
    public static bool IsPair(string left, string right)
    {
        TryRule(left, out var first, out var firstGender, out _);
        TryRule(right, out var second, out var secondGender, out _);
        return first == second && firstGender != secondGender && (firstGender == Gender.Female || secondGender == Gender.Female);
    }

    private static bool TryRule(string token, out string masculine, out Gender gender, out string ending)
    {
        foreach (var rule in LongestFirst)
        {
            if (token.Length >= rule.Ending.Length + rule.Stem && token.EndsWith(rule.Ending, StringComparison.Ordinal)
                && Genders.Likely(token) == Gender.Unknown)
            {
                gender = rule.Gender;
                ending = rule.Ending;
                masculine = string.Concat(token.AsSpan(0, token.Length - rule.Ending.Length), rule.Masculine);
                return true;
            }
        }

        masculine = token;
        gender = Gender.Unknown;
        ending = "";
        return false;
    }

    /// <summary>The gender that a word between names shows: bin and ibn a son, bint and kyzy a daughter.</summary>
    public static Gender OfParticle(ReadOnlySpan<char> token) => NameParticles.TryRole(token, out var role)
        ? role switch
        {
            ParticleRole.SonOf => token is "b" or "bar" or "bat" or "nic" ? Gender.Unknown : Gender.Male,
            ParticleRole.DaughterOf or ParticleRole.MotherOf => Gender.Female,
            ParticleRole.FatherOf => Gender.Male,
            _ => Gender.Unknown,
        }
        : Gender.Unknown;
}
