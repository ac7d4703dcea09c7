using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>A limit that a new state breaks.</summary>
/// <param name="Guard">Which: <c>empty</c>, <c>count</c>, <c>fill-rate</c>, <c>shrink</c>, <c>programme-shrink</c>, <c>changed</c>,
/// <c>quarantined</c>, <c>future</c>, <c>older</c>.</param>
/// <param name="Message">The value, the limit, and what it suggests.</param>
public sealed record GuardBreach(string Guard, string Message);

/// <summary>What a state measures against one of its limits.</summary>
/// <param name="Guard">Which guard: <c>count</c>, <c>fill-rate</c> or <c>quarantined</c>.</param>
/// <param name="Of">What is measured: a kind of party, a fact, or rows.</param>
/// <param name="Value">The count, or the share from 0 to 1.</param>
/// <param name="Min">Smallest value allowed; null where there is no such limit.</param>
/// <param name="Max">Largest value allowed; null where there is no such limit.</param>
public sealed record GuardReading(string Guard, string Of, double Value, double? Min, double? Max);

/// <summary>Refuses a truncated, broken or suspicious state of a list before it becomes active. Pure: the caller keeps the last good state
/// and raises the alarm.</summary>
public static class SnapshotGuards
{
    private static readonly ImmutableDictionary<string, Func<ListedParty, bool>> Filled = new Dictionary<string, Func<ListedParty,
        bool>>(StringComparer.Ordinal)
    {
        ["birthDate"] = party => !party.BirthDates.IsEmpty,
        ["nationality"] = party => !party.Nationalities.IsEmpty || !party.Citizenships.IsEmpty,
        ["programme"] = party => !party.Designations.IsEmpty,
        ["identifier"] = party => !party.Identifiers.IsEmpty,
        ["address"] = party => !party.Addresses.IsEmpty,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The facts that a <see cref="FillLimit"/> may name.</summary>
    public static ImmutableArray<string> Fields { get; } = [.. Filled.Keys.Order(StringComparer.Ordinal)];

    /// <summary>All limits that the state breaks; empty where it may become active.</summary>
    /// <param name="next">The new state.</param>
    /// <param name="previous">The last good state; null for the first.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="ArgumentException">The two states are of different lists, or a fill limit names an unknown fact.</exception>
    public static ImmutableArray<GuardBreach> Check(WatchlistSnapshot next, WatchlistSnapshot? previous, SnapshotLimits limits) =>
        Check(next, previous, previous is null || previous.Version.Code != next.Version.Code ? null
        : WatchlistDelta.Between(previous, next), limits);

    /// <summary>As the other overload, with the delta between the two states where it is known already: it is most of the work.</summary>
    /// <param name="next">The new state.</param>
    /// <param name="previous">The last good state; null for the first.</param>
    /// <param name="delta">The delta from the last good state to the new one; null for the first.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="ArgumentException">The two states are of different lists, or a fill limit names an unknown fact.</exception>
    public static ImmutableArray<GuardBreach> Check(WatchlistSnapshot next, WatchlistSnapshot? previous, WatchlistDelta? delta,
        SnapshotLimits limits)
    {
        if (previous is not null && previous.Version.Code != next.Version.Code)
        {
            throw new ArgumentException($"{previous.Version.Code} is not the same list as {next.Version.Code}.", nameof(previous));
        }

        return [.. Counts(next, limits), .. FillRates(next, limits), .. Rows(next, limits), .. Dates(next, previous, limits),
            .. Changes(next, previous, delta, limits)];
    }

    /// <summary>What the state measures against the limits that need no earlier state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="ArgumentException">A fill limit names an unknown fact.</exception>
    public static ImmutableArray<GuardReading> Measure(WatchlistSnapshot state, SnapshotLimits limits)
    {
        var individuals = state.Parties.Where(party => party.Kind == PartyKind.Individual).ToArray();
        return
        [
            .. limits.Counts.Select(limit =>
                new GuardReading("count", limit.Kind.ToString(), state.Parties.Count(party => party.Kind == limit.Kind), limit.Min,
                limit.Max)),
            .. limits.FillRates.Select(limit =>
                new GuardReading("fill-rate", limit.Field, FillRate(individuals, limit, nameof(limits)), limit.MinShare, null)),
            new GuardReading("quarantined", "rows", QuarantinedShare(state), null, limits.MaxQuarantined),
        ];
    }

    private static double FillRate(ListedParty[] individuals, FillLimit limit, string argument)
    {
        var filled = Filled.TryGetValue(limit.Field, out var rule)
            ? rule
            : throw new ArgumentException($"'{limit.Field}' is no fact that can be guarded; use one of {string.Join(", ", Fields)}.",
                argument);
        return individuals.Length == 0 ? 1.0 : (double)individuals.Count(filled) / individuals.Length;
    }

    private static double QuarantinedShare(WatchlistSnapshot state)
    {
        var rows = state.Parties.Length + state.Version.QuarantinedCount;
        return rows == 0 ? 0 : (double)state.Version.QuarantinedCount / rows;
    }

    private static IEnumerable<GuardBreach> Counts(WatchlistSnapshot next, SnapshotLimits limits)
    {
        if (next.Parties.IsEmpty)
        {
            yield return new GuardBreach("empty", "the list holds no party");
        }

        foreach (var limit in limits.Counts)
        {
            var count = next.Parties.Count(party => party.Kind == limit.Kind);
            if (count < limit.Min || count > limit.Max)
            {
                yield return new GuardBreach("count",
                    $"{count} parties of kind {limit.Kind}; a complete list has {limit.Min} to {limit.Max}");
            }
        }
    }

    private static IEnumerable<GuardBreach> FillRates(WatchlistSnapshot next, SnapshotLimits limits)
    {
        var individuals = next.Parties.Where(party => party.Kind == PartyKind.Individual).ToArray();
        foreach (var limit in limits.FillRates)
        {
            var share = FillRate(individuals, limit, nameof(limits));
            if (share < limit.MinShare)
            {
                yield return new GuardBreach("fill-rate",
                    $"{Percent(share)} of the individuals state {limit.Field}; at least {Percent(limit.MinShare)} do in a complete list");
            }
        }
    }

    private static IEnumerable<GuardBreach> Rows(WatchlistSnapshot next, SnapshotLimits limits)
    {
        var share = QuarantinedShare(next);
        if (share > limits.MaxQuarantined)
        {
            var rows = next.Parties.Length + next.Version.QuarantinedCount;
            yield return new GuardBreach("quarantined",
                $"{next.Version.QuarantinedCount} rows of {rows} ({Percent(share)}) could not be read; at most "
                    + $"{Percent(limits.MaxQuarantined)} may");
        }
    }

    private static IEnumerable<GuardBreach> Dates(WatchlistSnapshot next, WatchlistSnapshot? previous, SnapshotLimits limits)
    {
        if (next.Version.PublishedAt is not { } published)
        {
            yield break;
        }

        if (published > next.Version.RetrievedAt + limits.MaxFuture)
        {
            yield return new GuardBreach("future",
                $"published {Day(published)}, after it was retrieved on {Day(next.Version.RetrievedAt)}");
        }

        if (previous?.Version.PublishedAt is { } before && published < before)
        {
            yield return new GuardBreach("older", $"published {Day(published)}, before the last good state of {Day(before)}");
        }
    }

    private static IEnumerable<GuardBreach> Changes(WatchlistSnapshot next, WatchlistSnapshot? previous, WatchlistDelta? delta,
        SnapshotLimits limits)
    {
        if (previous is null || delta is null || previous.Parties.IsEmpty)
        {
            yield break;
        }

        var lost = (double)delta.Delisted.Length / previous.Parties.Length;
        if (lost > limits.MaxShrink)
        {
            yield return new GuardBreach("shrink",
                $"{delta.Delisted.Length} of {previous.Parties.Length} parties ({Percent(lost)}) are gone; at most "
                    + $"{Percent(limits.MaxShrink)} may go at once");
        }

        var common = previous.Parties.Length - delta.Delisted.Length;
        var changed = common == 0 ? 0 : (double)delta.Amended.Length / common;
        if (common >= limits.MinProgrammeSize && changed > limits.MaxChanged)
        {
            yield return new GuardBreach("changed",
                $"{delta.Amended.Length} of {common} parties ({Percent(changed)}) changed at once; at most "
                    + $"{Percent(limits.MaxChanged)} do unless the form itself changed");
        }

        // A party that stays under another programme is no loss; a programme that ends by law takes its own parties with it and is a small
        // part of the list.
        var gone = CountByProgramme(delta.Delisted);
        foreach (var (programme, count) in CountByProgramme(previous.Parties).Where(pair => pair.Value >= limits.MinProgrammeSize)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var missing = gone.GetValueOrDefault(programme);
            if ((double)missing / count > limits.MaxShrink && (double)missing / previous.Parties.Length > limits.MinProgrammeShare)
            {
                yield return new GuardBreach(
                    "programme-shrink",
                        $"{missing} of the {count} parties of the programme {programme} are gone; at most "
                            + $"{Percent(limits.MaxShrink)} may go at once, or {Percent(limits.MinProgrammeShare)} of the list");
            }
        }
    }

    private static Dictionary<string, int> CountByProgramme(ImmutableArray<ListedParty> parties) => parties
        .SelectMany(party => party.Designations.Select(designation => designation.Programme).Distinct(StringComparer.Ordinal))
        .GroupBy(programme => programme, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Day(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
