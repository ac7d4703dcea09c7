using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.History;

/// <summary>An event that is about to be recorded, with what changes beside it: all in one commit.</summary>
/// <param name="List">The list.</param>
/// <param name="Kind">What happened.</param>
/// <param name="By">Who.</param>
internal sealed record ListAct(ListCode List, ListEventKind Kind, string By)
{
    /// <summary>Who acts where no person does.</summary>
    public const string System = "system";

    /// <summary>See <see cref="ListEvent.Hash"/>.</summary>
    public string Hash { get; init; } = "";

    /// <summary>See <see cref="ListEvent.FromHash"/>.</summary>
    public string FromHash { get; init; } = "";

    /// <summary>See <see cref="ListEvent.Reason"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>See <see cref="ListEvent.Delta"/>.</summary>
    public DeltaCounts? Delta { get; init; }

    /// <summary>The version's row of the index; null leaves the index as it is.</summary>
    public StoredVersion? Version { get; init; }

    /// <summary>The row of the version whose place it takes; null where there is none.</summary>
    public StoredVersion? Replaced { get; init; }

    /// <summary>A rollback that comes into force; null changes nothing.</summary>
    public ListHold? Hold { get; init; }

    /// <summary>True where the rollback in force ends.</summary>
    public bool EndsHold { get; init; }
}
