using System.Buffers;

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
    private const ushort Unreachable = 30_000;

    private readonly LatticeEdge[] _edges;
    private readonly int _nodes;
    private readonly int _shortest;

    private LetterLattice(LatticeEdge[] edges, int nodes)
    {
        _edges = edges;
        _nodes = nodes;
        _shortest = ShortestLabel(edges, nodes);
    }

    /// <summary>The graph's edges, by start node; the last node is the end.</summary>
    internal ReadOnlySpan<LatticeEdge> Edges => _edges;

    /// <summary>How many nodes the graph has.</summary>
    internal int Nodes => _nodes;

    /// <summary>Builds the lattice of a folded token (lower case where the script has case, composed form).</summary>
    /// <returns>Null for Latin and <see cref="Script.Common"/>, for an empty token, for one longer than <see cref="MaxTokenChars"/>, and for
    /// one without any letter the script's table knows.</returns>
    public static LetterLattice? For(ReadOnlySpan<char> token, Script script)
    {
        if (token.Length is 0 or > MaxTokenChars || script is Script.Latin or Script.Common)
        {
            return null;
        }

        var builder = new LatticeBuilder();
        return ScriptTables.Build(token, script, builder) ? new LetterLattice(builder.ToEdges(), builder.Nodes) : null;
    }

    /// <summary>The least cost, in edits, of turning any spelling of the token into the Latin one.</summary>
    /// <param name="latin">A folded Latin token (a-z).</param>
    /// <param name="budget">In edits; a greater distance is not computed.</param>
    /// <returns>The distance when it is at most <paramref name="budget"/>, else positive infinity.</returns>
    public double Distance(ReadOnlySpan<char> latin, double budget)
    {
        if (latin.Length is 0 or > MaxLatinChars || budget < 0)
        {
            return double.PositiveInfinity;
        }

        var limit = (int)Math.Min(budget * EditCosts.One, Unreachable / 2);
        var width = latin.Length + 1;
        var cells = (_nodes + 3) * width;
        if (cells <= StackCells)
        {
            Span<ushort> rows = stackalloc ushort[cells];
            return Run(latin, limit, rows);
        }

        var rented = ArrayPool<ushort>.Shared.Rent(cells);
        var result = Run(latin, limit, rented.AsSpan(0, cells));
        ArrayPool<ushort>.Shared.Return(rented);
        return result;
    }

    /// <summary>1 − distance / length of the longer of the Latin token and the lattice's shortest spelling, in [0, 1]; 0 beyond half of that length.</summary>
    public double Similarity(ReadOnlySpan<char> latin)
    {
        var length = Math.Max(latin.Length, _shortest);
        var distance = Distance(latin, Math.Max(1, length / 2.0));
        return double.IsPositiveInfinity(distance) ? 0 : Math.Max(0, 1 - (distance / length));
    }

    private double Run(ReadOnlySpan<char> latin, int limit, Span<ushort> rows)
    {
        unchecked
        {
            var width = latin.Length + 1;
            rows.Fill(Unreachable);
            var gaps = rows[^width..];
            var first = rows[(_nodes * width)..][..width];
            var second = rows[((_nodes + 1) * width)..][..width];
            rows[0] = 0;
            gaps[0] = 0;
            for (var k = 1; k < width; k++)
            {
                gaps[k] = (ushort)EditCosts.Gap(latin[k - 1], k > 1 ? latin[k - 2] : '\0');
                rows[k] = (ushort)(rows[k - 1] + gaps[k]);
            }

            int low = 0, high = 0, from = -1;
            foreach (ref readonly var edge in _edges.AsSpan())
            {
                var row = rows.Slice(edge.From * width, width);
                if (edge.From != from)
                {
                    from = edge.From;
                    (low, high) = Band(row, limit);
                }

                if (low <= high)
                {
                    Follow(edge, latin, limit - edge.Cost, row, low, high, gaps, first, second, rows.Slice(edge.To * width, width));
                }
            }

            var total = rows[(_nodes * width) - 1];
            return total <= limit ? total / (double)EditCosts.One : double.PositiveInfinity;
        }
    }

    /// <summary>Carries the cells of one row that are within the limit along an edge and keeps the smaller cost at its end.</summary>
    private static void Follow(
        in LatticeEdge edge, ReadOnlySpan<char> latin, int limit, ReadOnlySpan<ushort> start, int low, int high,
        ReadOnlySpan<ushort> gaps, Span<ushort> first, Span<ushort> second, Span<ushort> target)
    {
        unchecked
        {
            var current = start;
            var next = first;
            var before = '\0';
            foreach (var c in edge.Label)
            {
                int drop = EditCosts.Gap(c, before), last = high, reached = low;
                var left = (int)Unreachable;
                high = -1;
                for (var k = low; k < next.Length; k++)
                {
                    var best = left + gaps[k];
                    if (k <= last)
                    {
                        best = Math.Min(best, current[k] + drop);
                    }

                    if (k > low && k - 1 <= last)
                    {
                        best = Math.Min(best, current[k - 1] + EditCosts.Substitute(latin[k - 1], c));
                    }

                    if (best > limit)
                    {
                        next[k] = Unreachable;
                        left = Unreachable;
                        if (k > last)
                        {
                            break;
                        }

                        reached += high < 0 ? 1 : 0;
                        continue;
                    }

                    next[k] = (ushort)best;
                    left = best;
                    high = k;
                }

                if (high < 0)
                {
                    return;
                }

                low = reached;
                before = c;
                current = next;
                next = current == first ? second : first;
            }

            for (var k = low; k <= high; k++)
            {
                var cost = current[k] + edge.Cost;
                if (cost < target[k])
                {
                    target[k] = (ushort)cost;
                }
            }
        }
    }

    private static (int Low, int High) Band(ReadOnlySpan<ushort> row, int limit)
    {
        int low = 0, high = row.Length - 1;
        while (low <= high && row[low] > limit)
        {
            low++;
        }

        while (high >= low && row[high] > limit)
        {
            high--;
        }

        return (low, high);
    }

    private static int ShortestLabel(LatticeEdge[] edges, int nodes)
    {
        Span<int> best = stackalloc int[nodes];
        best.Fill(int.MaxValue / 2);
        best[0] = 0;
        foreach (var edge in edges)
        {
            best[edge.To] = Math.Min(best[edge.To], best[edge.From] + edge.Label.Length);
        }

        return best[nodes - 1];
    }
}
