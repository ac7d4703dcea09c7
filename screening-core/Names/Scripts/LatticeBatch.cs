using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>
/// The dynamic programme of <see cref="LatticeWalk"/> for sixteen short words at once, a word in each lane: what nearly all words are, too
/// far away, is told for all of them by one walk that ends where none is near any more.
/// </summary>
internal sealed class LatticeBatch
{
    /// <summary>Words at once.</summary>
    public const int Lanes = 16;

    private const int Width = PackedLetters.Most + 1;
    private const int OwnRows = Renderings.MaxLength + 2;

    private readonly Vector256<ushort>[] _gaps = new Vector256<ushort>[Width];
    private readonly Vector256<ushort>[] _costs = new Vector256<ushort>[EditCosts.Codes * Width];
    private readonly byte[] _before = new byte[Renderings.MaxLength + 1];
    private Vector256<ushort>[] _cells = [];
    private Vector256<ushort> _limits;
    private uint _made;
    private int _width;
    private int _nodes;

    [ThreadStatic]
    private static LatticeBatch? _ofThread;

    /// <summary>The batch of this thread.</summary>
    public static LatticeBatch OfThread => _ofThread ??= new LatticeBatch();

    /// <summary>Which words are within their limits, a bit each.</summary>
    /// <param name="lattice">The spellings.</param>
    /// <param name="words">At most <see cref="Lanes"/> words that fit.</param>
    /// <param name="limits">In tenths of an edit, one a word.</param>
    public uint Within(LetterLattice lattice, ReadOnlySpan<PackedLetters> words, ReadOnlySpan<int> limits)
    {
        Begin(lattice.Nodes, words, limits);
        var (from, isLive) = (-1, false);
        foreach (ref readonly var segment in lattice.Segments)
        {
            if (segment.From != from)
            {
                from = segment.From;
                isLive = IsLive(Row(from));
            }

            if (isLive)
            {
                Follow(segment, words);
            }
        }

        var last = Row(_nodes - 1);
        var within = 0u;
        for (var lane = 0; lane < words.Length; lane++)
        {
            within |= last[words[lane].Length][lane] <= limits[lane] ? 1u << lane : 0;
        }

        return within;
    }

    private void Begin(int nodes, ReadOnlySpan<PackedLetters> words, ReadOnlySpan<int> limits)
    {
        (_nodes, _width, _made) = (nodes, 1, 0);
        Span<ushort> lanes = stackalloc ushort[Lanes];
        lanes.Clear();
        for (var lane = 0; lane < words.Length; lane++)
        {
            _width = Math.Max(_width, words[lane].Length + 1);
            lanes[lane] = (ushort)limits[lane];
        }

        _limits = Vector256.Create<ushort>(lanes);
        if (_cells.Length < (nodes + OwnRows) * Width)
        {
            _cells = new Vector256<ushort>[(nodes + OwnRows) * Width];
        }

        _cells.AsSpan(0, nodes * _width).Fill(Vector256.Create(LatticeWalk.Unreachable));
        lanes.Clear();
        lanes[words.Length..].Fill(LatticeWalk.Unreachable);
        _cells[0] = Vector256.Create<ushort>(lanes);
        for (var k = 1; k < _width; k++)
        {
            for (var lane = 0; lane < words.Length; lane++)
            {
                var word = words[lane];
                lanes[lane] = k > word.Length ? LatticeWalk.Unreachable
                    : (ushort)EditCosts.Gap((byte)word[k - 1], (byte)(k > 1 ? word[k - 2] : EditCosts.Codes));
            }

            lanes[words.Length..].Fill(LatticeWalk.Unreachable);
            _gaps[k] = Vector256.Create<ushort>(lanes);
            _cells[k] = Vector256.Min(_cells[k - 1] + _gaps[k], Vector256.Create(LatticeWalk.Unreachable));
        }
    }

    private void Follow(in LatticeSegment segment, ReadOnlySpan<PackedLetters> words)
    {
        var steps = segment.Renderings.Steps;
        _before[0] = EditCosts.Codes;
        for (var i = 0; i < steps.Length;)
        {
            ref readonly var step = ref steps[i];
            int depth = step.Depth;
            if (step.IsEnd)
            {
                Keep(depth == 0 ? Row(segment.From) : Row(_nodes + depth), step.Cost, Row(segment.To));
                i++;
                continue;
            }

            _before[depth] = step.Code;
            var isLive = Extend(depth == 1 ? Row(segment.From) : Row(_nodes + depth - 1), step, Row(_nodes + depth), words);
            i = isLive ? i + 1 : step.Next;
        }
    }

    // The row after one more letter of the rendering; false where no word is within its limit any more.
    private bool Extend(ReadOnlySpan<Vector256<ushort>> row, in RenderingStep step, Span<Vector256<ushort>> next,
        ReadOnlySpan<PackedLetters> words)
    {
        var costs = CostsOf(step.Code, words);
        var drop = Vector256.Create((ushort)EditCosts.Gap(step.Code, _before[step.Depth - 1]));
        var (diagonal, left) = (row[0], row[0] + drop);
        var least = left;
        next[0] = left;
        for (var k = 1; k < row.Length; k++)
        {
            var above = row[k];
            left = Vector256.Min(Vector256.Min(left + _gaps[k], diagonal + costs[k]), above + drop);
            left = Vector256.Min(left, Vector256.Create(LatticeWalk.Unreachable));
            next[k] = left;
            least = Vector256.Min(least, left);
            diagonal = above;
        }

        return Vector256.LessThanOrEqualAny(least + Vector256.Create((ushort)step.Cost), _limits);
    }

    private static void Keep(ReadOnlySpan<Vector256<ushort>> row, int cost, Span<Vector256<ushort>> target)
    {
        var more = Vector256.Create((ushort)cost);
        for (var k = 0; k < row.Length; k++)
        {
            target[k] = Vector256.Min(target[k], row[k] + more);
        }
    }

    private bool IsLive(ReadOnlySpan<Vector256<ushort>> row)
    {
        var least = row[0];
        foreach (ref readonly var cell in row[1..])
        {
            least = Vector256.Min(least, cell);
        }

        return Vector256.LessThanOrEqualAny(least, _limits);
    }

    // What a letter costs in place of each letter of each word: made once a batch, and only for letters that occur.
    private ReadOnlySpan<Vector256<ushort>> CostsOf(byte code, ReadOnlySpan<PackedLetters> words)
    {
        var all = _costs.AsSpan(code * Width, _width);
        if (code < 32 && (_made & (1u << code)) != 0)
        {
            return all;
        }

        _made |= code < 32 ? 1u << code : 0;
        var costs = EditCosts.InPlaceOf(code);
        Span<ushort> lanes = stackalloc ushort[Lanes];
        lanes.Clear();
        for (var k = 1; k < _width; k++)
        {
            for (var lane = 0; lane < words.Length; lane++)
            {
                lanes[lane] = costs[words[lane][k - 1]];
            }

            all[k] = Vector256.Create<ushort>(lanes);
        }

        return all;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<Vector256<ushort>> Row(int row) => _cells.AsSpan(row * _width, _width);
}
