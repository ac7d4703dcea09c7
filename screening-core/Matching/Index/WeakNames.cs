using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Which parties have a name that its publisher calls weak: looked up in their facts when it is first asked for. Safe for
/// concurrent use.</summary>
internal sealed class WeakNames(StoredItems<PartyFacts> facts)
{
    private const byte None = 1;
    private const byte Some = 2;

    private readonly StoredItems<PartyFacts> _facts = facts;
    private readonly byte[] _known = new byte[facts.Length];

    /// <summary>True where the party at a position has one.</summary>
    public bool AnyOf(int position)
    {
        // Two threads may look at once; both write the same.
        var known = Volatile.Read(ref _known[position]);
        if (known == 0)
        {
            known = _facts[position].Names.Any(name => name.Strength == AliasStrength.Weak) ? Some : None;
            Volatile.Write(ref _known[position], known);
        }

        return known == Some;
    }
}
