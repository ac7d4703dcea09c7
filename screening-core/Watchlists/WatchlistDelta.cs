using System.Collections.Immutable;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>A field of a party that changed, by its name in the canonical form.</summary>
/// <param name="Field">The field, such as <c>names</c> or <c>birthDates</c>.</param>
/// <param name="Old">Its canonical JSON before; null where it was not stated.</param>
/// <param name="New">Its canonical JSON after; null where it is not stated any more.</param>
public sealed record FieldChange(string Field, string? Old, string? New);

/// <summary>A party that stands in both states and differs.</summary>
/// <param name="Before">The party before.</param>
/// <param name="After">The party after.</param>
/// <param name="Changes">Its changed fields in canonical order; never empty.</param>
public sealed record AmendedParty(ListedParty Before, ListedParty After, ImmutableArray<FieldChange> Changes);

/// <summary>
/// What changed between two states of one list, on canonical records: an element that a publisher adds to every record and that we do not
/// read changes nothing.
/// </summary>
public sealed record WatchlistDelta
{
    /// <summary>The list.</summary>
    public required ListCode List { get; init; }

    /// <summary>Content hash of the state before; empty where there was none.</summary>
    public required string FromHash { get; init; }

    /// <summary>Content hash of the state after.</summary>
    public required string ToHash { get; init; }

    /// <summary>New parties, by key.</summary>
    public ImmutableArray<ListedParty> Added { get; init; } = [];

    /// <summary>Changed parties, by key.</summary>
    public ImmutableArray<AmendedParty> Amended { get; init; } = [];

    /// <summary>Parties that are gone, by key.</summary>
    public ImmutableArray<ListedParty> Delisted { get; init; } = [];

    /// <summary>True where nothing changed.</summary>
    public bool IsEmpty => Added.IsEmpty && Amended.IsEmpty && Delisted.IsEmpty;

    /// <summary>The parties that monitored subjects must be screened against again: the new ones and the new states of the changed
    /// ones.</summary>
    public IEnumerable<ListedParty> ToRescreen => Added.Concat(Amended.Select(one => one.After));

    /// <summary>All changes in the order of their entries.</summary>
    public IEnumerable<ListChange> Changes => Added.Select(party => new ListChange(ListChangeKind.Added, null, party))
        .Concat(Amended.Select(one => new ListChange(ListChangeKind.Amended, one.Before, one.After) { Fields = one.Changes }))
        .Concat(Delisted.Select(party => new ListChange(ListChangeKind.Delisted, party, null)))
        .OrderBy(change => change.Entry);

    /// <summary>The difference between two states; both are sorted by key, so one pass over both decides.</summary>
    /// <param name="before">The earlier state; null where there was none, then every party is added.</param>
    /// <param name="after">The later state.</param>
    /// <exception cref="ArgumentException">The states are of different lists.</exception>
    public static WatchlistDelta Between(WatchlistSnapshot? before, WatchlistSnapshot after)
    {
        if (before is not null && before.Version.Code != after.Version.Code)
        {
            throw new ArgumentException($"{before.Version.Code} is not the same list as {after.Version.Code}.", nameof(before));
        }

        var added = ImmutableArray.CreateBuilder<ListedParty>();
        var amended = ImmutableArray.CreateBuilder<AmendedParty>();
        var delisted = ImmutableArray.CreateBuilder<ListedParty>();
        var (old, now) = (before?.Parties ?? [], after.Parties);
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            var order = i == old.Length ? 1 : j == now.Length ? -1 : old[i].Entry.CompareTo(now[j].Entry);
            if (order < 0)
            {
                delisted.Add(old[i++]);
            }
            else if (order > 0)
            {
                added.Add(now[j++]);
            }
            else if (Compare(old[i++], now[j++]) is { } change)
            {
                amended.Add(change);
            }
        }

        return new WatchlistDelta
        {
            List = after.Version.Code,
            FromHash = before?.Version.ContentHash ?? "",
            ToHash = after.Version.ContentHash,
            Added = added.ToImmutable(),
            Amended = amended.ToImmutable(),
            Delisted = delisted.ToImmutable(),
        };
    }

    /// <summary>The changed fields of one party; null where the canonical forms are equal.</summary>
    /// <exception cref="ArgumentException">The parties are different entries.</exception>
    public static AmendedParty? Compare(ListedParty before, ListedParty after)
    {
        if (before.Entry != after.Entry)
        {
            throw new ArgumentException($"{before.Entry} and {after.Entry} are different entries.", nameof(after));
        }

        if (ReferenceEquals(before, after))
        {
            return null;
        }

        var (old, now) = (PartyCodec.Write(before), PartyCodec.Write(after));
        return old.AsSpan().SequenceEqual(now) ? null : new AmendedParty(before, after, ChangesOf(old, now));
    }

    private static ImmutableArray<FieldChange> ChangesOf(byte[] before, byte[] after)
    {
        using var old = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(after);
        var changes = ImmutableArray.CreateBuilder<FieldChange>();
        var names = old.RootElement.EnumerateObject().Select(property => property.Name)
            .Union(now.RootElement.EnumerateObject().Select(property => property.Name));
        foreach (var name in names)
        {
            var (left, right) = (TextOf(old.RootElement, name), TextOf(now.RootElement, name));
            if (left != right)
            {
                changes.Add(new FieldChange(name, left, right));
            }
        }

        return changes.ToImmutable();
    }

    private static string? TextOf(JsonElement party, string name) => party.TryGetProperty(name, out var value) ? value.GetRawText() : null;
}
