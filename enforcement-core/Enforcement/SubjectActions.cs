using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>What a surface was sent of a subject's standing, and what it says that it applies.</summary>
/// <param name="Surface">The surface, for example <c>router</c>.</param>
/// <param name="Sent">The highest version sent; 0 where none was.</param>
/// <param name="Acknowledged">The highest version it applies; 0 where none.</param>
/// <param name="AppliedAt">Since when it applies that version.</param>
/// <param name="Failures">Failed deliveries of versions it has not acknowledged.</param>
public sealed record SurfaceState(string Surface, int Sent, int Acknowledged, DateTimeOffset? AppliedAt, int Failures);

/// <summary>The actions and strikes on one subject: the fold of their events.</summary>
public sealed record SubjectActions
{
    /// <summary>No action yet.</summary>
    public static SubjectActions None { get; } = new();

    /// <summary>Actions by id, those of the past included.</summary>
    public ImmutableSortedDictionary<string, ActionState> Actions { get; private init; } =
        ImmutableSortedDictionary.Create<string, ActionState>(StringComparer.Ordinal);

    /// <summary>Strikes by id, voided ones included.</summary>
    public ImmutableSortedDictionary<string, Strike> Strikes { get; private init; } =
        ImmutableSortedDictionary.Create<string, Strike>(StringComparer.Ordinal);

    /// <summary>Who gave each strike, and when, by the strike's id.</summary>
    public ImmutableSortedDictionary<string, StrikeGiven> Given { get; private init; } =
        ImmutableSortedDictionary.Create<string, StrikeGiven>(StringComparer.Ordinal);

    /// <summary>Who voided a strike first, and why, by the strike's id.</summary>
    public ImmutableSortedDictionary<string, StrikeVoided> Voids { get; private init; } =
        ImmutableSortedDictionary.Create<string, StrikeVoided>(StringComparer.Ordinal);

    /// <summary>What each surface has.</summary>
    public ImmutableSortedDictionary<string, SurfaceState> Surfaces { get; private init; } =
        ImmutableSortedDictionary.Create<string, SurfaceState>(StringComparer.Ordinal);

    /// <summary>The version of this subject's own standing: how often it was changed by a decision. It only rises.</summary>
    public int StandingVersion { get; private init; }

    /// <summary>Points that count at a moment; never negative, because nothing is ever subtracted.</summary>
    public int PointsAt(DateTimeOffset at) => Strikes.Values
        .Where(strike => Counts(strike, at)).Sum(strike => strike.Points);

    /// <summary>True where a strike counts at a moment.</summary>
    public bool Counts(Strike strike, DateTimeOffset at) => strike.From <= at && at < strike.Until && !Voids.ContainsKey(strike.Id);

    /// <summary>The actions that rest on a reference (a signal, a screening, a case) and hold at a moment. Retracting what they rest on
    /// ends none of them unasked.</summary>
    public IEnumerable<ActionState> RestingOnReference(string reference, DateTimeOffset at)
        => Actions.Values.Where(state => state.HoldsAt(at) && state.Action!.Grounds.Any(ground => ground.Reference == reference));

    /// <summary>True where a surface applies everything that was decided so far.</summary>
    public bool IsEffectiveOn(string surface) => (Surfaces.GetValueOrDefault(surface)?.Acknowledged ?? 0) >= StandingVersion;

    /// <summary>True where a surface applies an action.</summary>
    public bool IsEffectiveOn(string surface, ActionState action)
        => action.DecidedAt is not null && (Surfaces.GetValueOrDefault(surface)?.Acknowledged ?? 0) >= action.DecidedVersion;

    /// <summary>Folds events.</summary>
    public static SubjectActions Fold(IEnumerable<ActionEvent> events) => events.Aggregate(None, (state, happened)
        => state.Apply(happened));

    /// <summary>The actions after one more event. An event that says nothing new changes nothing.</summary>
    public SubjectActions Apply(ActionEvent happened) => happened switch
    {
        ActionProposed one => With(one.Action.Id, state => state with { Action = one.Action, Maker = one.By, MakerBehind = one.Behind }),
        ActionDecided one => Decide(one),
        ActionDeclined one => With(one.Action, state => state with { Declined = true }),
        EndProposed one => With(one.Action, state => state.End is not null ? state
            : state with { AwaitedEnd = new AwaitedEnd(one.By, one.At, one.Reason, one.Until, one.Text) { Behind = one.Behind } }),
        EndDeclined one => With(one.Action, state => state with { AwaitedEnd = null }),
        ActionEnded one => End(one),
        StrikeGiven one => this with
        {
            Strikes = Strikes.SetItem(one.Strike.Id, one.Strike),
            Given = Given.SetItem(one.Strike.Id, one),
        },
        StrikeVoided one => this with
        {
            Voids = Voids.TryGetValue(one.Strike, out var before) && before.At <= one.At ? Voids : Voids.SetItem(one.Strike, one),
        },
        StandingSent one => On(one.Surface, state => state with { Sent = Math.Max(state.Sent, one.Version) }),
        StandingAcknowledged one => On(one.Surface, state => one.Version <= state.Acknowledged ? state
            : state with { Acknowledged = one.Version, AppliedAt = one.AppliedAt, Failures = 0 }),
        StandingDeliveryFailed one => On(one.Surface, state => one.Version <= state.Acknowledged ? state
            : state with { Failures = state.Failures + 1 }),
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    private SubjectActions Decide(ActionDecided decided)
    {
        var before = Actions.GetValueOrDefault(decided.Action.Id);
        return before?.DecidedAt is not null ? this : With(decided.Action.Id, state => state with
        {
            Action = decided.Action,
            Maker = decided.Maker,
            MakerBehind = decided.MakerBehind,
            DecidedBy = decided.By,
            DecidedBehind = decided.Behind,
            DecidedAt = decided.At,
            DecidedVersion = StandingVersion + 1,
        }) with
        { StandingVersion = StandingVersion + 1 };
    }

    private SubjectActions End(ActionEnded ended)
    {
        // Of two ends the earlier counts; of two at one moment the one decided first: so their order of arrival does not matter.
        var before = Actions.GetValueOrDefault(ended.Action)?.End;
        return before is not null && (before.EndsAt, before.At).CompareTo((ended.EndsAt, ended.At)) <= 0 ? this
            : With(ended.Action, state => state with { End = ended, AwaitedEnd = null }) with { StandingVersion = StandingVersion + 1 };
    }

    private SubjectActions With(string id, Func<ActionState, ActionState> change)
        => this with { Actions = Actions.SetItem(id, change(Actions.GetValueOrDefault(id) ?? new ActionState(id))) };

    private SubjectActions On(string surface, Func<SurfaceState, SurfaceState> change) => this with
    {
        Surfaces = Surfaces.SetItem(surface, change(Surfaces.GetValueOrDefault(surface) ?? new SurfaceState(surface, 0, 0, null, 0))),
    };
}
