using System.Diagnostics;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.ScreeningCore.Watchlists;
using Spectre.Console;

namespace Compliance.Cli;

/// <summary>The lists of a directory, read and compiled, with what that took.</summary>
/// <param name="Reading">The snapshots, and what could not be read.</param>
/// <param name="Corpus">The snapshots compiled.</param>
/// <param name="Parsed">Time to read the files.</param>
/// <param name="Built">Time to compile the index.</param>
internal sealed record LoadedLists(LibraryReading Reading, ScreeningCorpus Corpus, TimeSpan Parsed, TimeSpan Built)
{
    /// <summary>The parties of all lists.</summary>
    public int Parties => Corpus.Index.PartyCount;

    /// <summary>The names of all parties.</summary>
    public int Names => Corpus.Lists.Sum(list => list.NameCount);

    /// <summary>Reads every list below a directory, or of one file.</summary>
    /// <exception cref="InvalidInputException">Nothing there is a list that can be read.</exception>
    public static LoadedLists From(string path, CliConsole console, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var reading = Read(path, console, cancellation);
        var parsed = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        var corpus = ScreeningCorpus.Build(reading.Snapshots);
        var built = Stopwatch.GetElapsedTime(start);
        console.Notes.WriteLine(
            string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{corpus.Lists.Length} lists, {corpus.Index.PartyCount} parties; read in {parsed.TotalSeconds:0.0} s, compiled in "
                    + $"{built.TotalSeconds:0.0} s"));
        return new LoadedLists(reading, corpus, parsed, built);
    }

    /// <summary>Reads without compiling; says on the error stream what could not be read.</summary>
    /// <exception cref="InvalidInputException">Nothing there is a list that can be read.</exception>
    public static LibraryReading Read(string path, CliConsole console, CancellationToken cancellation)
    {
        var reading = ListLibrary.ReadNewest(DirectoryFiles.Enumerate(path), console.Time.GetUtcNow(), progress: null,
            DirectoryFiles.MostAtOnce, cancellation);
        foreach (var problem in reading.Problems.Where(problem => problem.List.Value.Length > 0))
        {
            console.Error.WriteLine($"not read: {problem.List} ({problem.Path}): {problem.Reason}");
        }

        return reading.Snapshots.IsEmpty
            ? throw new InvalidInputException(
                $"'{path}' holds no list that can be read ({reading.Problems.Length} files refused); name a directory of official list "
                    + $"files, or one such file.")
            : reading;
    }
}
