using System.Collections.Immutable;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Console.Models;

/// <summary>The page of one list.</summary>
/// <param name="Line">The list.</param>
/// <param name="Guards">What the version in use measures against its guards.</param>
/// <param name="Versions">The versions that are kept, newest first.</param>
/// <param name="Events">The latest events, newest first.</param>
/// <param name="Faults">What is wrong with the record of the events.</param>
public sealed record ListPageModel(
    ListLine Line, ImmutableArray<GuardReading> Guards, ImmutableArray<StoredVersion> Versions, ImmutableArray<ListEvent> Events,
        int Faults)
{
    /// <summary>Parties that left the list and did not come back.</summary>
    public int Delisted { get; init; }

    /// <summary>True where the officer may roll back, accept and release.</summary>
    public bool MayAct { get; init; }

    /// <summary>Why an act was refused; null where none was.</summary>
    public string? Problem { get; init; }
}

/// <summary>The page of one change of a list.</summary>
/// <param name="Line">The list.</param>
/// <param name="Event">The change.</param>
/// <param name="Changes">The parties of this page.</param>
/// <param name="Kind">The kind that is shown; null for all.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Pages">How many there are.</param>
public sealed record ListChangePageModel(ListLine Line, ListEvent Event, ImmutableArray<ListChange> Changes, ListChangeKind? Kind,
    int Page, int Pages);
