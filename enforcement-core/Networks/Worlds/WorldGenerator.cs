using System.Runtime.InteropServices;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Networks.Worlds;

/// <summary>Makes an invented platform with operations among ordinary people. The same parameters, size and seed make the same
/// world.</summary>
public sealed partial class WorldGenerator
{
    /// <summary>The first day of the world, days since 2000-01-01.</summary>
    public const int FirstDay = 9000;

    /// <summary>Days that the world lasts.</summary>
    public const int Days = 730;

    private const int TypeShift = 27;
    private const int SharedAddresses = 200;
    private const int CampusAddresses = 40;
    private const int OperationShare = 25; // One account in 25 is an operation's.
    private const int LargestOperation = 20_000;

    private readonly WorldParameters _world;
    private readonly SplitMix _bits;
    private readonly int _size;
    private readonly int[] _next = new int[16];
    private readonly List<NetworkFact> _facts;
    private readonly List<int> _hours;
    private readonly List<int> _actors;
    private readonly List<WorldKind> _kinds;
    private int _actor;

    private WorldGenerator(WorldParameters world, int size, ulong seed)
    {
        (_world, _size, _bits) = (world, size, new SplitMix(seed));
        (_facts, _hours, _actors, _kinds) = (new(size * 5), new(size), new(size), new(size));
        _next[(int)ArtefactType.SharedIp] = SharedAddresses;
        _next[(int)ArtefactType.Ip] = CampusAddresses + Hosts;
        _next[(int)ArtefactType.Template] = Templates;
    }

    private int Hosts => Math.Max(4, _size / 2000);

    private int Templates => Math.Max(4, _size / 500);

    /// <summary>Makes a world.</summary>
    /// <param name="world">How operations behave.</param>
    /// <param name="accounts">How many accounts; 100 at least.</param>
    /// <param name="seed">Which world.</param>
    public static (NetworkFacts Facts, WorldTruth Truth) Make(WorldParameters world, int accounts, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(accounts, 100);
        ArgumentNullException.ThrowIfNull(world);
        return new WorldGenerator(world, accounts, seed).Run();
    }

    private (NetworkFacts Facts, WorldTruth Truth) Run()
    {
        var operations = _size / OperationShare;
        while (_hours.Count < _size - operations)
        {
            Draw(_size - operations);
        }

        var largest = Math.Min(LargestOperation, operations / 2);
        Operate(largest);
        while (_hours.Count < _size)
        {
            var size = (int)Math.Exp(Uniform() * Math.Log(200)) * 3;
            Operate(Math.Min(Math.Clamp(size, 3, 600), _size - _hours.Count));
        }

        return (Facts(), new WorldTruth(_actors, _kinds));
    }

    private NetworkFacts Facts()
    {
        var offsets = new int[_next.Length + 1];
        for (var type = 0; type < _next.Length; type++)
        {
            offsets[type + 1] = offsets[type] + _next[type];
        }

        var types = new ArtefactType[offsets[^1]];
        for (var type = 0; type < _next.Length; type++)
        {
            Array.Fill(types, (ArtefactType)type, offsets[type], _next[type]);
        }

        foreach (ref var fact in CollectionsMarshal.AsSpan(_facts))
        {
            fact = fact with { Artefact = offsets[fact.Artefact >> TypeShift] + (fact.Artefact & ((1 << TypeShift) - 1)) };
        }

        return new NetworkFacts(types, CollectionsMarshal.AsSpan(_hours), CollectionsMarshal.AsSpan(_facts));
    }

    private int Account(int actor, WorldKind kind, int hour)
    {
        _hours.Add(Math.Clamp(hour, FirstDay * 24, ((FirstDay + Days) * 24) - 1));
        _actors.Add(actor);
        _kinds.Add(kind);
        return _hours.Count - 1;
    }

    private int New(ArtefactType type) => _next[(int)type]++;

    private void Use(int account, ArtefactType type, int artefact, int first, int last)
        => _facts.Add(new NetworkFact(account, ((int)type << TypeShift) | artefact, first, Math.Max(first, last)));

    private int AnyHour() => (FirstDay * 24) + _bits.Below(Days * 24);

    private int Between(WholeRange range) => range.Low + _bits.Below(range.High - range.Low + 1);

    private bool Percent(double percent) => Uniform() * 100 < percent;

    private double Uniform() => (_bits.Next() >> 11) * (1.0 / (1UL << 53));

    private int DayOf(int account) => _hours[account] / 24;

    private int EndOf(int account) => Math.Min(FirstDay + Days, DayOf(account) + 30 + _bits.Below(370));
}
