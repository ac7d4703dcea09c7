using System.Text.Json;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Networks;

/// <summary>Answers about the run in force. It never acts.</summary>
internal sealed class NetworkReader(NetworkGenerations generations, RulingService rulings, NetworkMerges merges, IRecordStore records)
{
    private const int MostMembers = 200;
    private const int MostShared = 30;
    private const int MostLikenesses = 50;
    private const int MostChanges = 100;

    /// <summary>What the networks say of an account; null where they know nothing of it.</summary>
    public async Task<NetworkAnswer?> FindAsync(SubjectRef account, SubjectRef? with, CancellationToken cancellation)
    {
        if (await generations.FindAsync(cancellation) is not { } current || current.Find(account) is not (>= 0 and var number))
        {
            return null;
        }

        var cluster = current.Run.Clusters[number];
        var members = current.MembersOf(cluster);
        var answer = members.Count > 1 ? ClusterOf(current, cluster, number) : null;
        var said = await rulings.OfAsync(account, members.Count <= MostMembers ? members.Where(member => member != number)
            .Select(current.AccountOf) : [], cancellation);
        return new NetworkAnswer(account.ToString(), Of(current.About), answer?.Members[0].Tier ?? WireNames.Of(PairTier.None), answer,
            [.. current.Run.Leads.Where(pair => pair.A == number || pair.B == number).Take(MostLikenesses)
                .Select(pair => current.AccountOf(pair.A == number ? pair.B : pair.A).ToString())],
            [.. said.Select(one => RulingAnswer.Of(one.Other, one.Given, one.Awaited))],
            with is { } other ? Explain(current, number, current.Find(other), Naming(current),
                await merges.PairsAsync(current, cancellation)) : null,
            [.. (await merges.SameAsync(account, cancellation)).Select(one => one.ToString())]);
    }

    /// <summary>What links two accounts; null where one of them is not known.</summary>
    public async Task<ExplanationAnswer?> ExplainAsync(SubjectRef from, SubjectRef to, CancellationToken cancellation)
        => await generations.FindAsync(cancellation) is { } current
            ? Explain(current, current.Find(from), current.Find(to), Naming(current), await merges.PairsAsync(current, cancellation))
            : null;

    /// <summary>True where the run in force knows an account.</summary>
    public async Task<bool> KnowsAsync(SubjectRef account, CancellationToken cancellation)
        => await generations.FindAsync(cancellation) is { } current && current.Find(account) >= 0;

    /// <summary>Every cluster and what changed lately; null where nothing ran yet.</summary>
    public async Task<ClustersAnswer?> ListAsync(int most, CancellationToken cancellation)
    {
        if (await generations.FindAsync(cancellation) is not { } current)
        {
            return null;
        }

        var changes = (await records.QueryAsync(new RecordQuery(NetworkRows.Table, NetworkRows.History) { Limit = MostChanges },
            cancellation)).Records.Select(row => JsonSerializer.Deserialize(row.Json, NetworkRowJson.Default.NetworkChangeRow)!);
        return new ClustersAnswer(Of(current.About), [.. current.Clusters.Take(most).Select(cluster => new ClusterLine(
                current.IdOf(cluster), current.AccountOf(cluster).ToString(), current.MembersOf(cluster).Count,
                Rounded(current.EdgesOf(cluster).Min(edge => edge.Probability))))],
            [.. changes.Select(change => new ClusterChangeAnswer(change.Generation, change.At, WireNames.Of(change.Kind), change.Cluster,
                change.Others, change.Before, change.After))]);
    }

    /// <summary>Which run it is.</summary>
    public static GenerationAnswer Of(NetworkGenerationRow about)
        => new(about.Number, about.At, about.Accounts, about.Facts, about.Clusters, about.Model);

    private static double Rounded(double probability) => Math.Floor(probability * 10000) / 10000;

    private static Func<int, string> Naming(CurrentNetwork current) => account => current.Network.Accounts[account];

