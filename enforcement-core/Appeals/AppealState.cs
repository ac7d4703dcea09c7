using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Appeals;

/// <summary>An answer of the party.</summary>
/// <param name="At">When.</param>
/// <param name="Text">In their words.</param>
/// <param name="Attachments">Files.</param>
public sealed record AppealAnswer(DateTimeOffset At, string Text, ImmutableArray<AppealAttachment> Attachments);

/// <summary>An appeal with what became of it.</summary>
/// <param name="Appeal">The appeal.</param>
public sealed record AppealState(Appeal Appeal)
{
    /// <summary>The version: how often it was changed.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When it was admitted.</summary>
    public DateTimeOffset? AdmittedAt { get; init; }

    /// <summary>Why it cannot be looked into; null where it can.</summary>
    public AppealRefused? Refusal { get; init; }

    /// <summary>Who works on it.</summary>
    public OfficerId? AssignedTo { get; init; }

    /// <summary>What was asked of the party and is not answered yet.</summary>
    public InformationAsked? Question { get; init; }

    /// <summary>How many questions were asked.</summary>
    public int Questions { get; init; }

    /// <summary>What the party answered.</summary>
    public ImmutableArray<AppealAnswer> Answers { get; init; } = [];

    /// <summary>Business days that the clock stood.</summary>
    public int PausedBusinessDays { get; init; }

    /// <summary>An outcome that waits for a second person.</summary>
    public ProposedRuling? Proposed { get; init; }

    /// <summary>How it was decided.</summary>
    public AppealDecided? Decided { get; init; }

    /// <summary>What is to be learnt.</summary>
    public LearningOpened? Learning { get; init; }

