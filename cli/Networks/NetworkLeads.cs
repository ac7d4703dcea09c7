using System.Globalization;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Leads;

namespace Compliance.Cli.Networks;

/// <summary>Files what was found as leads of the queue of coordination: something for people to look into, never an action.</summary>
internal static class NetworkLeads
{
    private const int Severity = 3;
    private const int MostShown = 5;

    /// <summary>A lead for each cluster; how many there are.</summary>
    public static async Task<int> FileAsync(CliConsole console, NamedNetwork network, NetworkGeneration generation,
        CancellationToken cancellation)
    {
        await using var services = StoredService.Open(console);
        var (store, now, count) = (services.GetRequiredService<LeadStore>(), console.Time.GetUtcNow(), 0);
        var edges = generation.Edges.ToLookup(edge => generation.Clusters[edge.Pair.A]);
        foreach (var group in generation.Groups())
        {
            var first = network.Accounts[group[0]];
            var subject = SubjectRef.TryMake(SubjectKind.Account, first, out var account, out _) ? account : (SubjectRef?)null;
            var weakest = edges[group[0]].Min(edge => edge.Probability);
            var text = Text(network, generation, group, edges[group[0]]);
            await store.ReceiveAsync(new Lead(Lead.IdOf(LeadSource.Detector, $"network\n{first}"), LeadSource.Detector, $"network {first}",
                "accounts", subject, "abuse.coordination", text, Severity, (int)(weakest * 100), 1, now, now, null),
                $"{NetworkModel.Version}\n{text}", cancellation);
            count++;
        }

        return count;
    }

    private static string Text(NamedNetwork network, NetworkGeneration generation, IReadOnlyList<int> group,
        IEnumerable<NetworkEdge> edges)
    {
        var shared = edges.SelectMany(edge => generation.Explain(edge.Pair.A, edge.Pair.B).Evidence.Where(one => one.Artefact >= 0))
            .GroupBy(one => one.Artefact).OrderByDescending(same => same.Count()).ThenBy(same => same.Key).Take(MostShown)
            .Select(same => string.Create(CultureInfo.InvariantCulture,
                $"{network.LabelOf(same.Key)} ({same.First().Accounts} accounts)"));
        return string.Create(CultureInfo.InvariantCulture, $"{group.Count} accounts look like one actor's. They share: ")
            + $"{string.Join(", ", shared)}. "
            + (group.Count > NetworkVerbs.MostCut ? "They are too many to look for what holds them together."
                : EvidenceCut.Holding(generation, group[0], most: 1) is [var held] ? NetworkTexts.Of(held, network.LabelOf)
                : "No single thing holds them together.");
    }
}
