using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary>A member as the page of its operation shows it.</summary>
public sealed record OperationLine(SubjectRef Account, string Name, string Tier, double Probability, string? With, bool Confirmed,
    int Rung, DateTimeOffset? SignUp, long Requests)
{
    /// <summary>What the accounts are called that officers merged with it.</summary>
    public IReadOnlyList<string> MergedWith { get; init; } = [];
}

/// <summary>An account that came after an action, and through what it is linked to those that the action met.</summary>
public sealed record ComeBack(string Name, string Key, DateTimeOffset? SignUp, string Through);

/// <summary>Everything that the page of an operation shows.</summary>
public sealed record OperationPage(NetworkGenerationRow About, string Cluster, string? Asked, IReadOnlyList<OperationLine> Members,
    int More, ClusterAnswer Evidence, NetworkGraph Graph, long Requests, long Tokens, long Payments, int EndUsers, double Median,
    IReadOnlyList<OperationRow> Operations, IReadOnlyList<ComeBack> Back, IReadOnlyList<(DateTimeOffset Day, int Count)> SignUps,
    ExplanationAnswer? Explained, string? From, string? To);

/// <summary>Reads the page of an operation: a cluster of the run in force, or the one that an account is in.</summary>
internal sealed class OperationPageReader(NetworkGenerations generations, OperationService operations, CounterStore counters,
    StandingService standings, EnforcementIndex index, NetworkMerges merges, TimeProvider time)
{
    private const int MostCounted = 200;

    /// <summary>The page; null where the run knows neither a cluster nor an account of this key, or the account is alone.</summary>
    /// <param name="key">The key of a cluster or an account.</param>
    /// <param name="day">The day to draw; null for the last.</param>
    /// <param name="from">The key of a member to explain; null for none.</param>
    /// <param name="to">The key of another.</param>
    /// <param name="officer">Who looks.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<OperationPage?> FindAsync(string key, int? day, string? from, string? to, Officer officer,
        CancellationToken cancellation)
    {
        if (await generations.FindAsync(cancellation) is not { } current || current.FindKey(key) is not { } about
            || current.MembersOf(current.Run.Clusters[about]) is not { Count: > 1 } members)
        {
            return null;
        }

        var (cluster, full) = (current.Run.Clusters[about], officer.View == PersonalDataView.Full);
        string Name(int account) => full ? current.Network.Accounts[account] : current.AccountOf(account).Key[..12];
        var asked = current.IdOf(cluster) == key ? -1 : about;
        var evidence = NetworkReader.ClusterOf(current, cluster, about);
        var now = time.GetUtcNow();
        var (strongest, lines) = (NetworkReader.StrongestOf(current, cluster), new List<OperationLine>());
        var (requests, tokens, payments, users) = (0L, 0L, 0L, 0);
        foreach (var member in members.Take(MostCounted))
        {
            var account = current.AccountOf(member);
            var counted = (await counters.ReadAsync(account, cancellation)).All;
            var used = counted.Sum("usage.requests", "30d", now);
            var pair = strongest.GetValueOrDefault(member);
            (requests, tokens) = (requests + used,
                tokens + counted.Sum("usage.input_tokens", "30d", now) + counted.Sum("usage.output_tokens", "30d", now));
            payments += counted.Sum("payment.captured", "30d", now) + counted.Sum("payment.authorized", "30d", now);
            users += await index.EndUsersAsync(account, cancellation);
            var standing = await standings.FindAsync([account], now, cancellation);
            lines.Add(new OperationLine(account, Name(member), WireNames.Of(pair?.Tier ?? PairTier.None), pair?.Probability ?? 0,
                pair is null ? null : Name(pair.With), pair is { Confirmed: true }, (int)standing.Standing.Rung, SignUpOf(current, member),
                used)
            {
                MergedWith = [.. (await merges.SameAsync(account, cancellation)).Select(other => full ? other.Id : other.Key[..12])],
            });
        }

        var all = await operations.AllAsync(null, cancellation);
        var inside = members.Select(member => current.Network.Accounts[member]).ToHashSet(StringComparer.Ordinal);
        var mine = all.Where(one => one.Cluster == current.IdOf(cluster) || one.Met.Any(inside.Contains)).ToList();
        var (one, other) = (from is null ? null : current.FindKey(from), to is null ? null : current.FindKey(to));
        return new OperationPage(current.About, current.IdOf(cluster), asked < 0 ? null : Name(asked), lines, members.Count - lines.Count,
            evidence, NetworkGraph.Of(current, members, asked, day, Name), requests, tokens, payments, users,
            current.EdgesOf(cluster).Select(edge => edge.Probability).Order().ElementAt(current.EdgesOf(cluster).Count() / 2), mine,
            ComeBacks(current, members, mine, Name),
            [.. members.Select(member => SignUpOf(current, member)).OfType<DateTimeOffset>().GroupBy(at => at.Date)
                .OrderBy(group => group.Key).Select(group => (new DateTimeOffset(group.Key, TimeSpan.Zero), group.Count()))],
            one is { } a && other is { } b ? NetworkReader.Explain(current, a, b, Name,
                await merges.PairsAsync(current, cancellation)) : null, from, to);
    }

    /// <summary>Members that no action on the operation named: they came after it.</summary>
    private static List<ComeBack> ComeBacks(CurrentNetwork current, IReadOnlyList<int> members, List<OperationRow> operations,
        Func<int, string> nameOf)
    {
        if (operations.Where(one => one.Status == OperationStatus.Done).ToList() is not { Count: > 0 } done)
        {
            return [];
        }

        var met = done.SelectMany(one => one.Met).ToHashSet(StringComparer.Ordinal);
        var known = met.Concat(done.SelectMany(one => one.LeftOut.Keys)).ToHashSet(StringComparer.Ordinal);
        var numbers = members.Where(member => met.Contains(current.Network.Accounts[member])).ToHashSet();
        return [.. members.Where(member => !known.Contains(current.Network.Accounts[member])).Select(member =>
        {
            var edges = current.EdgesOf(current.Run.Clusters[member])
                .Where(edge => edge.Pair.A == member || edge.Pair.B == member).ToList();
            var link = edges.Where(edge => numbers.Contains(edge.Pair.A) || numbers.Contains(edge.Pair.B)).DefaultIfEmpty(edges[0])
                .MaxBy(edge => (edge.Kind != EdgeKind.Accumulated, edge.Probability));
            return new ComeBack(nameOf(member), current.AccountOf(member).Key, SignUpOf(current, member),
                NetworkTexts.Of(current.Run, link, nameOf, current.Network.LabelOf));
        })];
    }

    private static DateTimeOffset? SignUpOf(CurrentNetwork current, int account)
        => current.Network.Facts.SignUpHour(account) is >= 0 and var hour ? EventFacts.Epoch.AddHours(hour) : null;
}
