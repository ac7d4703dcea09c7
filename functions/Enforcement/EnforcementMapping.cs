using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Enforcement;

/// <summary>From the core's shapes to those of the interface.</summary>
internal static class EnforcementMapping
{
    /// <summary>How long a standing may be used without asking again.</summary>
    public static TimeSpan FreshFor { get; } = TimeSpan.FromSeconds(60);

    public static ActionAnswer ToAnswer(this SubjectStream stream, ActionState state, DateTimeOffset now)
    {
        var action = state.Action!;
        return new ActionAnswer(action.Id, action.DecisionId, action.Subject.ToString(), WireNames.Of(action.Reach),
            (int)action.Measure.Rung,
            NameOf(action.Measure), action.Measure.Freeze, Limits(action.Measure.Limits), Denied(action.Measure.Denied), action.From,
            action.Until, WireNames.Of(state.StatusAt(now)), WireNames.Of(action.Origin), [.. action.Grounds.Select(Ground)],
            stream.Appeals.ReasonsOr(action.Text),
            action.WhyNotNarrower, state.Maker?.Value, state.DecidedBy?.Value, state.DecidedAt,
            state.AwaitedEnd is { } end ? new AwaitedEndAnswer(end.By.Value, end.At, WireNames.Of(end.Reason), end.Until, end.Text) : null,
            state.End is { } ended ? new ActionEndAnswer(ended.By.Value, ended.Maker.Value, ended.At, ended.EndsAt,
                WireNames.Of(ended.Reason), stream.Appeals.ReasonsOr(ended.Text)!) : null,
            [.. stream.Actions.Surfaces.Values.Select(surface => new SurfaceAnswer(surface.Surface,
                state.DecidedVersion > 0 && Math.Max(surface.Sent, surface.Acknowledged) >= state.DecidedVersion,
                stream.Actions.IsEffectiveOn(surface.Surface, state), surface.AppliedAt, surface.Failures))],
            action.Redress, stream.Actions.StandingVersion);
    }

    public static StandingAnswer ToAnswer(this VersionedStanding standing, IEnumerable<SubjectRef> subjects, DateTimeOffset now) => new()
    {
        Subjects = [.. subjects.Select(subject => subject.ToString())],
        Rung = (int)standing.Standing.Rung,
        Frozen = standing.Standing.Frozen,
        Measures = [.. standing.Standing.Rungs.Select(WireNames.Of)],
        Limits = Limits(standing.Standing.Limits),
        Denied = Denied(standing.Standing.Denied),
        ChangesAt = standing.Standing.ChangesAt,
        ReasonCodes = [.. standing.Standing.ReasonCodes],
        Actions = [.. standing.Standing.Actions],
        Version = standing.Version,
        Known = standing.Known,
        AsOf = now,
        StaleAfter = now + FreshFor,
    };

    public static string NameOf(Measure measure) => measure.Freeze ? "freeze" : WireNames.Of(measure.Rung);

    /// <summary>A refusal as a problem document; its code is the core's.</summary>
    public static ProblemBody Of(Refusal refusal, int? seen = null, int? current = null)
    {
        var code = WireNames.Of(refusal.Code);
        return new ProblemBody
        {
            Type = "urn:compliance:problem:" + code.Replace('_', '-'),
            Title = "The command was refused.",
            Status = StatusOf(refusal.Code),
            Code = code,
            Detail = refusal.Text,
            Errors = refusal.Field is { } field ? [new FieldError(field, refusal.Value, refusal.Text)] : null,
            SeenVersion = seen,
            CurrentVersion = current,
        };
    }

    private static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.NotPermitted or RefusalCode.SamePerson or RefusalCode.RungAboveAuthority or RefusalCode.NeedsSecondPerson
            or RefusalCode.ProtectedSubject or RefusalCode.DeciderWasMakerOrChecker or RefusalCode.AutomatedOnly
            or RefusalCode.NotTheParty or RefusalCode.BadLink => StatusCodes.Status403Forbidden,
        RefusalCode.UnknownSubject or RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.WrongKind or RefusalCode.BadMoment or RefusalCode.BadText or RefusalCode.BadParameters or RefusalCode.NoGround
            or RefusalCode.GroundNotPermittingAction or RefusalCode.DurationOverLimit or RefusalCode.NarrowerScopePossible
            or RefusalCode.NoReasons or RefusalCode.MissingVariable or RefusalCode.RevealsDetector or RefusalCode.NoRedress
            => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };

    private static LimitsBody? Limits(RateLimits limits)
        => limits.IsEmpty ? null : new LimitsBody(limits.RequestsPerMinute, limits.TokensPerMinute, limits.UsdCentsPerDay);

    private static DeniedBody? Denied(Denials denied)
        => denied.IsEmpty ? null : new DeniedBody([.. denied.Providers], [.. denied.Models], [.. denied.Modalities]);

    private static GroundAnswer Ground(ActionGround ground)
        => new(ground.Code, GroundCatalogue.Find(ground.Code)?.Title ?? ground.Code, ground.Row, ground.Facts, ground.Reference);
}
