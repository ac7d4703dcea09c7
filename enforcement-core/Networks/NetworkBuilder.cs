using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>Facts under the names that accounts and values have outside, gathered in any order.</summary>
public sealed class NetworkBuilder
{
    private readonly SortedDictionary<string, int> _accounts = new(StringComparer.Ordinal);
    private readonly SortedSet<(ArtefactType Type, string Value)> _artefacts = new(Comparer<(ArtefactType Type, string Value)>.Create(
        (x, y) => x.Type == y.Type ? string.CompareOrdinal(x.Value, y.Value) : x.Type.CompareTo(y.Type)));

    private readonly List<(string Account, ArtefactType Type, string Value, int First, int Last)> _facts = [];

    /// <summary>An account used something.</summary>
    /// <param name="account">The account.</param>
    /// <param name="type">What it used.</param>
    /// <param name="value">The value, as a keyed fingerprint.</param>
    /// <param name="firstDay">First day, since 2000-01-01.</param>
    /// <param name="lastDay">Last day.</param>
    public void Add(string account, ArtefactType type, string value, int firstDay, int lastDay)
    {
        _accounts.TryAdd(account, NetworkFacts.UnknownHour);
        _artefacts.Add((type, value));
        _facts.Add((account, type, value, firstDay, lastDay));
    }

    /// <summary>An account was opened; of several moments the first counts.</summary>
    /// <param name="account">The account.</param>
    /// <param name="hour">Hours since 2000-01-01.</param>
    public void SignUp(string account, int hour)
        => _accounts[account] = _accounts.TryGetValue(account, out var known) && known != NetworkFacts.UnknownHour ? Math.Min(known, hour)
            : hour;

    /// <summary>The facts, numbered in the order of their names.</summary>
    public NamedNetwork Build()
    {
        var accounts = _accounts.Keys.ToImmutableArray();
        var artefacts = _artefacts.ToImmutableArray();
        var (ofAccount, ofArtefact) = (Numbers(accounts), Numbers(artefacts));
        var facts = _facts.Select(fact => new NetworkFact(ofAccount[fact.Account], ofArtefact[(fact.Type, fact.Value)], fact.First,
            fact.Last)).ToArray();
        return new NamedNetwork(new NetworkFacts([.. artefacts.Select(one => one.Type)], [.. _accounts.Values], facts), accounts,
            [.. artefacts.Select(one => one.Value)]);
    }

    private static Dictionary<T, int> Numbers<T>(ImmutableArray<T> items)
        where T : notnull
        => items.Select((item, place) => (item, place)).ToDictionary(one => one.item, one => one.place);
}

/// <summary>Facts with the names of what they are about.</summary>
/// <param name="Facts">The facts.</param>
/// <param name="Accounts">The name of each account.</param>
/// <param name="Values">The value of each artefact.</param>
public sealed record NamedNetwork(NetworkFacts Facts, ImmutableArray<string> Accounts, ImmutableArray<string> Values)
{
    private const int Shown = 4;

    /// <summary>The number of an account; -1 where there is none of that name.</summary>
    public int Find(string account) => Accounts.BinarySearch(account, StringComparer.Ordinal) is >= 0 and var place ? place : -1;

    /// <summary>What an artefact is called: its type and its last characters.</summary>
    public string LabelOf(int artefact)
        => $"{ArtefactUse.Of(Facts.TypeOf(artefact)).Name} …{Values[artefact][Math.Max(0, Values[artefact].Length - Shown)..]}";
}
