using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Cli.Rescreening;

/// <summary>Lists with their links: of a directory, where nobody severed anything, or of the service's store.</summary>
internal sealed record LinkedCorpus(ScreeningCorpus Corpus, LinkedListings Linked)
{
    /// <summary>Loads the lists and finds the links.</summary>
    public static async Task<LinkedCorpus> LoadAsync(ParseResult parsed, Option<string?> directory, CliConsole console,
        CancellationToken cancellation)
    {
        if (parsed.GetValue(directory) is { Length: > 0 } path)
        {
            var lists = LoadedLists.From(path, console, cancellation);
            using var process = Process.GetCurrentProcess();
            var (start, used) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
            var links = PartyLinker.Find(lists.Corpus, Environment.ProcessorCount, cancellation: cancellation);
            process.Refresh();
            await console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{links.Length} links found among {lists.Parties} parties in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s "
                    + $"({(process.TotalProcessorTime - used).TotalSeconds:0.0} s of processor time)"));
            return new LinkedCorpus(lists.Corpus, LinkedListings.Of(links, new HashSet<LinkedPair>()));
        }

        await using var station = RescreenStation.Open(console, toRead: true);
        await station.LoadListsAsync(cancellation);
        await station.Of<PartyLinks>().RefreshAsync(cancellation);
        return new LinkedCorpus(station.Of<CorpusHost>().Current!.Corpus, station.Of<PartyLinks>().Current);
    }

    /// <summary>Reads an entry.</summary>
    /// <exception cref="InvalidInputException">The text is none, or no list holds it.</exception>
    public ListedParty Find(string text) => ListEntryId.TryParse(text, out var entry) && Corpus.Find(entry) is { } party
        ? party
        : throw new InvalidInputException($"'{text}' is no entry of these lists: write list:key, such as us-ofac-sdn:24283.");

    /// <summary>The option that names a directory.</summary>
    public static Option<string?> DirectoryOption()
        => new("--lists") { Description = "Directory of official list files; without it the lists stored in COMPLIANCE_DATA_DIR." };
}
