using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>An account used an artefact. Nothing else goes in.</summary>
/// <param name="Account">The account's number.</param>
/// <param name="Artefact">The artefact's number.</param>
/// <param name="FirstDay">First day of use, days since 2000-01-01.</param>
/// <param name="LastDay">Last day of use.</param>
public readonly record struct NetworkFact(int Account, int Artefact, int FirstDay, int LastDay);

/// <summary>
/// All facts, by account and by artefact. Made of a set: the order in which facts come and how often does not show. Accounts and artefacts
/// are numbered by whoever loads them, in the order of their keys; artefacts of one type stand together.
/// </summary>
public sealed class NetworkFacts
{
    /// <summary>An account of which nobody knows when it signed up.</summary>
    public const int UnknownHour = -1;

    private readonly int[] _rows;
    private readonly int[] _artefacts;
    private readonly ushort[] _first;
    private readonly ushort[] _last;
    private readonly int[] _columns;
    private readonly int[] _members;
    private readonly byte[] _types;
    private readonly int[] _signUps;

    /// <summary>Gathers facts.</summary>
    /// <param name="types">The type of each artefact; never decreasing.</param>
    /// <param name="signUpHours">The hour of sign-up of each account since 2000-01-01, or <see cref="UnknownHour"/>.</param>
    /// <param name="facts">The facts, in any order, repeated or not.</param>
    /// <exception cref="ArgumentException">The types are not in order, or a fact names what there is not.</exception>
    public NetworkFacts(ReadOnlySpan<ArtefactType> types, ReadOnlySpan<int> signUpHours, ReadOnlySpan<NetworkFact> facts)
    {
        for (var i = 1; i < types.Length; i++)
        {
            if (types[i] < types[i - 1])
            {
                throw new ArgumentException("Artefacts of one type stand together, in the order of types.", nameof(types));
            }
        }

        (_types, _signUps) = (new byte[types.Length], signUpHours.ToArray());
        for (var i = 0; i < types.Length; i++)
        {
            _types[i] = (byte)types[i];
        }

        _rows = new int[_signUps.Length + 1];
        foreach (var fact in facts)
        {
            if ((uint)fact.Account >= (uint)_signUps.Length || (uint)fact.Artefact >= (uint)_types.Length)
            {
                throw new ArgumentException("A fact names an account or artefact that there is not.", nameof(facts));
            }

            _rows[fact.Account + 1]++;
        }

        for (var a = 0; a < _signUps.Length; a++)
        {
            _rows[a + 1] += _rows[a];
        }

        var packed = new ulong[facts.Length];
        var next = _rows.AsSpan(0, _signUps.Length).ToArray();
        foreach (var fact in facts)
        {
            packed[next[fact.Account]++] = ((ulong)fact.Artefact << 32) | ((ulong)Day(fact.FirstDay) << 16) | Day(fact.LastDay);
        }

        (_artefacts, _first, _last) = (new int[facts.Length], new ushort[facts.Length], new ushort[facts.Length]);
        Count = MakeSets(packed);
        (_columns, _members) = ByArtefact();
    }

    /// <summary>How many accounts.</summary>
    public int Accounts => _signUps.Length;

    /// <summary>How many artefacts.</summary>
    public int Artefacts => _types.Length;

    /// <summary>How many different facts.</summary>
    public int Count { get; }

    /// <summary>The type of an artefact.</summary>
    public ArtefactType TypeOf(int artefact) => (ArtefactType)_types[artefact];

    /// <summary>The hour of sign-up of an account.</summary>
    public int SignUpHour(int account) => _signUps[account];

    /// <summary>The artefacts of an account, in order.</summary>
    public ReadOnlySpan<int> Of(int account) => _artefacts.AsSpan(_rows[account], _rows[account + 1] - _rows[account]);

    /// <summary>The accounts of an artefact, in order.</summary>
    public ReadOnlySpan<int> MembersOf(int artefact) => _members.AsSpan(_columns[artefact], DegreeOf(artefact));

