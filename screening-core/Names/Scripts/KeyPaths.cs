using System.Runtime.InteropServices;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>The cheapest distinct consonant keys of the paths from the start of a lattice to each of its nodes. One per thread: nodes are
/// lent from one word to the next.</summary>
internal sealed class KeyPaths
{
    /// <summary>How many keys are carried through a node: twice what is handed out, so that few are lost on the way.</summary>
    private const int Width = ConsonantKey.MaxKeys * 2;

    [ThreadStatic]
    private static KeyPaths? _ofThread;

    private readonly List<Node> _nodes = [];
    private int _most;

    private KeyPaths()
    {
    }

    /// <summary>This thread's, with the empty key at node 0.</summary>
    /// <param name="nodes">The lattice's nodes.</param>
    /// <param name="most">How much more than the cheapest key a key may cost.</param>
    public static KeyPaths Begin(int nodes, int most)
    {
        var paths = _ofThread ??= new KeyPaths();
        paths._most = most;
        while (paths._nodes.Count < nodes)
        {
            paths._nodes.Add(new Node());
        }

        foreach (var node in CollectionsMarshal.AsSpan(paths._nodes)[..nodes])
        {
            node.Clear();
        }

        paths._nodes[0].Keep(default, 0);
        return paths;
    }

    /// <summary>
    /// Carries the keys of the stretch's start through each of its effects; stretches come by start node, whose keys are complete then. A
    /// key that costs more above the cheapest there than is handed out in the end stays behind: the cheapest goes on by the same ways.
    /// </summary>
    public void Follow(in LatticeSegment segment)
    {
        var to = _nodes[segment.To];
        var paths = _nodes[segment.From].Ordered();
        foreach (ref readonly var path in paths)
        {
            if (path.Cost > paths[0].Cost + _most)
            {
                break;
            }

            foreach (var (classes, extra) in segment.Renderings.KeyEffects)
            {
                if (path.Cost + extra >= to.Full)
                {
                    break;
                }

                to.Keep(path.State.AfterClasses(classes), path.Cost + extra);
            }
        }
    }

    /// <summary>The distinct keys at a node, cheapest first.</summary>
    public int Cheapest(int node, Span<ulong> keys)
    {
        var paths = _nodes[node].Ordered();
        var written = 0;
        foreach (ref readonly var path in paths)
        {
            if (written == keys.Length || path.Cost > paths[0].Cost + _most)
            {
                break;
            }

            if (!keys[..written].Contains(path.State.Key))
            {
                keys[written++] = path.State.Key;
            }
        }

        return written;
    }

    private readonly record struct Path(KeyAutomaton State, int Cost);

    /// <summary>The states that reach a node, each at its least cost; of equal cost those that came first.</summary>
    private sealed class Node
    {
        private const int Forgotten = -1;
        private const int MostCost = 512;

        private readonly Dictionary<ulong, int> _places = new(Width);
        private readonly int[] _ofCost = new int[MostCost];
        private readonly List<Path> _paths = new(Width * 2);
        private Path[] _ordered = [];
        private bool _isOrdered;
        private int _atMost;

        /// <summary>From this cost on a state no longer comes in: so many are as cheap or cheaper.</summary>
        public int Full { get; private set; }

        public void Clear()
        {
            _places.Clear();
            _paths.Clear();
            _ofCost.AsSpan().Clear();
            (_isOrdered, _atMost, Full) = (false, 0, _ofCost.Length);
        }

        public void Keep(KeyAutomaton state, int cost)
        {
            if (cost >= Full)
            {
                return;
            }

            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (state.Key << 1) | (state.AfterStop ? 1UL : 0),
                out var known);
            if (known)
            {
                if (_paths[place].Cost <= cost)
                {
                    return;
                }

                Count(_paths[place].Cost, -1);
                _paths[place] = new Path(default, Forgotten);
            }

            place = _paths.Count;
            _paths.Add(new Path(state, cost));
            _isOrdered = false;
            Count(cost, 1);
        }

        /// <summary>The states by cost.</summary>
        public ReadOnlySpan<Path> Ordered()
        {
            if (!_isOrdered)
            {
                // By counting: costs are small, and states of equal cost stay in their order.
                Span<int> starts = stackalloc int[_ofCost.Length];
                var (count, last) = (0, Math.Min(Full, _ofCost.Length - 1));
                for (var cost = 0; cost <= last; cost++)
                {
                    starts[cost] = count;
                    count += _ofCost[cost];
                }

                if (_ordered.Length < count)
                {
                    _ordered = new Path[count];
                }

                foreach (ref readonly var path in CollectionsMarshal.AsSpan(_paths))
                {
                    if (path.Cost >= 0 && path.Cost <= last)
                    {
                        _ordered[starts[path.Cost]++] = path;
                    }
                }

                (_isOrdered, _atMost) = (true, Math.Min(count, Width));
            }

            return _ordered.AsSpan(0, _atMost);
        }

        // The dearest cost that still fits is full as soon as the states up to it are as many as are carried.
        private void Count(int cost, int change)
        {
            _ofCost[cost] += change;
            if (change < 0 || _places.Count < Width)
            {
                return;
            }

            var sum = 0;
            for (var upTo = 0; upTo < Full; upTo++)
            {
                sum += _ofCost[upTo];
                if (sum >= Width)
                {
                    Full = upTo;
                }
            }
        }
    }
}
