using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Signals.SignalEvent>;

namespace Compliance.EnforcementCore.Signals;

/// <summary>What becomes of a command on the signals about a subject.</summary>
public static class SignalDecider
{
    /// <summary>Retracts a signal: it was wrong, or its source took it back. That it was there remains; what rested on it ends only by a
    /// decision of its own.</summary>
    /// <param name="state">The signals as they are.</param>
    /// <param name="signal">The signal's id.</param>
    /// <param name="text">Why.</param>
    /// <param name="officer">Who.</param>
    /// <param name="now">When.</param>
    public static Result Retract(SubjectSignals state, string signal, string? text, Officer officer, DateTimeOffset now)
        => officer.Role != OfficerRole.System && !officer.May(ReviewPermission.WorkEnforcement)
            ? Result.Refuse(RefusalCode.NotPermitted, $"The role {officer.Role} retracts no signals.")
            : !state.All.ContainsKey(signal) ? Result.Refuse(RefusalCode.NotFound, "The subject has no such signal.")
            : state.Retracted.Contains(signal) ? Result.Happened()
            : CommandTexts.Refusal(text) is { } words ? Result.Refuse(words)
            : Result.Happened(new SignalRetracted(officer.Id, now, signal, text!));
}
