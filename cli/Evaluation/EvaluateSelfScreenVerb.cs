using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate self-screen</c>: is every listed name raised as its publisher writes it?</summary>
internal static class EvaluateSelfScreenVerb
{
    // Faults that are shown; the file of --out has all.
    private const int Shown = 20;

    private const int Slice = 64;

    public static Command Create(CliConsole console)
    {
        var command = new Command("self-screen",
            "Screen every name of every list as its publisher writes it; each must be raised, and search and comparison must agree. Ends "
                + "with "
                + "exit code 5 where one is not.");
        var lists = new Option<string>("--lists")
        { Description = "Directory tree of official list files, or one such file.", Required = true };
        var list = new Option<string?>("--list") { Description = "Only the names of this list, such as us-ofac-sdn; against all." };
        var profile = new Option<string>("--profile")
        { Description = "Scoring profile: weights and thresholds.", DefaultValueFactory = _ => ScoringProfile.All[0].Name };
        var outFile = new Option<string?>("--out") { Description = "CSV file to write, a row per fault." };
        profile.RequireOneOf([.. ScoringProfile.All.Select(one => one.Name)]);
        foreach (var option in new Option[] { lists, list, profile, outFile })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(console, parsed.GetRequiredValue(lists), parsed.GetValue(list),
            ScoringProfile.Named(parsed.GetRequiredValue(profile)), parsed.GetValue(outFile), cancellation)));
        return command;
    }

    private static int Run(CliConsole console, string path, string? list, ScoringProfile profile, string? outFile,
        CancellationToken cancellation)
    {
        var corpus = LoadedLists.From(path, console, cancellation).Corpus;
        var result = Progress.Over(console, "self-screen", corpus.Index.PartyCount,
            onParty => Measure(corpus, profile, console.Time.GetUtcNow(), list, onParty, cancellation));
        Summaries.WriteRows(outFile, result.Faults.Select(fault => new Row(fault.Entry.ToString(), fault.Name, fault.Fault, fault.Score,
            fault.Compared)));
        foreach (var fault in result.Faults.Take(Shown))
        {
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{fault.Entry}  {fault.Name}: {fault.Fault} ({fault.Score:0.000}, compared alone {fault.Compared:0.000})"));
        }

        Summaries.Print(console, new Summary(result.Names, result.Names - result.Faults.Length - result.Weak, result.Weak,
            result.Ended, result.Faults.Length, result.Faults.IsEmpty));
        return result.Faults.IsEmpty ? CliCommands.Done : CliCommands.BelowFloor;
    }

    /// <summary>Screens the names of all parties, or of one list; several at once, the answer the same.</summary>
    internal static SelfScreeningResult Measure(ScreeningCorpus corpus, ScoringProfile profile, DateTimeOffset now, string? list,
        Action onParty, CancellationToken cancellation)
    {
        var slices = Enumerable.Range(0, corpus.Index.PartyCount)
            .Where(at => list is null || corpus.Index.EntryAt(at).List.Value == list).Chunk(Slice).ToArray();
        var results = new SelfScreeningResult[slices.Length];
        Parallel.For(0, slices.Length, new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        }, at =>
        {
            results[at] = SelfScreening.Run(corpus, profile, now, slices[at], cancellation);
            Array.ForEach(slices[at], _ => onParty());
        });
        return new SelfScreeningResult(results.Sum(one => one.Names), results.Sum(one => one.Weak), results.Sum(one => one.Ended),
            [.. results.SelectMany(one => one.Faults)]);
    }

    /// <summary>A row of <c>--out</c>.</summary>
    private sealed record Row(string Entry, string Name, string Fault, double? Score, double Compared);

    /// <summary>The summary of <c>evaluate self-screen</c>; property names are the contract of its JSON.</summary>
    private sealed record Summary(int Names, int Raised, int Weak, int Ended, int Faults, bool Passed);
}