    /// <summary>How many accounts an artefact has.</summary>
    public int DegreeOf(int artefact) => _columns[artefact + 1] - _columns[artefact];

    /// <summary>First and last day on which an account used the artefact at a place of its row.</summary>
    public (int First, int Last) DaysOf(int account, int place) => (_first[_rows[account] + place], _last[_rows[account] + place]);

    /// <summary>True where so many accounts have an artefact that it links nobody.</summary>
    public bool IsHub(int artefact) => ArtefactUse.Of(TypeOf(artefact)) is { IsContext: false, Cap: var cap } && DegreeOf(artefact) > cap;

    /// <summary>Days between the uses of two accounts, by place in their rows; 0 where they overlap.</summary>
    internal int GapDays(int account, int place, int other, int otherPlace)
    {
        var (one, two) = (_rows[account] + place, _rows[other] + otherPlace);
        return Math.Max(0, Math.Max(_first[two] - _last[one], _first[one] - _last[two]));
    }

    /// <summary>The facts of some accounts alone, both numbered anew in their order, and the artefacts' numbers here.</summary>
    internal (NetworkFacts Facts, int[] Artefacts) Part(ImmutableArray<int> accounts, IReadOnlySet<int> without)
    {
        var used = new SortedSet<int>();
        foreach (var account in accounts)
        {
            foreach (var artefact in Of(account))
            {
                used.Add(artefact);
            }
        }

        used.ExceptWith(without);
        var artefacts = used.ToArray();
        var facts = new List<NetworkFact>();
        for (var i = 0; i < accounts.Length; i++)
        {
            for (var at = _rows[accounts[i]]; at < _rows[accounts[i] + 1]; at++)
            {
                if (Array.BinarySearch(artefacts, _artefacts[at]) is >= 0 and var place)
                {
                    facts.Add(new NetworkFact(i, place, _first[at], _last[at]));
                }
            }
        }

        return (new NetworkFacts(Array.ConvertAll(artefacts, TypeOf), [.. accounts.Select(SignUpHour)], [.. facts]), artefacts);
    }

    private static ushort Day(int day) => (ushort)Math.Clamp(day, 0, ushort.MaxValue);

    /// <summary>Sorts each row, and joins what stands twice: first and last of both.</summary>
    private int MakeSets(ulong[] packed)
    {
        var (to, from) = (0, 0);
        for (var account = 0; account < _signUps.Length; account++)
        {
            var end = _rows[account + 1];
            packed.AsSpan(from, end - from).Sort();
            _rows[account] = to;
            for (; from < end; from++)
            {
                var (artefact, first, last) = ((int)(packed[from] >> 32), (ushort)((packed[from] >> 16) & ushort.MaxValue),
                    (ushort)(packed[from] & ushort.MaxValue));
                if (to > _rows[account] && _artefacts[to - 1] == artefact)
                {
                    (_first[to - 1], _last[to - 1]) = (Math.Min(_first[to - 1], first), Math.Max(_last[to - 1], last));
                    continue;
                }

                (_artefacts[to], _first[to], _last[to]) = (artefact, first, last);
                to++;
            }
        }

        _rows[^1] = to;
        return to;
    }

    private (int[] Columns, int[] Members) ByArtefact()
    {
        var columns = new int[_types.Length + 1];
        for (var at = 0; at < Count; at++)
        {
            columns[_artefacts[at] + 1]++;
        }

        for (var artefact = 0; artefact < _types.Length; artefact++)
        {
            columns[artefact + 1] += columns[artefact];
        }

        var (members, next) = (new int[Count], columns.AsSpan(0, _types.Length).ToArray());
        for (var account = 0; account < _signUps.Length; account++)
        {
            foreach (var artefact in Of(account))
            {
                members[next[artefact]++] = account;
            }
        }

        return (columns, members);
    }
}
