namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>One stretch of a lattice: every rendering of a letter group, from one node to a later one.</summary>
internal readonly record struct LatticeSegment(Renderings Renderings, short From, short To);

/// <summary>Collects the stretches of a lattice.</summary>
internal sealed class LatticeBuilder
{
    private static readonly Renderings Vanished = Renderings.Of([new LetterOption("", EditCosts.One / 2)]);
    private static readonly Renderings[] Plain =
        [.. "abcdefghijklmnopqrstuvwxyz0123456789".Select(static c => Renderings.Of([new LetterOption(c.ToString(), 0)]))];

    private LatticeSegment[] _segments = new LatticeSegment[32];
    private int _count;

    /// <summary>How many nodes exist; node 0 is the start, the last one the end.</summary>
    public int Nodes { get; private set; } = 1;

    /// <summary>Adds a node after all others.</summary>
    public int AddNode() => Nodes++;

    /// <summary>Adds a stretch; both nodes exist and <paramref name="from"/> is the earlier one.</summary>
    public void Add(int from, int to, Renderings renderings)
    {
        if (_count == _segments.Length)
        {
            Array.Resize(ref _segments, _count * 2);
        }

        _segments[_count++] = new LatticeSegment(renderings, (short)from, (short)to);
    }

    /// <summary>Adds letters of one table after a node, one node per letter.</summary>
    /// <returns>How many letters the table knew; the letters end at the newest node.</returns>
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
                if (letter.IsAt(form, i))
                {
                    any |= letter.Source.Length == 1;
                    Add(NodeAt(i), NodeAt(i + letter.Source.Length), letter.Renderings);
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

    /// <summary>Adds a character without a table row: a Latin letter or a digit stands for itself, anything else vanishes at half an
    /// edit.</summary>
    public void AddUnknown(char c, int from, int to)
    {
        var code = EditCosts.CodeOf(c);
        Add(from, to, code < Plain.Length ? Plain[code] : Vanished);
    }

    /// <summary>The stretches by start node, in the order they were added.</summary>
    public LatticeSegment[] ToSegments()
    {
        var segments = _segments[.._count];
        var ordered = true;
        for (var i = 1; i < segments.Length && ordered; i++)
        {
            ordered = segments[i - 1].From <= segments[i].From;
        }

        if (!ordered)
        {
            var keys = new int[segments.Length];
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = (segments[i].From << 16) | i;
            }

            Array.Sort(keys, segments);
        }

        return segments;
    }
}
