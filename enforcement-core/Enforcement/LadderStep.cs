using System.Collections.Immutable;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>What the ladder takes by itself: the highest rung that a machine may decide, on the ground of the gravest signal that permits
/// it. What goes further is for people; this holds until they looked.</summary>
/// <param name="Row">The row.</param>
/// <param name="Signal">The signal whose ground it rests on.</param>
/// <param name="Measure">What is done.</param>
public sealed record LadderStep(LadderRow Row, Signal Signal, Measure Measure)
{
    /// <summary>What <see cref="Rung.RateLimit"/> bounds: ten requests and 20,000 tokens in a minute, five dollars in a day. A
    /// proposal.</summary>
    public static RateLimits Limits { get; } = new(10, 20_000, 500);

    /// <summary>What <see cref="Rung.CapabilityLimit"/> denies: whatever is not text. A proposal.</summary>
    public static Denials Denied { get; } = Denials.Of([], [], ["audio", "image", "video"]);

    /// <summary>True where acting at once would show the abuser what was noticed: it is delayed by a drawn time.</summary>
    public static bool Reveals(RiskHarm harm) => harm is RiskHarm.Evasion or RiskHarm.Coordination or RiskHarm.Extraction;

    /// <summary>The shortest and longest delay.</summary>
    public static (TimeSpan Shortest, TimeSpan Longest) Delay { get; } = (TimeSpan.FromHours(1), TimeSpan.FromHours(24));

    /// <summary>The delay of a draw.</summary>
    /// <param name="draw">A keyed hash of whom and what, 8 bytes or more: whoever does not know the key cannot foresee it.</param>
    public static TimeSpan DelayOf(ReadOnlySpan<byte> draw) => Delay.Shortest + TimeSpan.FromSeconds((long)(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(draw)
            % (ulong)((Delay.Longest - Delay.Shortest).TotalSeconds + 1)));

    /// <summary>What it takes; null where nothing.</summary>
    /// <param name="harm">The harm.</param>
    /// <param name="band">The band of its score.</param>
    /// <param name="points">Strike points that count now.</param>
    /// <param name="speaking">The signals that speak for the harm; those of learned models move the score, and no action rests on
    /// them.</param>
    /// <param name="policy">Who may decide what.</param>
    public static LadderStep? Of(RiskHarm harm, int band, int points, IEnumerable<Signal> speaking, LadderPolicy policy)
    {
        ImmutableArray<Signal> grave = [.. speaking.Where(one => !RiskLearnedRow.IsLearned(one.Type))
            .OrderByDescending(one => one.Severity).ThenByDescending(one => one.WeightMilli).ThenBy(one => one.Id, StringComparer.Ordinal)];
        return grave.IsEmpty ? null : LadderTable.Applying(harm, band, grave[0].Severity, points)
            .Where(row => LadderTable.PeopleOf(row, policy) == 0)
            .SelectMany(row => grave.Where(one => GroundCatalogue.Find(one.Ground)?.Permits(MeasureOf(row)) == true)
                .Take(1).Select(one => new LadderStep(row, one, MeasureOf(row))))
            .MaxBy(step => step.Row.Rung);
    }

    /// <summary>The action.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="subject">Whom it meets.</param>
    /// <param name="now">From when.</param>
    /// <param name="version">The version of the ladder.</param>
    /// <param name="harm">The harm.</param>
    /// <param name="facts">SHA-256 of what was scored, 64 digits.</param>
    public EnforcementAction Action(string id, SubjectRef subject, DateTimeOffset now, string version, RiskHarm harm, string facts) => new(
        id, "dec_" + id[^12..], subject, SubjectKinds.HasDescendants(subject.Kind) ? ActionReach.Descendants
            : ActionReach.Self, Measure, now,
        now + Row.Longest, [new ActionGround(Signal.Ground, RowOf(version, harm), facts, Signal.Id)], ActionOrigin.Automatic);

    /// <summary>How an action of the ladder names its row; so its own actions are known again.</summary>
    public static string RowOf(string version, RiskHarm harm) => $"{version} {harm.ToString().ToLowerInvariant()}";

    /// <summary>True where an action was taken by the ladder for a harm, under whatever version.</summary>
    public static bool IsOf(ActionState state, RiskHarm harm) => state.Action is { Origin: ActionOrigin.Automatic } action
        && action.Grounds.Any(ground => ground.Row.StartsWith("ladder/", StringComparison.Ordinal)
            && ground.Row.EndsWith(" " + harm.ToString().ToLowerInvariant(), StringComparison.Ordinal));

    /// <summary>Until when evidence is settled: a person ended an action of the ladder. It does not come back on what was known
    /// then.</summary>
    public static DateTimeOffset? ClearedAt(SubjectActions actions, RiskHarm harm) => actions.Actions.Values
        .Where(state => IsOf(state, harm) && state.End is { } end && end.By != OfficerId.System)
        .Select(state => (DateTimeOffset?)state.End!.At).Max();

    private static Measure MeasureOf(LadderRow row) => row.Rung switch
    {
        Rung.RateLimit => new Measure(Rung.RateLimit, false, Limits, Denials.None),
        Rung.CapabilityLimit => new Measure(Rung.CapabilityLimit, false, default, Denied),
        var rung => Measure.Of(rung),
    };
}
