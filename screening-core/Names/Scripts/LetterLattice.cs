using System.Buffers;
using System.Runtime.CompilerServices;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>
/// All plausible Latin spellings of one original-script token, as a weighted graph: per letter, letter group or syllable the Latin
/// renderings with their cost, the unwritten vowels of Arabic, Hebrew and Indic scripts included. The distance to a Latin token is the
/// cheapest path plus the edits against it, found by one dynamic programme; nothing is enumerated.
/// </summary>
public sealed class LetterLattice
{
    /// <summary>The longest original token, in UTF-16 code units, that gets a lattice.</summary>
    public const int MaxTokenChars = 64;

    /// <summary>The longest Latin token it is compared with; a longer one is beyond every budget.</summary>
    public const int MaxLatinChars = 128;

    private const int StackCells = 4096;

    // Tenths of an edit that a letter costs at least which no rendering has: a vowel in another's place, an h lost, i for y.
    private const int OtherLetter = 6;
    private const int OtherHalfVowel = 3;

    private const ulong HalfVowels = (1UL << ('i' - 'a')) | (1UL << ('y' - 'a'));

    private readonly LatticeSegment[] _segments;
    private LetterBound? _bound;
    private readonly ulong _letters;

    private LetterLattice(LatticeSegment[] segments, int nodes)
    {
        _segments = segments;
        Nodes = nodes;
        ShortestLength = Shortest(segments, nodes);
        _letters = Letters(segments);
    }

    /// <summary>The length of the shortest Latin spelling.</summary>
    public int ShortestLength { get; }

    /// <summary>The graph's stretches, by start node; the last node is the end.</summary>
    internal ReadOnlySpan<LatticeSegment> Segments => _segments;

    /// <summary>How many nodes the graph has.</summary>
    internal int Nodes { get; }

    /// <summary>What any spelling differs by from a Latin word at least, by how often letters occur.</summary>
    internal LetterBound Bound => _bound ??= LetterBound.Of(_segments, Nodes);

    /// <summary>Builds the lattice of a folded token (lower case where the script has case, composed form).</summary>
    /// <returns>Null for Latin and <see cref="Script.Common"/>, for an empty token, for one longer than <see cref="MaxTokenChars"/>, and
    /// for one without any letter the script's table knows.</returns>
    public static LetterLattice? For(ReadOnlySpan<char> token, Script script)
    {
        if (token.Length is 0 or > MaxTokenChars || script is Script.Latin or Script.Common)
        {
            return null;
        }

        var builder = new LatticeBuilder();
        return ScriptTables.Build(token, script, builder) ? new LetterLattice(builder.ToSegments(), builder.Nodes) : null;
    }

    /// <summary>The least cost, in edits, of turning any spelling of the token into the Latin one.</summary>
    /// <param name="latin">A folded Latin token (a-z).</param>
    /// <param name="budget">In edits; a greater distance is not computed.</param>
    /// <returns>The distance when it is at most <paramref name="budget"/>, else positive infinity.</returns>
    public double Distance(ReadOnlySpan<char> latin, double budget)
    {
        if (latin.Length is 0 or > MaxLatinChars || !(budget >= 0))
        {
            return double.PositiveInfinity;
        }

        var limit = (int)Math.Min((budget * EditCosts.One) + 0.001, LatticeWalk.Unreachable / 2);
        return Floor(latin) > limit ? double.PositiveInfinity : Walk(latin, limit);
    }

    /// <summary>1 − distance / length of the longer of the Latin token and the lattice's shortest spelling, in [0, 1]; 0 beyond half of
    /// that length.</summary>
    public double Similarity(ReadOnlySpan<char> latin)
    {
        var length = Math.Max(latin.Length, ShortestLength);
        var distance = Distance(latin, Math.Max(1, length / 2.0));
        return double.IsPositiveInfinity(distance) ? 0 : Math.Max(0, 1 - (distance / length));
    }

    /// <summary>What the distance is at least, in tenths of an edit: letters that no rendering has must be written in place of others or
    /// added, and letters that every rendering has and the Latin token is too short for must be left out. Costs a few operations a
    /// letter, where the walk costs microseconds.</summary>
    /// <param name="latin">A folded Latin token.</param>
    internal int Floor(ReadOnlySpan<char> latin)
    {
        var letters = 0UL;
        foreach (var letter in latin)
        {
            letters |= 1UL << EditCosts.CodeOf(letter);
        }

        var others = letters & ~_letters;
        var byLetters = (System.Numerics.BitOperations.PopCount(others & ~HalfVowels) * OtherLetter)
            + (System.Numerics.BitOperations.PopCount(others & HalfVowels) * OtherHalfVowel);
        return Math.Max(byLetters, (ShortestLength - latin.Length) * EditCosts.Doubled);
    }

    [SkipLocalsInit]
    private double Walk(ReadOnlySpan<char> latin, int limit)
    {
        var cells = LatticeWalk.CellsFor(Nodes, latin.Length);
        if (cells <= StackCells)
        {
            return new LatticeWalk(latin, limit, Nodes, stackalloc ushort[StackCells]).Run(_segments);
        }

        var rented = ArrayPool<ushort>.Shared.Rent(cells);
        var result = new LatticeWalk(latin, limit, Nodes, rented.AsSpan(0, cells)).Run(_segments);
        ArrayPool<ushort>.Shared.Return(rented);
        return result;
    }

    private static ulong Letters(LatticeSegment[] segments)
    {
        var letters = 0UL;
        foreach (ref readonly var segment in segments.AsSpan())
        {
            foreach (ref readonly var step in segment.Renderings.Steps)
            {
                letters |= step.IsEnd ? 0 : 1UL << step.Code;
            }
        }

        return letters;
    }

    private static int Shortest(LatticeSegment[] segments, int nodes)
    {
        Span<int> best = stackalloc int[nodes];
        best.Fill(int.MaxValue / 2);
        best[0] = 0;
        foreach (ref readonly var segment in segments.AsSpan())
        {
            best[segment.To] = Math.Min(best[segment.To], best[segment.From] + segment.Renderings.Shortest);
        }

        return best[nodes - 1];
    }
}