    /// <summary>What links two accounts; null where one of them is not known.</summary>
    /// <param name="current">The run in force.</param>
    /// <param name="from">One.</param>
    /// <param name="to">The other.</param>
    /// <param name="nameOf">What an account is called.</param>
    /// <param name="merged">Pairs that officers merged.</param>
    public static ExplanationAnswer? Explain(CurrentNetwork current, int from, int to, Func<int, string> nameOf,
        IReadOnlySet<AccountPair> merged)
    {
        if (from < 0 || to < 0 || from == to)
        {
            return null;
        }

        var (run, network) = (current.Run, current.Network);
        var (score, path) = (run.Score(from, to), WidestPath.Between(run, from, to));
        var pair = new NetworkEdge(AccountPair.Of(from, to), score.Probability, EdgeKind.Evidence);
        var cut = current.MembersOf(run.Clusters[from]).Count <= NetworkLeads.MostCut ? EvidenceCut.Between(run, from, to) : null;
        return new ExplanationAnswer(current.AccountOf(from).ToString(), current.AccountOf(to).ToString(),
            run.Clusters[from] == run.Clusters[to], WireNames.Of(score.Tier), Rounded(score.Probability),
            [.. (path.IsEmpty ? [pair] : path).Select(step => NetworkTexts.Of(run, step, nameOf, network.LabelOf, merged))],
            cut is null ? null : NetworkTexts.Of(cut, network.LabelOf), cut?.IsLeast ?? false);
    }

    /// <summary>A cluster, with the member that was asked about first.</summary>
    public static ClusterAnswer ClusterOf(CurrentNetwork current, int cluster, int about)
    {
        var (run, network, members) = (current.Run, current.Network, current.MembersOf(cluster));
        var strongest = StrongestOf(current, cluster);
        var inside = members.ToHashSet();
        return new ClusterAnswer(current.IdOf(cluster), members.Count,
            members.GroupBy(current.EnforceableOf).Where(group => group.Skip(1).Any()).Sum(group => group.Count()),
            Rounded(current.EdgesOf(cluster).Min(edge => edge.Probability)),
            [.. members.OrderBy(member => member != about).Take(MostMembers).Select(member => strongest.GetValueOrDefault(member)
                is { } pair ? new MemberAnswer(current.AccountOf(member).ToString(), WireNames.Of(pair.Tier), Rounded(pair.Probability),
                    current.AccountOf(pair.With).ToString(), pair.Confirmed)
                : new MemberAnswer(current.AccountOf(member).ToString(), WireNames.Of(PairTier.None), 0, null, false))],
            members.Count > MostMembers,
            [.. members.SelectMany(member => network.Facts.Of(member).ToArray()).GroupBy(artefact => artefact)
                .Where(group => group.Skip(1).Any()).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(MostShared)
                .Select(group => new SharedAnswer(network.LabelOf(group.Key), ArtefactUse.Of(network.Facts.TypeOf(group.Key)).Name,
                    network.Facts.DegreeOf(group.Key), group.Count(), network.Facts.IsHub(group.Key)))],
            members.Count > NetworkLeads.MostCut ? []
                : [.. EvidenceCut.Holding(run, cluster).Select(cut => NetworkTexts.Of(cut, network.LabelOf))]);
    }

    /// <summary>The strongest pair of each member inside its cluster.</summary>
    internal static Dictionary<int, StrongestPair> StrongestOf(CurrentNetwork current, int cluster)
    {
        var found = new Dictionary<int, StrongestPair>();
        foreach (var edge in current.EdgesOf(cluster))
        {
            var score = current.Run.Score(edge.Pair.A, edge.Pair.B);
            var tier = edge.Kind == EdgeKind.Evidence ? score.Tier : PairTier.Linked;
            foreach (var (member, other) in new[] { (edge.Pair.A, edge.Pair.B), (edge.Pair.B, edge.Pair.A) })
            {
                var pair = new StrongestPair(tier, edge.Probability, other, edge.Kind == EdgeKind.Officer);
                var known = found.GetValueOrDefault(member);
                found[member] = known is null || (pair.Tier, pair.Probability).CompareTo((known.Tier, known.Probability)) > 0
                    ? pair with { Confirmed = pair.Confirmed || known is { Confirmed: true } }
                    : known with { Confirmed = known.Confirmed || pair.Confirmed };
            }
        }

        return found;
    }
}

/// <summary>The strongest pair of a member.</summary>
/// <param name="Tier">Its tier.</param>
/// <param name="Probability">How probable one actor is.</param>
/// <param name="With">The other member.</param>
/// <param name="Confirmed">True where an officer said of any of its pairs that one actor runs both.</param>
internal sealed record StrongestPair(PairTier Tier, double Probability, int With, bool Confirmed);
