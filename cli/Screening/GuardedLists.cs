using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Screening;

/// <summary>
/// Lists read from files, admitted by the guards that the service has: a list that is refused, that could not be read, or that
/// <c>COMPLIANCE_LISTS</c> names and nobody found is missing, and while one is, nobody is cleared.
/// </summary>
internal static class GuardedLists
{
    private const string NamedVariable = "COMPLIANCE_LISTS";

    /// <summary>Reads, guards and compiles the lists below a directory, or of one file; says what is not used.</summary>
    /// <exception cref="InvalidInputException">Nothing there is a list that may be used.</exception>
    public static LoadedCorpus From(string path, CliConsole console, CancellationToken cancellation)
    {
        var reading = LoadedLists.Read(path, console, cancellation);
        var unread = reading.Problems.Select(problem => problem.List).Where(list => list.Value.Length > 0);
        var missing = Named(console).Concat(unread).ToHashSet();
        var admitted = new List<WatchlistSnapshot>();
        foreach (var snapshot in reading.Snapshots)
        {
            if (new SnapshotAdmission().Refusal(snapshot, null, null) is { } reason)
            {
                console.Error.WriteLine($"not used: {snapshot.Version.Code}: {reason}");
                missing.Add(snapshot.Version.Code);
            }
            else
            {
                admitted.Add(snapshot);
            }
        }

        if (admitted.Count == 0)
        {
            throw new InvalidInputException($"'{path}' holds no list that may be used; see what is said of each above.");
        }

        cancellation.ThrowIfCancellationRequested();
        missing.ExceptWith(admitted.Select(snapshot => snapshot.Version.Code));
        return new LoadedCorpus(ScreeningCorpus.Build(admitted), [.. missing.Order()]);
    }

    // Separated as the service reads them.
    private static IEnumerable<ListCode> Named(CliConsole console)
        => (console.Setting(NamedVariable) ?? "").Split([' ', ',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(text => ListCode.TryParse(text, out var code) ? code
                : throw new InvalidInputException($"{NamedVariable} names '{text}', which is no code of a list."));
}
