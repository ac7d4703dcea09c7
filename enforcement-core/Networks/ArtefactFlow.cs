using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>
/// The smallest cut between two accounts in the graph of accounts and artefacts, where an artefact costs what it says and an account cannot
/// be cut. Found as the largest flow (Dinic).
/// </summary>
internal sealed class ArtefactFlow
{
    private const double Endless = 1e12;
    private readonly List<(int To, double Left)> _arcs = [];
    private readonly List<List<int>> _from = [];
    private readonly Dictionary<int, int> _accounts = [];
    private readonly Dictionary<int, int> _artefacts = [];
    private int[] _level = [];
    private int[] _next = [];

    public ArtefactFlow(NetworkFacts facts, ImmutableArray<int> members, SortedDictionary<int, double> used)
    {
        foreach (var (artefact, nats) in used)
        {
            _artefacts[artefact] = _from.Count;
            _from.Add([]);
            _from.Add([]);
            Add(_artefacts[artefact], _artefacts[artefact] + 1, nats);
        }

        foreach (var account in members)
        {
            _accounts[account] = _from.Count;
            _from.Add([]);
            foreach (var artefact in facts.Of(account))
            {
                if (_artefacts.TryGetValue(artefact, out var place))
                {
                    Add(_accounts[account], place, Endless);
                    Add(place + 1, _accounts[account], Endless);
                }
            }
        }
    }

    /// <summary>The artefacts of the cut.</summary>
    public HashSet<int> Cut(int one, int other)
    {
        var (source, sink) = (_accounts[one], _accounts[other]);
        while (Reach(source)[sink] >= 0)
        {
            _next = new int[_from.Count];
            while (Push(source, sink) > 0)
            {
            }
        }

        var reached = Reach(source);
        return [.. _artefacts.Where(artefact => reached[artefact.Value] >= 0 && reached[artefact.Value + 1] < 0)
            .Select(artefact => artefact.Key)];
    }

    private void Add(int from, int to, double capacity)
    {
        _from[from].Add(_arcs.Count);
        _arcs.Add((to, capacity));
        _from[to].Add(_arcs.Count);
        _arcs.Add((from, 0));
    }

    private int[] Reach(int source)
    {
        _level = new int[_from.Count];
        Array.Fill(_level, -1);
        _level[source] = 0;
        var open = new Queue<int>([source]);
        while (open.TryDequeue(out var at))
        {
            foreach (var arc in _from[at].Where(arc => _arcs[arc].Left > 1e-9 && _level[_arcs[arc].To] < 0))
            {
                _level[_arcs[arc].To] = _level[at] + 1;
                open.Enqueue(_arcs[arc].To);
            }
        }

        return _level;
    }

    /// <summary>Sends as much as one path takes, without recursion: paths are as long as clusters are wide.</summary>
    private double Push(int source, int sink)
    {
        var path = new List<int>();
        for (var at = source; at != sink;)
        {
            var arcs = _from[at];
            while (_next[at] < arcs.Count && !(_arcs[arcs[_next[at]]].Left > 1e-9
                && _level[_arcs[arcs[_next[at]]].To] == _level[at] + 1))
            {
                _next[at]++;
            }

            if (_next[at] < arcs.Count)
            {
                path.Add(arcs[_next[at]]);
                at = _arcs[path[^1]].To;
            }
            else if (path.Count == 0)
            {
                return 0;
            }
            else
            {
                at = _arcs[path[^1] ^ 1].To;
                path.RemoveAt(path.Count - 1);
                _next[at]++;
            }
        }

        var sent = path.Min(arc => _arcs[arc].Left);
        foreach (var arc in path)
        {
            _arcs[arc] = _arcs[arc] with { Left = _arcs[arc].Left - sent };
            _arcs[arc ^ 1] = _arcs[arc ^ 1] with { Left = _arcs[arc ^ 1].Left + sent };
        }

        return sent;
    }
}
