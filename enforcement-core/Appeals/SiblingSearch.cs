using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;

namespace Compliance.EnforcementCore.Appeals;

/// <summary>Other actions that rest on what an appeal found wanting: they are looked at again, and none is ended unasked.</summary>
public static class SiblingSearch
{
    /// <summary>The ids of the actions that rest on the same ground and row as one, and hold or will hold, in order of id.</summary>
    /// <param name="contested">The action.</param>
    /// <param name="candidates">Actions of any subject, in any order.</param>
    /// <param name="at">The moment.</param>
    public static ImmutableArray<string> Of(EnforcementAction contested, IEnumerable<ActionState> candidates, DateTimeOffset at)
    {
        var rows = RowsOf(contested).ToHashSet();
        return [.. candidates.Where(state => state.Id != contested.Id && state.DecidedAt is not null && !(state.EndsAt <= at)
            && RowsOf(state.Action!).Any(rows.Contains)).Select(state => state.Id).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The grounds of an action, each with its row.</summary>
    public static IEnumerable<(string Code, string Row)> RowsOf(EnforcementAction action)
        => action.Grounds.Select(ground => (ground.Code, ground.Row)).Distinct();
}
