using System.Collections.Immutable;
using Compliance.Cli.Evaluation.Variations;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>What another engine reaches on cases of the catalogue that state a name, beside what the product does on the same
/// ones.</summary>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Cases">Cases: those of rules about other facts than names are left out, since it knows nothing of them.</param>
/// <param name="Recall">Share in which it brings a name of the party to its threshold, 0 to 1.</param>
/// <param name="Ours">Share that the product raises.</param>
/// <param name="ByRule">Its share by rule.</param>
internal sealed record EngineRecall(string Engine, int Cases, double Recall, double Ours, ImmutableSortedDictionary<string, double> ByRule)
{
    /// <summary>A row an engine, in the order of <see cref="PlainEngines.Names"/>.</summary>
    public static ImmutableArray<EngineRecall> Of(IEnumerable<CatalogueResult> results)
    {
        var rules = results.GroupBy(result => result.Case.Rule.Id, StringComparer.Ordinal)
            .Select(rule => (Id: rule.Key, Results: rule.ToArray()))
            .Select(rule => (rule.Id, rule.Results, Recalls: PlainEngines.Recalls([.. rule.Results.Select(one => one.Case)])))
            .Where(rule => rule.Recalls is not null).ToArray();
        var cases = rules.Sum(rule => rule.Results.Length);
        return
        [
            .. PlainEngines.Names.Select((name, at) => new EngineRecall(
                name, cases, Round(rules.Sum(rule => rule.Recalls!.Value[at] * rule.Results.Length) / Math.Max(1, cases)),
                Round(rules.Sum(rule => rule.Results.Count(one => one.IsRaised)) / (double)Math.Max(1, cases)),
                rules.ToImmutableSortedDictionary(rule => rule.Id, rule => Round(rule.Recalls!.Value[at]), StringComparer.Ordinal))),
        ];
    }

    private static double Round(double share) => Math.Round(share, 4);
}
