using System.Collections.Immutable;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation.Variations;

/// <summary>How a case ended.</summary>
/// <param name="Case">The case.</param>
/// <param name="Outcome">What the list gate decides about the party; allow where it is not among what was found.</param>
/// <param name="Score">The party's score; null where it was not found at all.</param>
/// <param name="Reason">Code of the reason; <c>not_found</c> where it was not found.</param>
internal sealed record CatalogueResult(CatalogueCase Case, Decision Outcome, double? Score, string Reason)
{
    /// <summary>True where a person is asked to look, or more.</summary>
    public bool IsRaised => Outcome != Decision.Allow;
}

/// <summary>A party that a rule let through.</summary>
internal sealed record MissedCase(string Entry, string Listed, string Written, double? Score, string Reason);

/// <summary>What a rule reached.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Description">What it writes how.</param>
/// <param name="Cases">Parties written so.</param>
/// <param name="Raised">Parties raised for review or blocked.</param>
/// <param name="Recall">The share, 0 to 1; 1 where there is no case.</param>
/// <param name="Floor">What it must reach.</param>
/// <param name="Passed">True where it does; one miss is never too many.</param>
/// <param name="Misses">The five worst misses: the lowest scores first.</param>
internal sealed record RuleRow(string Rule, string Description, int Cases, int Raised, double Recall, double Floor, bool Passed,
    ImmutableArray<MissedCase> Misses);

/// <summary>The product's own screening of every case of the catalogue.</summary>
internal static class CatalogueEvaluation
{
    private const int WorstMisses = 5;

    /// <summary>Screens the cases; several at once, the answers in the order of the cases.</summary>
    public static ImmutableArray<CatalogueResult> Run(IReadOnlyList<CatalogueCase> cases, ScreeningContext context, Action onCase,
        CancellationToken cancellation)
    {
        var results = new CatalogueResult[cases.Count];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, cases.Count, options, at =>
        {
            results[at] = Screen(cases[at], context);
            onCase();
        });
        return [.. results];
    }

    /// <summary>A row per rule, in the order of the catalogue.</summary>
    public static ImmutableArray<RuleRow> Summarise(IEnumerable<CatalogueResult> results)
    {
        var rows = results.GroupBy(result => result.Case.Rule).Select(group => (Rule: group.Key, Results: group.ToArray())).ToArray();
        var recalls = rows.ToDictionary(row => row.Rule.Id, row => Share(row.Results), StringComparer.Ordinal);
        return
        [
            .. rows.Select(row =>
            {
                var floor = row.Rule.Like is { } like && recalls.TryGetValue(like, out var model)
                    ? Math.Max(row.Rule.Floor, Math.Round(model - VariationCatalogue.Likeness, 4)) : row.Rule.Floor;
                var raised = row.Results.Count(result => result.IsRaised);
                return new RuleRow(row.Rule.Id, row.Rule.Description, row.Results.Length, raised, Math.Round(Share(row.Results), 4), floor,
                    raised >= Math.Floor(floor * row.Results.Length), [.. row.Results.Where(result => !result.IsRaised)
                    .OrderBy(result => result.Score ?? -1).ThenBy(result => result.Case.Source.Party.Entry).Take(WorstMisses)
                        .Select(Missed)]);
            }),
        ];
    }

    /// <summary>Share of all cases in which the party is raised, initials alone left out; 1 where there is none.</summary>
    public static double Together(IEnumerable<CatalogueResult> results) =>
        Share(results.Where(result => !result.Case.Rule.IsInitialsAlone).ToArray());

    private static double Share(CatalogueResult[] results) => results.Length == 0 ? 1 : results.Average(one => one.IsRaised ? 1.0 : 0);

    private static MissedCase Missed(CatalogueResult result) => new(result.Case.Source.Party.Entry.ToString(), result.Case.Source.Text,
        result.Case.Written, result.Score is { } score ? Math.Round(score, 4) : null, result.Reason);

    // The same party stands on several lists: found is who bears the published name, for rules about facts only the entry itself.
    private static CatalogueResult Screen(CatalogueCase one, ScreeningContext context)
    {
        var outcome = ScreeningEngine.Decide(new ScreeningRequest { Channel = Channel.Signup, Subject = one.Subject }, context);
        var expected = one.Rule.Family is "identifier" or "wallet" or "mailbox" or "address" ? null : FoldedName.Of(one.Source.Text);
        var best = outcome.Hits.Concat(outcome.NearMisses)
            .Where(hit => hit.Entry == one.Source.Party.Entry
            || (expected is not null && hit.Match.Party.Names.Any(name => FoldedName.Of(name.Text) == expected)))
            .OrderByDescending(hit => hit.Outcome).ThenByDescending(hit => hit.Match.Score).FirstOrDefault();
        return best is null ? new CatalogueResult(one, Decision.Allow, null, "not_found")
            : new CatalogueResult(one, best.Outcome, best.Match.Score, best.Reason.Code);
    }
}
