using System.ComponentModel;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Risk;

/// <summary>A proof of identity that is asked for.</summary>
internal sealed record ProofBody
{
    [Description("Whose: account:ID or end_user:ACCOUNT/ID. The provider is given the same name as its reference.")]
    public string? Subject { get; init; }

    [Description("What it must prove, 1 to 3; 2, a document, where nothing is said. Decisions ask for 2.")]
    public int? Level { get; init; }
}

/// <summary>A proof of identity that is withdrawn.</summary>
internal sealed record WithdrawProofBody
{
    [Description("Why, in words.")]
    public string? Text { get; init; }
}

/// <summary>One attempt to prove an identity.</summary>
public sealed record ProofAnswer(string Id,
    [property: Description("What a provider is given as its reference, so that its callback finds the attempt.")] string Subject,
    [property: Description("What a pass must prove; 0 where nobody had asked.")] int Level,
    [property: Description("waiting, passed, failed, expired, abandoned or withdrawn.")] string Status,
    DateTimeOffset From, [property: Description("When it expires; null where nobody had asked.")] DateTimeOffset? Until,
    [property: Description("Who asked; null where nobody had.")] string? By, ProofResultAnswer[] Results,
    ProofWithdrawalAnswer? Withdrawn);

public sealed record ProofResultAnswer(string Outcome, int Level, string Provider, DateTimeOffset At);

public sealed record ProofWithdrawalAnswer(string By, DateTimeOffset At, string Text);

/// <summary>The proofs of identity of a subject.</summary>
public sealed record ProofsAnswer(string Subject,
    [property: Description("How many more may begin now: five within a day.")] int TriesLeft,
    [property: Description("When the next may begin; null where one may now.")] DateTimeOffset? NextAt,
    [property: Description("The attempt that waits for its provider; null where none does.")] string? Waiting,
    [property: Description("Newest first.")] ProofAnswer[] Attempts)
{
    private const int Shown = 100;

    /// <summary>From a stream.</summary>
    internal static ProofsAnswer Of(SubjectStream stream, DateTimeOffset now)
    {
        var subject = stream.Subject.Ref;
        var attempts = stream.Proofs.Attempts(subject);
        var (left, next) = stream.Proofs.TriesAt(subject, now);
        return new ProofsAnswer(subject.ToString(), Math.Max(0, left), next,
            attempts.LastOrDefault(one => one.StatusAt(now) == VerificationStatus.Waiting)?.Id,
            [.. attempts.Reverse().Take(Shown).Select(one => Of(subject.ToString(), one, now))]);
    }

    private static ProofAnswer Of(string subject, VerificationAttempt one, DateTimeOffset now) => new(one.Id, subject, one.Level,
        WireNames.Of(one.StatusAt(now)), one.From, one.Begun?.Until, one.Begun?.By.Value,
        [.. one.Results.Select(result => new ProofResultAnswer(WireNames.Of(result.Outcome), result.Level, result.Provider,
            result.SeenAt))],
        one.Withdrawn is { } gone ? new ProofWithdrawalAnswer(gone.By.Value, gone.At, gone.Text) : null);
}

/// <summary>What a challenge asks for, and where it begins.</summary>
public sealed record AskedProofAnswer(
    [property: Description("Whose identity; the subject of the body of POST /api/v1/verifications.")] string Subject,
    [property: Description("What it must prove: 2 is a document.")] int Level,
    [property: Description("How many more may begin now.")] int TriesLeft,
    [property: Description("The attempt that waits already; null where one is to be begun.")] string? Waiting);
