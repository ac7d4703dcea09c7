using Compliance.Functions.Hosting;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.Corpora;

/// <summary>
/// The compiled corpora of this machine: one file per state of the lists, engine and tables. They save time only, so whatever is wrong with
/// one means that the lists are compiled anew.
/// </summary>
/// <param name="directory">Where they lie; made when the first is kept.</param>
/// <param name="log">Says why a file was not used.</param>
/// <param name="shared">Where other instances find and leave theirs; null where there are no others.</param>
/// <param name="tidies">False beside a service: files of other states are its own to delete.</param>
internal sealed class CompiledCorpora(string directory, ILogger<CompiledCorpora> log, SharedCorpora? shared = null, bool tidies = true)
{
    private const string Pattern = "*.corpus";

    /// <summary>What a file is named while it is written or fetched; a process that died leaves it so.</summary>
    private const string Unfinished = "*.corpus.*";

    /// <summary>How long nothing takes that is still being written.</summary>
    private static readonly TimeSpan LongDead = TimeSpan.FromHours(1);

    /// <summary>Beside the embedded store; where the store is Azure's, in the machine's own temporary directory.</summary>
    public static string DirectoryFor(ServiceOptions options) => options.Azure is null
        ? Path.Combine(options.DataDirectory, "compiled")
        : Path.Combine(Path.GetTempPath(), "compliance-compiled");

    /// <summary>The corpus of exactly these versions, checked in full; null where it must be compiled.</summary>
    public ScreeningCorpus? Find(IReadOnlyCollection<ListVersion> versions)
    {
        var path = PathOf(ScreeningCorpus.HashOf(versions));
        try
        {
            if (!IsThere(path) || Opened(path, verify: true) is not { } corpus)
            {
                return null;
            }

            DeleteOthers(path);
            return corpus.WithVersions(versions);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(error, "The compiled corpus could not be opened; the lists are compiled anew.");
            return null;
        }
    }

    /// <summary>
    /// Keeps a corpus and gives the same corpus back as it lies in the file, which takes less memory; where it cannot be kept, the corpus
    /// itself. Files of other states are deleted: who still reads one keeps it.
    /// </summary>
    public ScreeningCorpus Keep(ScreeningCorpus corpus)
    {
        var path = PathOf(corpus.Hash);
        try
        {
            Directory.CreateDirectory(directory);
            MappedCorpusFile.Save(corpus, path);
            DeleteOthers(path);
            shared?.Offer(Path.GetFileName(path), path);
            return Opened(path, verify: false) ?? corpus;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(error, "The compiled corpus could not be kept; the next start compiles the lists anew.");
            return corpus;
        }
    }

    // Whoever reads one of another state keeps it until they let go of it.
    private void DeleteOthers(string path)
    {
        if (!tidies)
        {
            return;
        }

        var now = TimeProvider.System.GetUtcNow(); // The clock that files bear.
        var past = Directory.EnumerateFiles(directory, Pattern).Where(file => !string.Equals(file, path, StringComparison.Ordinal));
        var dead = Directory.EnumerateFiles(directory, Unfinished).Where(file => now - File.GetLastWriteTimeUtc(file) > LongDead);
        foreach (var file in past.Concat(dead).ToList())
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                log.LogWarning(error, "A compiled corpus of another state of the lists could not be deleted.");
            }
        }
    }

    // Lists are loaded on a thread of their own, which may wait.
    private bool IsThere(string path) =>
        File.Exists(path)
        || (shared is not null && shared.FetchAsync(Path.GetFileName(path), path, CancellationToken.None).GetAwaiter().GetResult());

    private ScreeningCorpus? Opened(string path, bool verify)
    {
        switch (MappedCorpusFile.Load(path, verify))
        {
            case CorpusLoad.Loaded loaded:
                return loaded.Corpus;
            case CorpusLoad.Refused refused:
                log.LogWarning("The compiled corpus is not used ({Fault}): {Reason}", refused.Fault, refused.Reason);
                return null;
            default:
                throw new InvalidOperationException("A load is either loaded or refused.");
        }
    }

    private string PathOf(string corpusHash) => Path.Combine(directory, CorpusFile.NameOf(corpusHash));
}
