using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>
/// The dynamic programme of <see cref="LetterLattice.Distance"/>. A row per node holds, for every prefix of the Latin token, the least
/// cost of reaching the node with that prefix written; a letter tree is walked with one row per depth, so renderings that start alike share
/// the work; cells above the limit are cut from both ends of every row.
/// </summary>
internal ref struct LatticeWalk
{
    /// <summary>More than any cost that counts, with room to add to.</summary>
    public const ushort Unreachable = 30_000;

    private const int OwnRows = Renderings.MaxLength + 2;

    private readonly Span<ushort> _cells;
    private readonly int _width, _limit, _nodes;
    private readonly Span<ushort> _gaps, _codes;

    /// <summary>Prepares the rows in a buffer of <see cref="CellsFor"/> cells.</summary>
    public LatticeWalk(ReadOnlySpan<char> latin, int limit, int nodes, Span<ushort> cells)
    {
        unchecked
        {
            _width = latin.Length + 1;
            _limit = limit;
            _nodes = nodes;
            _cells = cells;
            _gaps = cells[^_width..];
            _codes = cells.Slice(cells.Length - (2 * _width), _width);
            cells[..(nodes * _width)].Fill(Unreachable);
            cells[0] = 0;
            _gaps[0] = 0;
            _codes[0] = 0;
            byte before = EditCosts.Codes;
            for (var k = 1; k < _width; k++)
            {
                var code = EditCosts.CodeOf(latin[k - 1]);
                _codes[k] = code;
                _gaps[k] = (ushort)EditCosts.Gap(code, before);
                cells[k] = (ushort)(cells[k - 1] + _gaps[k]);
                before = code;
            }
        }
    }

    /// <summary>How many cells a walk needs.</summary>
    public static int CellsFor(int nodes, int latinLength) => (nodes + OwnRows + 2) * (latinLength + 1);

    /// <summary>The least cost at the last node, in edits; positive infinity when it is above the limit.</summary>
    [SkipLocalsInit]
    public readonly double Run(ReadOnlySpan<LatticeSegment> segments)
    {
        unchecked
        {
            Span<Band> bands = stackalloc Band[Renderings.MaxLength + 1];
            Span<byte> path = stackalloc byte[Renderings.MaxLength + 1];
            path[0] = EditCosts.Codes;
            var from = -1;
            foreach (ref readonly var segment in segments)
            {
                if (segment.From != from)
                {
                    from = segment.From;
                    bands[0] = BandOf(_cells.Slice(from * _width, _width));
                }

                if (bands[0].Low <= bands[0].High)
                {
                    Follow(segment, bands, path);
                }
            }

            var total = _cells[(_nodes * _width) - 1];
            return total <= _limit ? total / (double)EditCosts.One : double.PositiveInfinity;
        }
    }

    private readonly void Follow(in LatticeSegment segment, Span<Band> bands, Span<byte> path)
    {
        unchecked
        {
            var steps = segment.Renderings.Steps;
            var start = segment.From * _width;
            for (var i = 0; i < steps.Length;)
            {
                ref readonly var step = ref steps[i];
                int depth = step.Depth;
                if (step.IsEnd)
                {
                    Keep(_cells.Slice(depth == 0 ? start : RowOf(depth), _width), bands[depth], step.Cost,
                        _cells.Slice(segment.To * _width, _width));
                    i++;
                    continue;
                }

                var row = _cells.Slice(depth == 1 ? start : RowOf(depth - 1), _width);
                bands[depth] =
                    Extend(row, bands[depth - 1], step.Code, path[depth - 1], _limit - step.Cost, _cells.Slice(RowOf(depth), _width));
                path[depth] = step.Code;
                i = bands[depth].Low <= bands[depth].High ? i + 1 : step.Next;
            }
        }
    }

    /// <summary>The row after one more letter of the rendering. References instead of indices: this loop is nearly all of the
    /// time.</summary>
    private readonly Band Extend(ReadOnlySpan<ushort> row, Band band, byte code, byte before, int limit, Span<ushort> next)
    {
        unchecked
        {
            ref var costs = ref MemoryMarshal.GetReference(EditCosts.InPlaceOf(code));
            ref var codes = ref MemoryMarshal.GetReference(_codes);
            ref var gaps = ref MemoryMarshal.GetReference(_gaps);
            ref var current = ref MemoryMarshal.GetReference(row);
            ref var target = ref MemoryMarshal.GetReference(next);
            var drop = EditCosts.Gap(code, before);
            int low = -1, high = -1, last = band.High, width = _width;
            int left = Unreachable, diagonal = Unreachable;
            for (var k = band.Low; k < width; k++)
            {
                var best = Math.Min(left + Unsafe.Add(ref gaps, k), diagonal + Unsafe.Add(ref costs, Unsafe.Add(ref codes, k)));
                if (k <= last)
                {
                    diagonal = Unsafe.Add(ref current, k);
                    best = Math.Min(best, diagonal + drop);
                }
                else
                {
                    diagonal = Unreachable;
                }

                if (best <= limit)
                {
                    Unsafe.Add(ref target, k) = (ushort)best;
                    left = best;
                    high = k;
                    low = low < 0 ? k : low;
                }
                else
                {
                    Unsafe.Add(ref target, k) = Unreachable;
                    left = Unreachable;
                    if (k > last)
                    {
                        break;
                    }
                }
            }

            return low < 0 ? new Band(1, 0) : new Band(low, high);
        }
    }

    private static void Keep(ReadOnlySpan<ushort> row, Band band, int cost, Span<ushort> target)
    {
        unchecked
        {
            for (var k = band.Low; k <= band.High; k++)
            {
                var total = row[k] + cost;
                if (total < target[k])
                {
                    target[k] = (ushort)total;
                }
            }
        }
    }

    private readonly Band BandOf(ReadOnlySpan<ushort> row)
    {
        int low = 0, high = row.Length - 1;
        while (low <= high && row[low] > _limit)
        {
            low++;
        }

        while (high >= low && row[high] > _limit)
        {
            high--;
        }

        return new Band(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int RowOf(int depth) => (_nodes + depth) * _width;

    /// <summary>The cells of a row that are within the limit; empty when <paramref name="Low"/> is above <paramref name="High"/>.</summary>
    private readonly record struct Band(int Low, int High);
}
