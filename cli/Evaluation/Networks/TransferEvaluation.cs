using System.Globalization;
using Compliance.EnforcementCore.Networks;

namespace Compliance.Cli.Evaluation.Networks;

/// <summary>Clusters of transfers against groups that people reported and others accepted.</summary>
internal static class TransferEvaluation
{
    private static readonly int[] CutOffs = [0, 50, 20, 10, 5];

    public static TransferSummary Run(string edges, string groups, string population)
    {
        var transfers = Rows(edges, "a,b").Select(row => AccountPair.Of(row.One, row.Two)).ToList();
        var (reported, everybody) = (Rows(groups, "group,address").ToList(), Rows(population, "address,eliminated").ToList());
        if ((transfers.Count == 0 ? edges : reported.Count == 0 ? groups : everybody.Count == 0 ? population : null) is { } bare)
        {
            throw new InvalidInputException($"'{bare}' has no rows.");
        }

        var count = transfers.Select(pair => pair.B).Concat(reported.Select(row => row.Two)).Concat(everybody.Select(row => row.One))
            .DefaultIfEmpty(-1).Max() + 1;
        TransferMeasures Measured(IReadOnlyList<int> clusters) => Measure(clusters, reported, everybody);
        var ours = Measured(TransferNetwork.Run(count, transfers));
        return new TransferSummary(ours.Precision, ours.Recall, ours.NeverEliminatedFlagged, ours.Largest,
            CutOffs.ToDictionary(most => most.ToString(CultureInfo.InvariantCulture),
                most => Measured(TransferNetwork.Plain(count, transfers, most == 0 ? int.MaxValue : most))));
    }

    private static TransferMeasures Measure(IReadOnlyList<int> clusters, List<(int One, int Two)> reported,
        List<(int One, int Two)> population)
    {
        var group = new Dictionary<int, int>();
        foreach (var (name, address) in reported)
        {
            group.TryAdd(address, name); // An address in two reports counts for the first.
        }

        var inCluster = group.Keys.CountBy(address => clusters[address]).ToDictionary();
        var inGroup = group.Values.CountBy(name => name).ToDictionary();
        var both = group.CountBy(one => (clusters[one.Key], one.Value)).ToDictionary();
        var precision = group.Average(one => (double)both[(clusters[one.Key], one.Value)] / inCluster[clusters[one.Key]]);
        var recall = group.Average(one => (double)both[(clusters[one.Key], one.Value)] / inGroup[one.Value]);
        var never = population.Where(one => one.Two == 0).Select(one => one.One).ToList();
        return new TransferMeasures(Rounded(precision), Rounded(recall),
            Rounded(never.Count(address => inCluster.ContainsKey(clusters[address])) / (double)Math.Max(1, never.Count)),
            population.CountBy(one => clusters[one.One]).Max(one => one.Value));
    }

    private static double Rounded(double value) => Math.Round(value, 5);

    /// <summary>Rows of two whole numbers under a line of headings, which says that it is the right file.</summary>
    private static IEnumerable<(int One, int Two)> Rows(string path, string headings)
    {
        using var reader = CaseFile.Open(path);
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (line == 1 && text.Trim() != headings)
            {
                throw new InvalidInputException($"{path}, line 1: the headings {headings} are needed.");
            }

            var comma = text.IndexOf(',', StringComparison.Ordinal);
            if (line == 1 || text.Length == 0)
            {
                continue;
            }

            if (comma < 0 || !int.TryParse(text.AsSpan(0, comma), NumberStyles.None, CultureInfo.InvariantCulture, out var one)
                || !int.TryParse(text.AsSpan(comma + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var two))
            {
                throw new InvalidInputException($"{path}, line {line}: two whole numbers are needed.");
            }

            yield return (one, two);
        }
    }
}
