using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>
/// The coarse key that finds Latin candidates for an original-script token and the reverse: equal keys mean the consonants may
/// be the same. Far too coarse to compare Latin with Latin. Two names without consonants share the key 0.
/// </summary>
public static class ConsonantKey
{
    /// <summary>The most keys one original token gets: as many as Chinese characters need, which write a foreign name by syllables that
    /// only resemble it.</summary>
    public const int MaxKeys = 64;

    private const int MaxKeysOfLetters = 16;
    private const int MaxExtraCost = 12;

    /// <summary>The key of a folded Latin token.</summary>
    public static ulong OfLatin(ReadOnlySpan<char> latin) => default(KeyAutomaton).After(latin).Key;

    /// <summary>The keys of the likeliest Latin spellings of an original-script token, the likeliest first.</summary>
    /// <param name="token">The folded token.</param>
    /// <param name="script">Its script.</param>
    /// <param name="keys">Receives the keys; at most <see cref="MaxKeys"/> are written.</param>
    /// <returns>How many keys were written; 0 where the script has no lattice.</returns>
    public static int OfOriginal(ReadOnlySpan<char> token, Script script, Span<ulong> keys) =>
        LetterLattice.For(token, script) is { } lattice
        ? Of(lattice, script == Script.Han ? keys : keys[..Math.Min(MaxKeysOfLetters, keys.Length)]) : 0;

    /// <summary>The same keys as an array.</summary>
    public static ImmutableArray<ulong> OfOriginal(string token, Script script)
    {
        Span<ulong> keys = stackalloc ulong[MaxKeys];
        return [.. keys[..OfOriginal(token, script, keys)]];
    }

    /// <summary>The keys of a lattice that is already built.</summary>
    public static int Of(LetterLattice lattice, Span<ulong> keys)
    {
        ArgumentNullException.ThrowIfNull(lattice);
        var paths = KeyPaths.Begin(lattice.Nodes, MaxExtraCost);
        foreach (ref readonly var segment in lattice.Segments)
        {
            paths.Follow(segment);
        }

        return paths.Cheapest(lattice.Nodes - 1, keys[..Math.Min(MaxKeys, keys.Length)]);
    }
}
