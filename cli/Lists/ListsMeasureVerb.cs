using System.CommandLine;
using System.Diagnostics;
using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Lists;

/// <summary><c>lists measure</c> and <c>lists repeat</c>: how long reading and compiling official files takes, and how much memory; and a
/// large file to measure with.</summary>
internal static class ListsMeasureVerb
{
    private const long Megabyte = 1_000_000;

    public static Command Measure(CliConsole console)
    {
        var path = new Argument<string>("PATH") { Description = "Directory tree of official list files, or one such file." };
        var parseOnly = new Option<bool>("--parse-only") { Description = "Do not compile the index." };
        var command = new Command("measure",
            "Read and compile official files, and print the time and the most memory the process held, as one JSON object.")
            { path, parseOnly };
        command.SetAction((parsed, cancellation) =>
        {
            var start = Stopwatch.GetTimestamp();
            var reading = LoadedLists.Read(parsed.GetRequiredValue(path), console, cancellation);
            var (parsing, afterParsing) = (Stopwatch.GetElapsedTime(start), ProcessMemory.PeakMb());
            start = Stopwatch.GetTimestamp();
            var corpus = parsed.GetValue(parseOnly) ? null : ScreeningCorpus.Build(reading.Snapshots);
            var compiling = Stopwatch.GetElapsedTime(start);
            Summaries.Print(console, new
            {
                lists = reading.Snapshots.Length,
                parties = reading.Snapshots.Sum(snapshot => snapshot.Version.PartyCount),
                names = reading.Snapshots.Sum(snapshot => snapshot.Version.NameCount),
                quarantined = reading.Quarantined.Length,
                parseSeconds = Math.Round(parsing.TotalSeconds, 2),
                peakMemoryAfterParsingMb = afterParsing,
                compileSeconds = corpus is null ? (double?)null : Math.Round(compiling.TotalSeconds, 2),
                peakMemoryMb = ProcessMemory.PeakMb(),
            });
            GC.KeepAlive(corpus);
            return Task.FromResult(CliCommands.Done);
        });
        return command;
    }

    public static Command Repeat(CliConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A small SDN_ADVANCED.XML." };
        var outFile = new Option<string>("--out")
        { Description = "The large file to write; name it SDN_ADVANCED.XML, so that it is recognised.", Required = true };
        var megabytes = new Option<int>("--megabytes") { Description = "Its size.", DefaultValueFactory = _ => 120 };
        var command = new Command("repeat", "Write a large SDN_ADVANCED file by repeating the parties of a small one, to measure with.")
            { file, outFile, megabytes };
        command.SetAction(parsed =>
        {
            using var small = File.OpenRead(parsed.GetRequiredValue(file));
            using var large = new FileStream(parsed.GetRequiredValue(outFile), FileMode.Create, FileAccess.Write);
            var times = RepeatedAdvancedList.Write(small, large, Math.Max(1, parsed.GetValue(megabytes)) * Megabyte);
            Summaries.Print(console, new { bytes = large.Length, repeated = times });
            return CliCommands.Done;
        });
        return command;
    }
}
