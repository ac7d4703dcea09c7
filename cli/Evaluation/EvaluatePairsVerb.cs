using System.CommandLine;
using System.Globalization;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate pairs</c>: how well scores tell labelled pairs of records apart.</summary>
internal static class EvaluatePairsVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("pairs",
            "Score labelled pairs of names or records and measure precision, recall, F1, calibration and time per pair.");
        var options = new EvaluateOptions(command,
            "CSV (query_name, candidate_name, expected, …) or JSON lines (query, candidate, expected); .gz is read too.",
            needsLists: false);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(console, options, parsed, cancellation)));
        return command;
    }

    private static int Run(CliConsole console, EvaluateOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var reading = PairFile.Read(options.File(parsed), options.Limit(parsed));
        IEnumerable<IPairScorer> scorers = options.IsBaseline(parsed) ? FuzzySharpPairScorer.All
            : [new CompliancePairScorer(options.Profile(parsed))];
        var (scorer, scores) = PairEvaluation.BestOf(scorers, reading.Pairs, cancellation);

        // The baseline has no threshold of its own: it is measured at the one that suits it best on these very cases.
        var threshold = options.Threshold(parsed)
            ?? (options.IsBaseline(parsed) ? Math.Round(PairMeasures.Best(scores).Threshold, 6) : options.Profile(parsed).Threshold);
        var timing = PairEvaluation.Time(scorer, reading.Pairs, cancellation);
        Summaries.WriteRows(options.Out(parsed), scores.OrderByDescending(pair => pair.Score).Select(pair => new Row(pair, threshold)));
        console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scorer.Name}: {scores.Length} pairs at threshold {threshold}; {reading.Unlabelled} rows without a usable label or a "
                + $"candidate's name left out"));
        Summaries.Print(console, PairEvaluation.Summarise(scores, threshold, timing));
        return CliCommands.Done;
    }

    /// <summary>A row of <c>--out</c>.</summary>
    private sealed record Row(string Id, string Schema, string Quality, string Category, string Query, string Candidate, string Expected,
        double Score, string Answer, bool Wrong)
    {
        public Row(ScoredPair pair, double threshold)
            : this(
                pair.Pair.Id, pair.Pair.Schema, pair.Pair.Quality, pair.Pair.Category, pair.Pair.Subject.Name,
                    pair.Pair.Party.PrimaryName.Text,
                Word(pair.Pair.IsMatch), Math.Round(pair.Score, 6), Word(pair.Score >= threshold), !pair.IsRightAt(threshold))
        {
        }

        private static string Word(bool isMatch) => isMatch ? "match" : "no-match";
    }
}
