namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>Collects the edges of a lattice in the order of their start nodes.</summary>
internal sealed class LatticeBuilder
{
    private readonly List<LatticeEdge> _edges = new(128);

    /// <summary>How many nodes exist; node 0 is the start, the last one the end.</summary>
    public int Nodes { get; private set; } = 1;

    /// <summary>Adds a node after all others.</summary>
    public int AddNode() => Nodes++;

    /// <summary>Adds an edge; both nodes exist and <paramref name="from"/> is the earlier one.</summary>
    public void Add(int from, int to, string label, int cost) => _edges.Add(new LatticeEdge(label, (short)from, (short)to, (byte)cost));

    /// <summary>Adds a stretch of letters of one table after a node, one node per letter.</summary>
    /// <returns>How many letters the table knew; the stretch ends at the newest node.</returns>
    public int AddLetters(ReadOnlySpan<char> form, LetterTable table, int from)
    {
        var first = Nodes;
        Nodes += form.Length;
        var known = 0;
        for (var i = 0; i < form.Length; i++)
        {
            var any = false;
            foreach (var letter in table.StartingWith(form[i]))
            {
                if (!letter.IsAt(form, i))
                {
                    continue;
                }

                any |= letter.Source.Length == 1;
                foreach (var option in letter.Options)
                {
                    Add(NodeAt(i), NodeAt(i + letter.Source.Length), option.Label, option.Cost);
                }
            }

            if (any)
            {
                known++;
            }
            else
            {
                AddUnknown(form[i], NodeAt(i), NodeAt(i + 1));
            }
        }

        return known;

        int NodeAt(int position) => position == 0 ? from : first + position - 1;
    }

    /// <summary>Adds a character without a table row: a Latin letter or a digit stands for itself, anything else vanishes at half an edit.</summary>
    public void AddUnknown(char c, int from, int to)
    {
        if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
        {
            Add(from, to, c.ToString(), 0);
        }
        else
        {
            Add(from, to, "", EditCosts.One / 2);
        }
    }

    /// <summary>The edges by start node, each start node's in a fixed order.</summary>
    public LatticeEdge[] ToEdges()
    {
        var edges = _edges.ToArray();
        var starts = new int[edges.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            starts[i] = (edges[i].From << 16) | i;
        }

        Array.Sort(starts, edges);
        return edges;
    }
}
