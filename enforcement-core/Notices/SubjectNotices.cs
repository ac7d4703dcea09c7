using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Notices;

/// <summary>Where a notice stands.</summary>
public enum NoticeStatus
{
    /// <summary>It is owed and not written yet.</summary>
    Drafted,

    /// <summary>It is kept back until a moment.</summary>
    Withheld,

    /// <summary>It was written and lies in the inbox.</summary>
    Queued,

    /// <summary>It was handed to a way out.</summary>
    Sent,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>Every way out but the inbox failed.</summary>
    Bounced,

    /// <summary>Another notice says what holds now.</summary>
    Superseded,
}

/// <summary>What became of a notice on one way out.</summary>
/// <param name="Channel">The way.</param>
/// <param name="SentAt">When it was handed over.</param>
/// <param name="DeliveredAt">When it arrived.</param>
/// <param name="BouncedAt">When it came back.</param>
/// <param name="Reason">Why it came back.</param>
public sealed record NoticeDelivery(NoticeChannel Channel, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, DateTimeOffset? BouncedAt,
    string? Reason);

/// <summary>A notice with what became of it.</summary>
/// <param name="Id">The notice.</param>
public sealed record NoticeState(string Id)
{
    /// <summary>The notice; null while it is kept back.</summary>
    public Notice? Notice { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>Why and until when it is kept back; null where it never was.</summary>
    public NoticeWithheld? Withheld { get; init; }

    /// <summary>When somebody let it go before its time.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>The ways out, in their order.</summary>
    public ImmutableSortedDictionary<NoticeChannel, NoticeDelivery> Deliveries { get; init; } =
        ImmutableSortedDictionary<NoticeChannel, NoticeDelivery>.Empty;

    /// <summary>The notice that says what holds now.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>True while it is kept back.</summary>
    public bool IsWithheldAt(DateTimeOffset at) => Notice is null && Withheld is { } withheld && ReleasedAt is null && at < withheld.Until;

    /// <summary>Where it stands.</summary>
    public NoticeStatus StatusAt(DateTimeOffset at) => SupersededBy is not null ? NoticeStatus.Superseded
        : IsWithheldAt(at) ? NoticeStatus.Withheld
        : Notice is null ? NoticeStatus.Drafted
        : Deliveries.Values.Any(one => one.DeliveredAt is not null) ? NoticeStatus.Delivered
        : Deliveries.Values.Any(one => one.BouncedAt is not null) ? NoticeStatus.Bounced
        : Deliveries.Values.Any(one => one.SentAt is not null) ? NoticeStatus.Sent
        : NoticeStatus.Queued;
}

/// <summary>The notices to one subject: the fold of their events.</summary>
public sealed record SubjectNotices
{
    /// <summary>No notice yet.</summary>
    public static SubjectNotices None { get; } = new();

    /// <summary>Notices by id.</summary>
    public ImmutableSortedDictionary<string, NoticeState> All { get; private init; } =
        ImmutableSortedDictionary.Create<string, NoticeState>(StringComparer.Ordinal);

    /// <summary>The notices after one more event. An event that says nothing new changes nothing.</summary>
    public SubjectNotices Apply(NoticeEvent happened) => happened switch
    {
        NoticeWithheld one => With(one.Id, state => state with { Withheld = one, ReleasedAt = null }),
        NoticeReleased one => With(one.Id, state => state with { ReleasedAt = state.ReleasedAt ?? one.At }),
        NoticeQueued one => With(one.Id, state => state.Notice is not null ? state
            : state with { Notice = one.Notice, QueuedAt = one.At }),
        NoticeSent one => On(one.Id, one.Channel, delivery => delivery with { SentAt = delivery.SentAt ?? one.At }),
        NoticeDelivered one => On(one.Id, one.Channel, delivery => delivery with { DeliveredAt = delivery.DeliveredAt ?? one.At }),
        NoticeBounced one => On(one.Id, one.Channel, delivery => delivery with { BouncedAt = one.At, Reason = one.Reason }),
        NoticeSuperseded one => With(one.Id, state => state with { SupersededBy = state.SupersededBy ?? one.Later }),
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    private SubjectNotices With(string id, Func<NoticeState, NoticeState> change)
        => this with { All = All.SetItem(id, change(All.GetValueOrDefault(id) ?? new NoticeState(id))) };

    private SubjectNotices On(string id, NoticeChannel channel, Func<NoticeDelivery, NoticeDelivery> change) => With(id, state =>
        state with
        {
            Deliveries = state.Deliveries.SetItem(channel,
                change(state.Deliveries.GetValueOrDefault(channel) ?? new NoticeDelivery(channel, null, null, null, null))),
        });
}
