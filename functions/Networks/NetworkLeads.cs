using System.Globalization;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Networks;

/// <summary>Clusters as leads of the queue of coordination: something for people to look into, never an action.</summary>
internal static class NetworkLeads
{
    /// <summary>Accounts of a cluster up to which what holds it is looked for unasked.</summary>
    public const int MostCut = 400;

    private const int Severity = 3;
    private const int MostShown = 5;

    /// <summary>The lead of a cluster, and what makes it the same occurrence.</summary>
    /// <param name="network">Facts with their names.</param>
    /// <param name="run">The run.</param>
    /// <param name="group">The members, in order.</param>
    /// <param name="name">What the cluster is called.</param>
    /// <param name="edges">The pairs that hold it together.</param>
    /// <param name="now">When.</param>
    public static (Lead Lead, string Occurrence) Of(NamedNetwork network, NetworkGeneration run, IReadOnlyList<int> group, string name,
        IReadOnlyCollection<NetworkEdge> edges, DateTimeOffset now)
    {
        var subject = SubjectRef.TryMake(SubjectKind.Account, network.Accounts[group[0]], out var account, out _) ? account
            : (SubjectRef?)null;
        var text = Text(network, run, group, edges);
        return (new Lead(Lead.IdOf(LeadSource.Detector, $"network\n{name}"), LeadSource.Detector, $"network {name}", "accounts", subject,
            "abuse.coordination", text, Severity, (int)(edges.Min(edge => edge.Probability) * 100), 1, now, now, null),
            $"{NetworkModel.Version}\n{text}");
    }

    private static string Text(NamedNetwork network, NetworkGeneration run, IReadOnlyList<int> group, IEnumerable<NetworkEdge> edges)
    {
        var shared = edges.SelectMany(edge => run.Explain(edge.Pair.A, edge.Pair.B).Evidence.Where(one => one.Artefact >= 0))
            .GroupBy(one => one.Artefact).OrderByDescending(same => same.Count()).ThenBy(same => same.Key).Take(MostShown)
            .Select(same => string.Create(CultureInfo.InvariantCulture,
                $"{network.LabelOf(same.Key)} ({same.First().Accounts} accounts)"));
        return string.Create(CultureInfo.InvariantCulture, $"{group.Count} accounts look like one actor's. They share: ")
            + $"{string.Join(", ", shared)}. "
            + (group.Count > MostCut ? "They are too many to look for what holds them together."
                : EvidenceCut.Holding(run, group[0], most: 1) is [var held] ? NetworkTexts.Of(held, network.LabelOf)
                : "No single thing holds them together.");
    }
}
