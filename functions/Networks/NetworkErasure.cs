using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Log;

namespace Compliance.Functions.Networks;

/// <summary>Removes an erased account from the networks: its facts, its place among those who used an artefact, what officers wrote of it
/// and others, and the generation that was made with it. The next look, within a minute, makes another without it.</summary>
internal sealed class NetworkErasure(NetworkFactStore facts, NetworkGenerations generations, OperationService operations,
    RulingTexts rulings)
{
    /// <summary>Removes erased accounts, and what officers wrote of them.</summary>
    public async Task EraseAsync(IEnumerable<SubjectRef> subjects, ErasedPayload mark, CancellationToken cancellation)
    {
        var accounts = AccountsOf(subjects);
        if (accounts.Count > 0)
        {
            // What two people agreed on is carried out by the run in force, so before it goes.
            await operations.ForgetAsync(accounts.Select(account => account.Id).ToHashSet(StringComparer.Ordinal), cancellation);
            await rulings.ForgetAsync(accounts, mark, cancellation);
        }

        await ForgetAsync(accounts, cancellation);
    }

    /// <summary>Removes the facts of accounts.</summary>
    public async Task ForgetAsync(IEnumerable<SubjectRef> subjects, CancellationToken cancellation)
    {
        var accounts = AccountsOf(subjects);
        foreach (var account in accounts)
        {
            await facts.ForgetAsync(account, cancellation);
        }

        await (accounts.Count > 0 ? generations.ForgetAsync(cancellation) : Task.CompletedTask);
    }

    private static HashSet<SubjectRef> AccountsOf(IEnumerable<SubjectRef> subjects)
        => [.. subjects.Where(subject => subject.Kind == SubjectKind.Account)];
}
