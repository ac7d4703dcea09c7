using System.Collections.Immutable;
using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Fitting;

/// <summary>A rule of the catalogue as comparisons that a fit must keep at the threshold: names alone, each with the nearest name of its
/// party.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Floor">Least share that must reach the threshold, 0 to 1.</param>
/// <param name="Rows">Rows per case; null where too little is linked, whatever the weights.</param>
internal sealed record FitRule(string Rule, double Floor, ImmutableArray<ImmutableArray<float>?> Rows)
{
    /// <summary>Draws the rules that are about names, at most so many cases each.</summary>
    public static ImmutableArray<FitRule> Of(CatalogueDraw draw, int limit, ScoringProfile profile) =>
    [
        .. VariationCatalogue.All.Where(rule => rule.Family is "person" or "organisation")
            .Select(rule => (Rule: rule, Cases: draw.Of(rule, limit).Where(StatesNameAlone).ToArray())).Where(rule => rule.Cases.Length > 0)
            .Select(rule => new FitRule(rule.Rule.Id, rule.Rule.Floor, [.. rule.Cases.Select(one => NameRows.Nearest(one.Subject.Name,
                one.Source.Party.Names.Select(name => name.Text), one.Subject.Kind == PartyKind.Individual, profile))])),
    ];

    /// <summary>Share of the cases that a model brings to the threshold.</summary>
    public double Recall(LinearFit model, double threshold) => Rows.Average(rows => model.Probability(rows) >= threshold ? 1.0 : 0);

    /// <summary>The cases as matches, together of some weight.</summary>
    public IEnumerable<LabelledRow> Positives(double weight)
    {
        foreach (var rows in Rows)
        {
            if (rows is { } compared)
            {
                yield return new LabelledRow(compared, true, weight / Rows.Length);
            }
        }
    }

    private static bool StatesNameAlone(CatalogueCase one) => !one.Subject.BirthDate.IsStated && one.Subject.Nationalities.IsEmpty;
}
