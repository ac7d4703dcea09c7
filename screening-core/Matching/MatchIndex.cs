using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>The compiled form of all listed parties: names, tokens, identifiers. Immutable.</summary>
public sealed class MatchIndex
{
    private readonly ImmutableArray<ListedParty> _parties;

    private MatchIndex(ImmutableArray<ListedParty> parties) => _parties = parties;

    /// <summary>Number of parties.</summary>
    public int PartyCount => _parties.Length;

    /// <summary>Compiles the parties.</summary>
    public static MatchIndex Build(IEnumerable<ListedParty> parties) => new([.. parties.OrderBy(party => party.Entry)]);

    /// <summary>The party at a position, 0 to <see cref="PartyCount"/> − 1, in the order of entries.</summary>
    public ListedParty PartyAt(int position) => _parties[position];
}
