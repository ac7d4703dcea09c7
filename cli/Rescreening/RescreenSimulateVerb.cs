using System.Collections.Frozen;
using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Rescreening;

/// <summary><c>rescreen simulate</c>: rescreening after a real change of a list, on synthetic subjects, timed and compared with a full
/// rescreening.</summary>
internal static class RescreenSimulateVerb
{
    public static Command Create(CliConsole console)
    {
        var from = new Option<string>("--from")
        { Description = "Official files of the earlier version: a directory or one file.", Required = true };
        var to = new Option<string>("--to") { Description = "Official files of the later version.", Required = true };
        var lists = new Option<string?>("--lists") { Description = "Directory of further lists that do not change." };
        var count = new Option<int>("--subjects")
        { Description = "How many synthetic subjects are monitored.", DefaultValueFactory = _ => 100_000 };
        var check = new Option<int>("--check")
        {
            Description = "How many of them are also screened in full before and after, and compared.",
            DefaultValueFactory =
            _ => 10_000
        };
        var seed = new Option<int>("--seed") { Description = "Seed of the subjects.", DefaultValueFactory = _ => 1 };
        var command = new Command("simulate",
            "Rescreen synthetic subjects after a change of the lists, and compare with a full rescreening. The last line is one JSON "
                + "object.") { from, to, lists, count, check, seed };
        command.SetAction((parsed, cancellation) =>
        {
            var versions =
                ListVersions.Read(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), parsed.GetValue(lists), console,
                cancellation);
            return Task.FromResult(
                Run(console, versions, Math.Max(1, parsed.GetValue(count)), Math.Max(1, parsed.GetValue(check)), parsed.GetValue(seed)));
        });
        return command;
    }

    private static int Run(CliConsole console, ListVersions versions, int count, int check, int seed)
    {
        var (before, after) = (ContextOf(versions.Before, console), ContextOf(versions.After, console));
        var plan = RescreeningPlan.Of(versions.Deltas, after.Profile, after.Policy, after.Corpus, FrozenSet<ListEntryId>.Empty);
        Note(console,
            $"{plan.Deltas.Length} lists changed, {plan.States} states of parties to look at; {before.Corpus.Index.PartyCount} and {after.Corpus.Index.PartyCount} parties");
        var subjects = new SyntheticSubjects(unchecked((ulong)seed),
            [.. versions.After.Concat(versions.Before).SelectMany(snapshot => snapshot.Parties)]);
        var simulation = new Simulation(subjects, count, before, after, plan);
        var memories = simulation.Memories();
        var contested = memories.Count(one => one.Floors != NamesakeFloors.NotContested);
        Note(console, $"the hits of {contested} of {count} subjects depend on namesakes before the change");
        var generating = simulation.GeneratingSeconds();
        var run = simulation.Rescreen(memories);
        Note(console,
            $"rescreened in {run.Wall:0.0} s ({run.Compute:0.0} s of processor time, of which {generating:0.0} s made the subjects)");
        var full = simulation.Compare(run, Math.Min(check, count));
        Note(console,
            $"{full.Checked} subjects screened in full before and after in {full.Wall:0.0} s: {full.Changed} outcomes changed, {full.Differences.Length} differences");
        var differing = simulation.DifferingInEvidence(run);
        Note(console,
            $"{run.Outcomes.Count} subjects screened again compared with a search anew, hits, near misses and explanations: {differing.Length} differences");
        Summaries.Print(console, new Summary(
            count, plan.States, contested, run.Outcomes.Count, Math.Round(run.Wall, 2), Math.Round(run.Compute, 2),
                Math.Round(generating, 2), Math.Round(1e6 * run.Compute / count, 2), run.Looking, run.Screening, run.Remembering,
            full.Checked, full.Changed, full.Differences.Length, full.Differences.Concat(differing).Take(10)
                .ToArray(), differing.Length, full.Comparisons, full.Remembering, full.Candidates, Math.Round(full.Compute, 2),
            Fewer(full.Comparisons, run.Comparisons), Fewer(full.Comparisons + full.Remembering, run.Comparisons + run.Remembering),
                Fewer(full.Candidates, run.Comparisons)));
        double Fewer(long comparisons, long ours) => Math.Round((double)comparisons / full.Checked / Math.Max(ours, 1) * count, 1);
        return full.Differences.Length == 0 && differing.Length == 0 ? CliCommands.Done : CliCommands.SomeRowsRefused;
    }

    private static ScreeningContext ContextOf(IEnumerable<WatchlistSnapshot> snapshots, CliConsole console) => new()
    {
        Corpus = ScreeningCorpus.Build(snapshots),
        Profile = ScoringProfile.Named("onboarding"),
        Now = console.Time.GetUtcNow(),
        Policy = PolicyLibrary.Load(),
    };

    private static void Note(CliConsole console, FormattableString text)
        => console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>The last line.</summary>
    private sealed record Summary(
        int Subjects, int StatesInDelta, int Contested, int ScreenedAgain, double WallSeconds, double ComputeSeconds,
            double GeneratingSeconds, double MicrosPerSubject, long ComparisonsLooking, long ComparisonsScreening,
            long ComparisonsRemembering,
        int CheckedInFull, int OutcomesChanged, int Differences, int[] DifferingSubjects, int DifferencesInEvidence, long FullComparisons,
            long FullComparisonsRemembering, long FullCandidates, double FullComputeSecondsTwice, double FewerComparisons,
            double FewerWithRemembering, double FewerThanCandidates);
}
