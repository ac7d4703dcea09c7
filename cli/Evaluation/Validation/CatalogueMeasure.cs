using System.Collections.Immutable;
using Compliance.Cli.Evaluation.Negatives;
using Compliance.Cli.Evaluation.Variations;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>Listed parties written otherwise, and strangers by kind, under the profile of sign-up.</summary>
internal sealed class CatalogueMeasure(ScreeningCorpus corpus, DateTimeOffset now, ulong seed, CancellationToken cancellation)
{
    // Customers that the other engines look at: each costs them a scan of all names.
    private const int Sample = 20;

    private ScreeningContext Context => new() { Corpus = corpus, Profile = ScoringProfile.All[0], Now = now };

    /// <summary>Every rule, on at most so many parties, and the recall of all together.</summary>
    public (ImmutableArray<RuleFinding> Rules, double Together) Rules(int limit)
    {
        var draw = new CatalogueDraw(Enumerable.Range(0, corpus.Index.PartyCount).Select(corpus.Index.PartyAt), seed,
            DateOnly.FromDateTime(now.UtcDateTime));
        var results = CatalogueEvaluation.Run([.. VariationCatalogue.All.SelectMany(rule => draw.Of(rule, limit))], Context, () => { },
            cancellation);
        var cases = results.ToLookup(result => result.Case.Rule.Id, result => result.Case, StringComparer.Ordinal);
        return ([.. CatalogueEvaluation.Summarise(results).Select(row => new RuleFinding(
            new RuleRowOf(row.Rule, row.Description, row.Cases, row.Recall, row.Floor, row.Passed),
            PlainEngines.Recalls([.. cases[row.Rule]])))], CatalogueEvaluation.Together(results));
    }

    /// <summary>Strangers of every kind for which there is data.</summary>
    public ImmutableArray<StrangerFinding> Strangers(DevelopmentData data)
    {
        var findings = ImmutableArray.CreateBuilder<StrangerFinding>();
        foreach (var kind in StrangerKind.All)
        {
            var file = !StrangerKind.IsOfFile(kind) ? null : kind is StrangerKind.Person or StrangerKind.Initials ? data.Strangers
                : data.Companies;
            if (StrangerKind.IsOfFile(kind) && file is null)
            {
                continue;
            }

            foreach (var stated in kind is StrangerKind.Organization or StrangerKind.OneWord ? [true, false] : new[] { true })
            {
                findings.Add(Of(kind, file, stated));
            }
        }

        return findings.ToImmutable();
    }

    private StrangerFinding Of(string kind, string? file, bool stated)
    {
        var all = Negatives.Strangers.Of(kind, file, allFields: false, stated, null, seed);
        var context = kind == StrangerKind.Address ? Context with { Policy = PolicyLibrary.Load() } : Context;
        var results = StrangerEvaluation.Run(all, context, () => { }, cancellation);
        Stranger[] sample = [.. all.Where((_, at) => at % Math.Max(1, all.Length / Sample) == 0).Take(Sample)];
        return new StrangerFinding(stated ? kind : $"{kind}, kind unstated", all.Length, Per1000(results.Count(one => one.Decision
            != Decision.Allow), all.Length), Per1000(results.Count(one => one.Decision == Decision.Block), all.Length), sample.Length,
            PlainEngines.AlertsPer1000(corpus.Index, sample, cancellation));
    }

    private static double Per1000(int some, int all) => all == 0 ? 0 : Math.Round(1000.0 * some / all, 2);
}
