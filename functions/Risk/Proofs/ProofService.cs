using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Risk.Proofs;

/// <summary>Begins and withdraws proofs of identity. How one ends is said by its provider, as an event.</summary>
internal sealed class ProofService(StreamCommands commands, TimeProvider time)
{
    /// <summary>Begins one, where none waits that would do.</summary>
    public Task<ActionReply> BeginAsync(SubjectRef subject, int level, OfficerId by, CommandKey key, CancellationToken cancellation)
    {
        var id = SubjectVerifications.IdOf(subject, $"{key.Client}\n{key.Key}");
        return commands.GiveAsync(subject, stream => Task.FromResult(Begin(stream, id, level, by, time.GetUtcNow())), Officer.Service,
            id, key, cancellation);
    }

    /// <summary>An account that signs up is asked before anything else is known of it; so it is seen now.</summary>
    private static StreamDecision Begin(SubjectStream stream, string id, int level, OfficerId by, DateTimeOffset now)
    {
        var seen = stream.Subject is { IsKnown: false, Ref.Kind: SubjectKind.Account } ? StreamDecision.Of(SubjectDecider.Decide(
            stream.Subject, new SubjectCommand.See(now, null), new SubjectContext(Officer.Service, now)), StreamEvent.Of).Events : [];
        var subject = seen.Aggregate(stream.Subject, (known, happened) => known.Apply(happened.Subject!));
        var begun = StreamDecision.Of(VerificationDecider.Begin(subject, stream.Proofs, id, level, by, now), StreamEvent.Of);
        return begun.Refusal is null ? begun with { Events = [.. seen, .. begun.Events] } : begun;
    }

    /// <summary>Withdraws one. The ladder looks again: what the proof had met is met no more.</summary>
    public Task<ActionReply> WithdrawAsync(SubjectRef subject, string id, string? text, Officer officer, CommandKey? key,
        CancellationToken cancellation) => commands.GiveAsync(subject, stream => Task.FromResult(StreamDecision.Of(
            VerificationDecider.Withdraw(subject, stream.Proofs, id, text, officer, time.GetUtcNow()), StreamEvent.Of)), officer, id, key,
            cancellation);
}