    /// <summary>When every surface applied it.</summary>
    public DateTimeOffset? EffectiveAt { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the party took it back.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>True while somebody has to do something about it.</summary>
    public bool IsOpen => Decided is null && Refusal is null && WithdrawnAt is null;

    /// <summary>Where it stands.</summary>
    public AppealStatus Status => WithdrawnAt is not null ? AppealStatus.Withdrawn
        : Refusal is not null ? AppealStatus.Inadmissible
        : ClosedAt is not null ? AppealStatus.Closed
        : EffectiveAt is not null ? AppealStatus.Effective
        : Decided?.Ruling.Outcome switch
        {
            AppealOutcome.Upheld => AppealStatus.Upheld,
            AppealOutcome.Varied => AppealStatus.Varied,
            AppealOutcome.Overturned => AppealStatus.Overturned,
            AppealOutcome.Remitted => AppealStatus.Remitted,
            _ => Proposed is not null ? AppealStatus.SecondAwaited
                : Question is not null ? AppealStatus.InformationRequested
                : AssignedTo is not null ? AppealStatus.Assigned
                : AdmittedAt is not null ? AppealStatus.Admitted : AppealStatus.Received,
        };

    /// <summary>The moment after which it is late.</summary>
    public DateTimeOffset DueAt => PausedBusinessDays == 0 ? Appeal.DueAt
        : new DateTimeOffset(AppealClock.Calendar.Add(DateOnly.FromDateTime(Appeal.DueAt.AddTicks(-1).UtcDateTime), PausedBusinessDays)
            .AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>How it stands against its deadline.</summary>
    public ClockState ClockAt(DateTimeOffset now) => !IsOpen ? ClockState.Done
        : Question is not null ? ClockState.Paused
        : AlertClock.StateAt(DueAt, now);

    /// <summary>The appeal after one more event.</summary>
    public AppealState Apply(AppealEvent happened) => Change(happened) with { Version = Version + 1 };

    private AppealState Change(AppealEvent happened) => happened switch
    {
        AppealReceived => this,
        AppealAdmitted one => this with { AdmittedAt = AdmittedAt ?? one.At },
        AppealRefused one => this with { Refusal = one, AssignedTo = null },
        AppealAssigned one => this with { AssignedTo = one.By },
        AppealReleased => this with { AssignedTo = null },
        InformationAsked one => this with { Question = one, Questions = Questions + 1 },
        InformationGiven one => this with
        {
            Question = null,
            Answers = Answers.Add(new AppealAnswer(one.At, one.Text, one.Attachments)),
            PausedBusinessDays =
                PausedBusinessDays + (Question is { } asked ? AppealClock.Calendar.Between(Day(asked.At), Day(one.At)) : 0),
        },
        RulingProposed one => this with { Proposed = new ProposedRuling(one.By, one.At, one.Ruling, one.Siblings), Question = null },
        RulingDeclined => this with { Proposed = null },
        AppealDecided one => this with { Decided = one, Proposed = null, Question = null },
        LearningOpened one => this with { Learning = one },
        AppealEffective one => this with { EffectiveAt = EffectiveAt ?? one.At },
        AppealClosed one => this with { ClosedAt = ClosedAt ?? one.At },
        AppealWithdrawn one => this with { WithdrawnAt = WithdrawnAt ?? one.At, AssignedTo = null, Proposed = null },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}

/// <summary>The appeals about one subject: the fold of their events.</summary>
public sealed record SubjectAppeals
{
    /// <summary>No appeal yet.</summary>
    public static SubjectAppeals None { get; } = new();

    /// <summary>Appeals by id.</summary>
    public ImmutableSortedDictionary<string, AppealState> All { get; private init; } =
        ImmutableSortedDictionary.Create<string, AppealState>(StringComparer.Ordinal);

    /// <summary>The appeals after one more event.</summary>
    public SubjectAppeals Apply(AppealEvent happened)
    {
        var state = All.GetValueOrDefault(happened.Id);
        return happened is AppealReceived received
            ? state is null ? this with { All = All.SetItem(happened.Id, new AppealState(received.Appeal)) } : this
            : state is null ? this
            : this with { All = All.SetItem(happened.Id, state.Apply(happened)) };
    }
}

/// <summary>The clocks of appeals, in business days; days are days of UTC.</summary>
public static class AppealClock
{
    /// <summary>Business days in which an appeal is decided: seven days at the most.</summary>
    public const int DueBusinessDays = 5;

    /// <summary>How long after the notice an appeal can be made: six months at the least (Regulation (EU) 2022/2065, Article 20(1)), and
    /// no month is longer than 31 days, so 184.</summary>
    public const int OpenDays = 184;

    /// <summary>Which days are business days.</summary>
    public static BusinessCalendar Calendar => BusinessCalendar.UnitedStates;

    /// <summary>By when an appeal is decided that came at a moment: the end of the last business day.</summary>
    public static DateTimeOffset DueAt(DateTimeOffset receivedAt) => new(
        Calendar.Add(DateOnly.FromDateTime(receivedAt.UtcDateTime), DueBusinessDays).AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The last day on which an appeal can be made; it counts from the day on which the party was told.</summary>
    public static DateOnly LastDay(DateTimeOffset toldAt) => DateOnly.FromDateTime(toldAt.UtcDateTime).AddDays(OpenDays);

    /// <summary>The moment at which that day is over everywhere: nobody loses a day because of where they live (UTC−12).</summary>
    public static DateTimeOffset ClosesAt(DateTimeOffset toldAt)
        => new(LastDay(toldAt).AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(-12));
}

/// <summary>The order in which appeals are worked.</summary>
public static class AppealOrder
{
    /// <summary>Open appeals: what is late or due first, and of those the oldest; what waits for the party comes last.</summary>
    public static IEnumerable<AppealState> Of(IEnumerable<AppealState> appeals) => appeals.Where(appeal => appeal.IsOpen)
        .OrderBy(appeal => appeal.Question is not null).ThenBy(appeal => appeal.DueAt).ThenBy(appeal => appeal.Appeal.ReceivedAt)
        .ThenBy(appeal => appeal.Appeal.Id, StringComparer.Ordinal);
}
