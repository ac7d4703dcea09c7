using System.Collections.Immutable;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.History;

/// <summary>What happened to a list.</summary>
public enum ListEventKind
{
    /// <summary>A version came into use after its guards let it.</summary>
    Activated,

    /// <summary>A version was refused; the one in use stayed.</summary>
    Refused,

    /// <summary>An operator brought a refused version into use.</summary>
    Accepted,

    /// <summary>An operator brought an earlier version back into use; newer ones stay out until released or outdated.</summary>
    RolledBack,

    /// <summary>A rollback ended: by an operator, or because a newer publication came.</summary>
    Released,

    /// <summary>A version was kept for look-backs without coming into use.</summary>
    Archived,

    /// <summary>The list could not be fetched or read; recorded when the reason changes, not at every attempt.</summary>
    Failed,

    /// <summary>Parties and files of an old version were removed; its row and its changes stay.</summary>
    Pruned,

    /// <summary>The list was confirmed again after failures or refusals.</summary>
    Recovered,
}

/// <summary>One event in the life of a list, audited. Numbered per list from 1 without gaps.</summary>
public sealed record ListEvent
{
    /// <summary>Number within the list; a cursor for whoever follows the list.</summary>
    public required long Sequence { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public required ListEventKind Kind { get; init; }

    /// <summary>Who: <c>system</c>, or the operator as the surface knows them.</summary>
    public required string By { get; init; }

    /// <summary>Content hash of the version it is about; empty where none could be read.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Content hash of the version in use before; empty where there was none.</summary>
    public string FromHash { get; init; } = "";

    /// <summary>The operator's reason, or why a version was refused or could not be fetched; null where there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>Hash of the rollback that it brought into force; null where it brought none, and in events of an older version.</summary>
    public string? HoldHash { get; init; }

    /// <summary>Hashes of the rows of the index of versions that were written with it, by the version's content hash; null where none
    /// were, and in events of an older version.</summary>
    public ImmutableSortedDictionary<string, string>? Versions { get; init; }

    /// <summary>How many parties changed; null where the content in use did not change.</summary>
    public DeltaCounts? Delta { get; init; }

    /// <summary>True where the content in use changed: there is a stored delta from <see cref="FromHash"/> to <see cref="Hash"/>.</summary>
    public bool ChangesContent => Kind is ListEventKind.Activated or ListEventKind.Accepted or ListEventKind.RolledBack;
}

/// <summary>How many parties changed from one version to another.</summary>
public sealed record DeltaCounts(int Added, int Amended, int Delisted)
{
    public static DeltaCounts Of(WatchlistDelta delta) => new(delta.Added.Length, delta.Amended.Length, delta.Delisted.Length);
}
