using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Merges of two subjects. The halves lie in two partitions, which no batch spans: the one that is merged is written first, the other
/// follows, and whatever a crash leaves open is finished from the log. A merge only tightens what holds, so half of one grants nothing.
/// </summary>
internal sealed class SubjectMerges(SubjectStreamStore streams, StreamCommands commands, TimeProvider time)
{
    private const string Prefix = "mrg";

    /// <summary>The id of a merge: it names the subject that was merged, so it is found without an index.</summary>
    public static string IdOf(SubjectRef subject, CommandKey key)
        => SubjectItemIds.Of(Prefix, subject, $"merge\n{key.Client}\n{key.Key}");

    /// <summary>The key of the subject that was merged; null where the text is no id.</summary>
    public static string? KeyOf(string id) => SubjectItemIds.KeyOf(Prefix, id);

    /// <summary>Merges a subject into another, which goes on.</summary>
    public async Task<ActionReply> MergeAsync(SubjectRef subject, SubjectRef into, string text, Officer officer, CommandKey key,
        CancellationToken cancellation)
    {
        var other = await streams.FindAsync(into, cancellation);
        Refusal? refusal = !other.Subject.IsKnown ? new Refusal(RefusalCode.UnknownSubject, "There is no subject to merge into.")
            : other.Subject.ErasedAt is not null ? new Refusal(RefusalCode.ErasedSubject, "The subject to merge into was erased.")
            : other.Subject.MergedInto is { } next
                ? new Refusal(RefusalCode.MergedSubject, $"The subject to merge into was merged into {next}; merge into that one.")
            : null;
        var id = IdOf(subject, key);
        refusal ??= await MergedSubjects.ProblemAsync(streams, subject, into, cancellation);
        var reply = refusal is not null && !other.Subject.Merges.ContainsKey(id) ? new ActionReply.Refused(refusal)
            : await GiveAsync(subject, new SubjectCommand.MergeInto(id, into, text), officer, id, key, cancellation);
        await (reply is ActionReply.Done done ? SettleAsync(done.Stream, cancellation) : Task.CompletedTask);
        return reply;
    }

    /// <summary>Takes a merge back, on both sides.</summary>
    public async Task<ActionReply> UndoAsync(SubjectStream stream, string id, string text, Officer officer, CommandKey key,
        CancellationToken cancellation)
    {
        var reply = await GiveAsync(stream.Subject.Ref, new SubjectCommand.UndoMerge(id, text), officer, id, key, cancellation);
        await (reply is ActionReply.Done done ? SettleAsync(done.Stream, cancellation) : Task.CompletedTask);
        return reply;
    }

    /// <summary>Writes the other half of every merge of a subject that lacks it.</summary>
    public async Task SettleAsync(SubjectStream stream, CancellationToken cancellation)
    {
        foreach (var merge in stream.Subject.Merges.Values.Where(merge => merge.Into && merge.Other != default))
        {
            var known = (await streams.FindAsync(merge.Other, cancellation)).Subject.Merges.GetValueOrDefault(merge.Id);
            if (known is null)
            {
                await GiveAsync(merge.Other, new SubjectCommand.Absorb(merge.Id, stream.Subject.Ref), Officer.Service, merge.Id, null,
                    cancellation);
            }

            if (merge.Undone && known is not { Undone: true })
            {
                await GiveAsync(merge.Other, new SubjectCommand.UndoMerge(merge.Id, "The merge was taken back."), Officer.Service,
                    merge.Id, null, cancellation);
            }
        }
    }

    private Task<ActionReply> GiveAsync(SubjectRef subject, SubjectCommand command, Officer officer, string id, CommandKey? key,
        CancellationToken cancellation) => commands.GiveAsync(
            subject,
            stream => Task.FromResult(StreamDecision.Of(
                SubjectDecider.Decide(stream.Subject, command, new SubjectContext(officer, time.GetUtcNow())), StreamEvent.Of)),
            officer, id, key, cancellation);
}
