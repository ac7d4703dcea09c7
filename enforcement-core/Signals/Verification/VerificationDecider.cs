using System.Globalization;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<
    Compliance.EnforcementCore.Signals.Verification.VerificationEvent>;

namespace Compliance.EnforcementCore.Signals.Verification;

/// <summary>What becomes of a command on the proofs of identity of a subject. Asking for one is what a platform or an officer may;
/// withdrawing one is for officers.</summary>
public static class VerificationDecider
{
    /// <summary>The highest level that can be asked for.</summary>
    public const int HighestLevel = 3;

    /// <summary>Asks for a proof. Where one waits that would do, nothing happens: that one is the answer.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="state">Their proofs.</param>
    /// <param name="id">The id of the attempt.</param>
    /// <param name="level">What it must prove, 1 to 3.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="now">When.</param>
    public static Result Begin(Subject subject, SubjectVerifications state, string id, int level, OfficerId by, DateTimeOffset now)
        => subject.Ref.Kind is not (SubjectKind.Account or SubjectKind.EndUser)
            ? Result.Refuse(RefusalCode.WrongKind, "An account or an end user proves an identity.")
        : level is < 1 or > HighestLevel ? Result.Refuse(RefusalCode.BadParameters, "Levels are 1 to 3; 2 is a document.")
        : !subject.IsKnown ? Result.Refuse(RefusalCode.UnknownSubject, "Nothing is known of this subject.")
        : subject.ErasedAt is not null ? Result.Refuse(RefusalCode.ErasedSubject, "The subject was erased.")
        : subject.MergedInto is { } into ? Result.Refuse(RefusalCode.MergedSubject, $"The subject was merged into {into}.")
        : WaitingFor(subject.Ref, state, level, now) is not null ? Result.Happened()
        : state.TriesAt(subject.Ref, now) is (0, var next)
            ? Result.Refuse(RefusalCode.TooManyAttempts, string.Create(CultureInfo.InvariantCulture,
                $"There were {SubjectVerifications.MostTries} tries within a day. The next may begin at {next:yyyy-MM-ddTHH:mm:ssZ}."))
        : Result.Happened(new VerificationBegun(by, now, id, level, now + SubjectVerifications.Waits));

    /// <summary>The attempt that waits for a provider and would do; null where there is none.</summary>
    public static VerificationAttempt? WaitingFor(SubjectRef subject, SubjectVerifications state, int level, DateTimeOffset now)
        => state.Attempts(subject).LastOrDefault(one => one.Level >= level && one.StatusAt(now) == VerificationStatus.Waiting);

    /// <summary>Withdraws an attempt that waits, or a pass: neither counts from then on.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="state">Their proofs.</param>
    /// <param name="id">The attempt.</param>
    /// <param name="text">Why.</param>
    /// <param name="officer">Who.</param>
    /// <param name="now">When.</param>
    public static Result Withdraw(SubjectRef subject, SubjectVerifications state, string id, string? text, Officer officer,
        DateTimeOffset now)
        => officer.Role == OfficerRole.System || !officer.May(ReviewPermission.WorkEnforcement)
            ? Result.Refuse(RefusalCode.NotPermitted, $"The role {officer.Role} withdraws no proof.")
        : state.Attempts(subject).FirstOrDefault(one => one.Id == id) is not { } attempt
            ? Result.Refuse(RefusalCode.NotFound, "The subject has no such attempt.")
        : attempt.Withdrawn is not null ? Result.Happened()
        : attempt.StatusAt(now) is not (VerificationStatus.Waiting or VerificationStatus.Passed)
            ? Result.Refuse(RefusalCode.AlreadyEnded, "It ended without a pass; there is nothing to withdraw.")
        : CommandTexts.Refusal(text) is { } words ? Result.Refuse(words)
        : Result.Happened(new VerificationWithdrawn(officer.Id, now, id, text!));
}
