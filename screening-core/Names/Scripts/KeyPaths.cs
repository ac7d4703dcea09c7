namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>The cheapest distinct consonant keys of the paths from the start of a lattice to each of its nodes.</summary>
internal sealed class KeyPaths
{
    /// <summary>How many keys are carried through a node: twice what is handed out, so that few are lost on the way.</summary>
    private const int Width = ConsonantKey.MaxKeys * 2;

    private readonly int _most;
    private readonly (KeyAutomaton State, int Cost)[] _paths;
    private readonly int[] _counts;

    /// <summary>Starts with the empty key at node 0.</summary>
    /// <param name="nodes">The lattice's nodes.</param>
    /// <param name="most">How much more than the cheapest key a key may cost.</param>
    public KeyPaths(int nodes, int most)
    {
        _most = most;
        _paths = new (KeyAutomaton, int)[nodes * Width];
        _counts = new int[nodes];
        _counts[0] = 1;
    }

    /// <summary>
    /// Carries the keys of the stretch's start through each of its effects; stretches come by start node, whose keys are complete then. A
    /// key that costs more above the cheapest there than is handed out in the end stays behind: the cheapest goes on by the same ways.
    /// </summary>
    public void Follow(in LatticeSegment segment)
    {
        var from = segment.From * Width;
        for (var i = 0; i < _counts[segment.From]; i++)
        {
            var (state, cost) = _paths[from + i];
            if (cost > _paths[from].Cost + _most)
            {
                break;
            }

            foreach (var (classes, extra) in segment.Renderings.KeyEffects)
            {
                if (_counts[segment.To] == Width && cost + extra >= _paths[(segment.To * Width) + Width - 1].Cost)
                {
                    break;
                }

                Keep(segment.To, state.AfterClasses(classes), cost + extra);
            }
        }
    }

    /// <summary>The distinct keys at a node, cheapest first.</summary>
    public int Cheapest(int node, Span<ulong> keys)
    {
        var paths = _paths.AsSpan(node * Width, _counts[node]);
        var written = 0;
        foreach (var (state, cost) in paths)
        {
            if (written == keys.Length || cost > paths[0].Cost + _most)
            {
                break;
            }

            if (!keys[..written].Contains(state.Key))
            {
                keys[written++] = state.Key;
            }
        }

        return written;
    }

    /// <summary>Inserts into the node's list, which is ordered by cost, an equal state kept once at its least cost.</summary>
    private void Keep(int node, KeyAutomaton state, int cost)
    {
        var paths = _paths.AsSpan(node * Width, Width);
        var count = _counts[node];
        var place = count;
        while (place > 0 && paths[place - 1].Cost > cost)
        {
            place--;
        }

        for (var i = 0; i < place; i++)
        {
            if (paths[i].State == state)
            {
                return;
            }
        }

        if (place == Width)
        {
            return;
        }

        var end = count < Width ? count++ : Width - 1;
        for (var i = place; i < _counts[node]; i++)
        {
            if (paths[i].State == state)
            {
                end = i;
                count = _counts[node];
                break;
            }
        }

        for (var i = end; i > place; i--)
        {
            paths[i] = paths[i - 1];
        }

        paths[place] = (state, cost);
        _counts[node] = count;
    }
}
