using System.Collections.Immutable;

namespace Compliance.Cli.Evaluation;

/// <summary>Where a query's party was found.</summary>
/// <param name="Case">The query.</param>
/// <param name="Rank">Its rank from 1 among what was found; null where it was not found.</param>
/// <param name="Score">Its score; null where it was not found.</param>
/// <param name="Best">What stands at rank 1; null where nothing was found.</param>
internal sealed record QueryResult(QueryCase Case, int? Rank, double? Score, FoundParty? Best);

/// <summary>Asks for parties that are known to be listed and looks at which rank they come.</summary>
internal static class QueryEvaluation
{
    // Far below any rank an officer would read; it only bounds the work.
    private const int DeepestRank = 200;

    // The queries are screened again, round after round, until one of these is reached.
    private const int TimedRounds = 25;
    private const int TimedCalls = 5_000;
    private const double TimedSeconds = 20;

    /// <summary>Ranks the party of every query.</summary>
    public static ImmutableArray<QueryResult> Run(IPartySearch search, IReadOnlyList<QueryCase> cases, Action onCase,
        CancellationToken cancellation)
    {
        var results = ImmutableArray.CreateBuilder<QueryResult>(cases.Count);
        foreach (var one in cases)
        {
            cancellation.ThrowIfCancellationRequested();
            var expected = FoldedName.Of(one.Expected);
            var found = search.Rank(one.Subject, DeepestRank);
            var at = Enumerable.Range(0, found.Count)
                .FirstOrDefault(i => found[i].Party.Names.Any(name => FoldedName.Of(name.Text) == expected), -1);
            results.Add(new QueryResult(one, at < 0 ? null : at + 1, at < 0 ? null : found[at].Score, found.Count == 0 ? null : found[0]));
            onCase();
        }

        return results.MoveToImmutable();
    }

    /// <summary>Times whole screenings, warm, on one thread.</summary>
    public static LatencySample Time(IPartySearch search, IReadOnlyList<QueryCase> cases, CancellationToken cancellation)
    {
        var sample = new LatencySample();
        foreach (var one in Enumerable.Repeat(cases, TimedRounds).SelectMany(round => round).Take(TimedCalls)
            .TakeWhile(_ => sample.TotalSeconds < TimedSeconds))
        {
            cancellation.ThrowIfCancellationRequested();
            sample.Time(() => search.Alerts(one.Subject));
        }

        return sample;
    }
}

/// <summary>The summary of <c>evaluate queries</c>; property names are the contract of its JSON.</summary>
internal sealed record QuerySummary
{
    public required int Queries { get; init; }

    /// <summary>Queries whose party stands at rank 1.</summary>
    public required int FoundTop1 { get; init; }

    /// <summary>Queries whose party stands within the first ranks (5 unless <c>--top</c> says otherwise).</summary>
    public required int FoundTop5 { get; init; }

    /// <summary>Queries whose party reaches the threshold, at whatever rank.</summary>
    public required int FoundAboveThreshold { get; init; }

    public required int Parties { get; init; }

    public required int Names { get; init; }

    public required LatencyMicros LatencyMicros { get; init; }

    public required double ScreensPerSecond { get; init; }

    public required double IndexBuildMs { get; init; }

    /// <summary>Time to load the compiled index from a file; null while the engine has no compiled form.</summary>
    public required double? IndexLoadMs { get; init; }

    public required double PeakMemoryMb { get; init; }

    public required double ResidentMemoryMb { get; init; }
}
