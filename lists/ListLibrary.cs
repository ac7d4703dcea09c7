using System.Collections.Immutable;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Lists;

/// <summary>All lists the project knows, and the one way from official files to snapshots.</summary>
public static class ListLibrary
{
    /// <summary>Descriptors of all lists, by code.</summary>
    public static ImmutableArray<ListDescriptor> Descriptors => ListCatalogue.Descriptors;

    /// <summary>All official forms the project reads.</summary>
    public static ImmutableArray<IListFormat> Formats => ListCatalogue.Formats;

    /// <summary>The descriptor of a list; null where the project does not know it.</summary>
    public static ListDescriptor? DescriptorOf(ListCode code) => Descriptors.FirstOrDefault(descriptor => descriptor.Code == code);

    /// <summary>
    /// Recognises the files by name and content, takes the newest version of each list (the richest form at the same date), and reads it.
    /// Compressed files and archives are expanded. A list whose files cannot be read is a problem, never a silent gap.
    /// </summary>
    /// <remarks>
    /// A newest version that holds fewer parties than the list ever had is an excerpt or an export of a part: an older complete version is
    /// taken in its place where there is one, and <see cref="LibraryReading.Notes"/> says so. Where there is none, the excerpt is what the
    /// files say. Refusing it is the refresh's part.
    /// </remarks>
    /// <param name="files">Files of any lists, in any order; folders group the files of one set.</param>
    /// <param name="retrievedAt">The moment of retrieval, from which the age of the lists counts.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static LibraryReading ReadNewest(IEnumerable<ListFile> files, DateTimeOffset retrievedAt, CancellationToken cancellation =
        default) =>
        ReadNewest(files, retrievedAt, progress: null, parallelism: 1, cancellation);

    /// <summary>As the other overload, with news of the reading.</summary>
    /// <param name="files">Files of any lists, in any order; folders group the files of one set.</param>
    /// <param name="retrievedAt">The moment of retrieval, from which the age of the lists counts.</param>
    /// <param name="progress">Told of every list version before it is read; null where nobody listens.</param>
    /// <param name="parallelism">How many sets are read at once; what is read is the same.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static LibraryReading ReadNewest(
        IEnumerable<ListFile> files,
        DateTimeOffset retrievedAt,
        IProgress<ListReadingProgress>? progress,
        int parallelism,
        CancellationToken cancellation) =>
        Read(files, new ListLibraryRun(retrievedAt, progress, new ReadingMemory(), IsHeld: (_, _) => false, parallelism), cancellation);

    /// <summary>
    /// As <see cref="ReadNewest(IEnumerable{ListFile}, DateTimeOffset, CancellationToken)"/>, and leaves files unread whose bytes are those
    /// of the last reading and whose content the caller has: their lists are <see cref="LibraryReading.Unchanged"/> in place of snapshots.
    /// What is chosen, and every problem, note and quarantined row, is the same.
    /// </summary>
    /// <param name="files">Files of any lists with their <see cref="ListFile.Digest"/>; one without is always read.</param>
    /// <param name="retrievedAt">The moment of retrieval.</param>
    /// <param name="memory">What was read before; it learns what is read now.</param>
    /// <param name="isHeld">True where the caller has the content of a list, by its hash.</param>
    /// <param name="parallelism">How many sets are read at once.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static LibraryReading ReadChanged(
        IEnumerable<ListFile> files, DateTimeOffset retrievedAt, ReadingMemory memory, Func<ListCode, string, bool> isHeld,
            int parallelism = 1, CancellationToken cancellation = default) =>
        Read(files, new ListLibraryRun(retrievedAt, Progress: null, memory, isHeld, parallelism), cancellation);

    private static LibraryReading Read(IEnumerable<ListFile> files, ListLibraryRun run, CancellationToken cancellation)
    {
        var recognition = new ListRecognition(Formats);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            recognition.Add(file);
        }

        var choice = new NewestChoice(Descriptors);
        var sets = recognition.Sets();
        var ahead = run.ReadAhead(sets, choice, cancellation);
        var read = new Dictionary<ListFileSet, RememberedSet>();
        foreach (var set in sets)
        {
            if (choice.IsSettled(set))
            {
                continue;
            }

            if (run.Memory.Find(set) is not { } said)
            {
                said = ahead.GetValueOrDefault(set) ?? run.Read(set, choice, cancellation);
                read[set] = said.WithoutParties();
            }

            choice.Add(set, said.Readings);
            if (said.Fault is { } fault)
            {
                recognition.Problems.Add(new ListProblem(set.Format.Lists is [var only] ? only : default, set.MainPath, fault));
            }
        }

        foreach (var set in choice.Wanting(run.IsHeld))
        {
            var said = run.Read(set, choice, cancellation);
            read[set] = said.WithoutParties();
            choice.Replace(set, said.Readings);
        }

        var result = choice.Result(run.RetrievedAt, recognition.Problems);
        run.Remember(sets, read, choice, result);
        return result;
    }
}

/// <summary>A version of a list that is about to be read.</summary>
/// <param name="Format">The form.</param>
/// <param name="Path">Its main file.</param>
public sealed record ListReadingProgress(string Format, string Path);

/// <summary>What a set of files says.</summary>
/// <param name="Snapshots">One snapshot per list that could be read, by code.</param>
/// <param name="Problems">Lists or files that could not be read, with the reason.</param>
/// <param name="Quarantined">Rows that could not be read, by list.</param>
public sealed record LibraryReading(ImmutableArray<WatchlistSnapshot> Snapshots, ImmutableArray<ListProblem> Problems,
    ImmutableArray<ListQuarantine> Quarantined)
{
    /// <summary>The files each snapshot was read from, by list.</summary>
    public ImmutableDictionary<ListCode, ImmutableArray<ListFile>> Files { get; init; } = ImmutableDictionary<ListCode,
        ImmutableArray<ListFile>>.Empty;

    /// <summary>Lists that were left unread, because their files have the bytes of the last reading and the caller has their
    /// content.</summary>
    public ImmutableArray<UnchangedList> Unchanged { get; init; } = [];

    /// <summary>Facts of the reading worth showing: versions passed over, files of a set that are missing.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A list or file that was refused.</summary>
/// <param name="List">The list; default where the file was not recognised as any.</param>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why, with the offending value.</param>
public sealed record ListProblem(ListCode List, string Path, string Reason);

/// <summary>A quarantined row of a list.</summary>
/// <param name="List">The list.</param>
/// <param name="Row">The row.</param>
public sealed record ListQuarantine(ListCode List, QuarantinedRow Row);
