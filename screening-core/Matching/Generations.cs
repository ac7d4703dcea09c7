using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>Words behind a person's name that tell father and son apart: senior, junior, the second, the third.</summary>
internal static class Generations
{
    /// <summary>True where both names state one and they are not the same; junior and the second are.</summary>
    public static bool Differ(ReadOnlySpan<NameToken> subject, ReadOnlySpan<NameToken> listed) =>
        Of(subject) is var mine and not 0 && Of(listed) is var theirs and not 0 && mine != theirs;

    // 1 for the father, 2 for the son, and so on; 0 where the name does not say. Before a name the same letters are a title (Sr. José).
    private static int Of(ReadOnlySpan<NameToken> tokens)
    {
        for (var i = tokens.Length - 1; i > 0; i--)
        {
            var generation = tokens[i].Text switch
            {
                "sr" or "snr" or "senior" => 1,
                "jr" or "jnr" or "junior" or "ii" or "2nd" => 2,
                "iii" or "3rd" => 3,
                "iv" or "4th" => 4,
                _ => 0,
            };
            if (generation != 0)
            {
                return generation;
            }
        }

        return 0;
    }
}
