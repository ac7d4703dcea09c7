using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Networks;

/// <summary>Removes an erased account from the networks: its facts, its place among those who used an artefact, and the generation that
/// was made with it. The next look, within a minute, makes another without it.</summary>
internal sealed class NetworkErasure(NetworkFactStore facts, NetworkGenerations generations, ReturnWatch returns)
{
    /// <summary>Removes accounts.</summary>
    public async Task ForgetAsync(IEnumerable<SubjectRef> subjects, CancellationToken cancellation)
    {
        var any = false;
        foreach (var account in subjects.Where(subject => subject.Kind == SubjectKind.Account))
        {
            await facts.ForgetAsync(account, cancellation);
            await returns.ForgetAsync(account, cancellation);
            any = true;
        }

        await (any ? generations.ForgetAsync(cancellation) : Task.CompletedTask);
    }
}
