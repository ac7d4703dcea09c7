using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>What happened to a party between two states of its list.</summary>
public enum ListChangeKind
{
    /// <summary>It is new, or came back.</summary>
    Added,

    /// <summary>It stands in both states and differs.</summary>
    Amended,

    /// <summary>It is gone.</summary>
    Delisted,
}

/// <summary>One party that differs between two states of its list.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Before">The party before; null where it is new.</param>
/// <param name="After">The party after; null where it is gone.</param>
public sealed record ListChange(ListChangeKind Kind, ListedParty? Before, ListedParty? After)
{
    /// <summary>The party's entry.</summary>
    public ListEntryId Entry => Latest.Entry;

    /// <summary>The party as the later state has it; where it is gone, as the earlier state had it.</summary>
    public ListedParty Latest => After ?? Before ?? throw new InvalidOperationException("A change has a party before or after.");

    /// <summary>Changed fields of an amended party, in canonical order; empty for the other kinds.</summary>
    public ImmutableArray<FieldChange> Fields { get; init; } = [];
}

/// <summary>A party that left its list: it stays findable, with the day it left, and blocks nobody.</summary>
/// <param name="Party">The party as the list last had it.</param>
/// <param name="DelistedAt">When the version without it came into use.</param>
/// <param name="LastVersion">Content hash of the last version that held it.</param>
public sealed record DelistedParty(ListedParty Party, DateTimeOffset DelistedAt, string LastVersion);
