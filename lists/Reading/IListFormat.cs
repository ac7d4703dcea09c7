using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Reading;

/// <summary>One official form of one list or of several lists in one file: it recognises its files and reads them into parties.</summary>
public interface IListFormat
{
    /// <summary>Short name, such as <c>ofac-csv</c>.</summary>
    string Name { get; }

    /// <summary>Higher wins where one list is present in several forms at the same date: the richest form first.</summary>
    int Richness { get; }

    /// <summary>
    /// Which role the file plays in this format (<c>main</c>, <c>addresses</c> …), decided by its name and its first bytes; null where it
    /// is none of its files. A set is complete when it has a <c>main</c> file.
    /// </summary>
    string? RoleOf(ListFile file, ReadOnlySpan<byte> head);

    /// <summary>Lists that the files may hold; empty where only reading tells. It lets the library leave older sets unread.</summary>
    ImmutableArray<ListCode> Lists => [];

    /// <summary>The role that a file of this name would play if its content were right; null where the name says nothing. It turns
    /// "silently not a list" into a problem.</summary>
    string? RoleOfName(string name) => null;

    /// <summary>The list's own date from the beginning of the main file, without reading the rest; null where the form has none
    /// there.</summary>
    DateTimeOffset? PublishedAt(ReadOnlySpan<byte> headOfMain) => null;

    /// <summary>Reads a set of files of one folder, by role. Streams; rows that cannot be read are quarantined, never dropped
    /// silently.</summary>
    /// <exception cref="ListFormatException">The files are not what they claim: wrong root, missing columns, truncated.</exception>
    ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation);
}

/// <summary>What one list's files say.</summary>
/// <param name="List">The list.</param>
/// <param name="Parties">Its parties, one per entry.</param>
/// <param name="Quarantined">Rows that could not be read.</param>
public sealed record ListReading(ListCode List, ImmutableArray<ListedParty> Parties, ImmutableArray<QuarantinedRow> Quarantined)
{
    /// <summary>The list's own date; null where the format has none.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Facts of the reading worth showing: elements nobody knew, counts the publisher states.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A row or element that could not be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Location">Line, row or element with its key, such as <c>line 120</c> or <c>sdnEntry uid 306</c>.</param>
/// <param name="Reason">What is wrong, with the offending value.</param>
public sealed record QuarantinedRow(string File, string Location, string Reason);

/// <summary>A file is not in the form it claims, or is truncated; nothing of it is used.</summary>
public sealed class ListFormatException : Exception
{
    /// <summary>Makes the error.</summary>
    public ListFormatException()
    {
    }

    /// <summary>Makes the error with what is wrong, naming file and place.</summary>
    public ListFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with what is wrong, naming file and place.</summary>
    public ListFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>Names of roles that all formats share.</summary>
public static class ListFormatRoles
{
    /// <summary>The file without which a set is not complete.</summary>
    public const string Main = "main";
}
