using System.CommandLine;
using Compliance.Cli.Evaluation.Terms;
using Compliance.Cli.Policies;

namespace Compliance.Cli.Evaluation;

/// <summary>What <c>evaluate terms</c> found; property names are the contract of its JSON.</summary>
/// <param name="Changes">Changes of documents that were replayed.</param>
/// <param name="Rows">Rows that were asked about: one for each clause that can be cited before a change.</param>
/// <param name="Changed">Rows whose clause changed by git's own difference.</param>
/// <param name="Flagged">Rows that were flagged.</param>
/// <param name="Moved">Rows whose clause stands word for word elsewhere: git's difference of the document names its lines, of the clause
/// alone none. They count as unchanged.</param>
/// <param name="Precision">Share of flagged rows whose clause changed.</param>
/// <param name="Recall">Share of rows whose clause changed that were flagged.</param>
internal sealed record TermsSummary(int Changes, int Rows, int Changed, int Flagged, int Moved, double Precision, double Recall);

/// <summary><c>evaluate terms</c>: does a changed clause flag its rows and no others.</summary>
internal static class EvaluateTermsVerb
{
    private const int ShownDifferences = 20;

    public static Command Create(CliConsole console)
    {
        var folder = new Argument<string>("REPOSITORY") { Description = "A git repository with one file in Markdown a document of terms." };
        var command = new Command("terms",
            "Replay the history of a repository of terms: rows that a change flags, against the lines of git's own difference.") { folder };
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(folder);
            if (!Directory.Exists(path) || !GitReader.IsRepository(path))
            {
                throw new InvalidInputException($"'{path}' is no git repository.");
            }

            var replay = new TermsReplay(path);
            var changes = replay.Modified();
            Progress.Over(console, "changes", changes.Count, onCase =>
            {
                foreach (var (commit, document) in changes)
                {
                    cancellation.ThrowIfCancellationRequested();
                    replay.Replay(commit, document);
                    onCase();
                }

                return 0;
            });
            replay.Differences.Take(ShownDifferences).ToList().ForEach(console.Error.WriteLine);
            Summaries.Print(console, new TermsSummary(replay.Changes, replay.Rows, replay.Changed, replay.Flagged, replay.Moved,
                Share(replay.Both, replay.Flagged), Share(replay.Both, replay.Changed)));
            return Task.FromResult(replay.Differences.Count == 0 ? CliCommands.Done : CliCommands.Faulty);
        });
        return command;
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : Math.Round((double)part / whole, 6);
}
