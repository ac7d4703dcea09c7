using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>What the core made of a command: events to store, or a refusal.</summary>
internal sealed record StreamDecision(IReadOnlyList<StreamEvent> Events, Refusal? Refusal)
{
    public static StreamDecision Of<T>(CommandResult<T> result, Func<T, StreamEvent> wrap) => result.Match(
        events => new StreamDecision([.. events.Select(wrap)], null), refusal => new StreamDecision([], refusal));
}

/// <summary>A command on one stream: loads, lets the core decide, saves by compare-and-set, and begins again where somebody else came
/// first. Its key makes it happen once; refusals that say somebody may not are recorded.</summary>
internal sealed class StreamCommands(SubjectStreamStore streams, EnforcementIndex index, LadderRows ladder, AuditIntake intake)
{
    private const int MostRounds = 50;

    /// <summary>Gives a command.</summary>
    /// <param name="subject">Whose stream.</param>
    /// <param name="decide">What the core makes of it.</param>
    /// <param name="officer">Who.</param>
    /// <param name="id">The id of what it is about; null where it has none.</param>
    /// <param name="key">What makes it the same command; null for machines, whose commands are the same by what they say.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<ActionReply> GiveAsync(SubjectRef subject, Func<SubjectStream, Task<StreamDecision>> decide, Officer officer,
        string? id, CommandKey? key, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var stream = await streams.FoldedAsync(subject, cancellation);
            if (key is not null && await streams.RowAsync(subject, key.Row, cancellation) is { } known)
            {
                var before = JsonSerializer.Deserialize(known.Json, EnforcementRowJson.Default.CommandRow)!;
                return before.BodyHash == key.BodyHash ? new ActionReply.Done(stream, before.Action, Replayed: true)
                    : new ActionReply.KeyReused();
            }

            var decision = await decide(stream);
            if (decision.Refusal is { } refusal)
            {
                await (refusal.IsDenial ? intake.RecordAsync(officer.Id.Value, "action.refused", subject.Key, cancellation)
                    : Task.CompletedTask);
                return new ActionReply.Refused(refusal);
            }

            if (await SaveAsync(stream, decision.Events, id, key, cancellation) is { } after)
            {
                return new ActionReply.Done(after, id, Replayed: false);
            }
        }

        throw new TimeoutException($"A subject changed {MostRounds} times while one command was given.");
    }

    private async Task<SubjectStream?> SaveAsync(SubjectStream stream, IReadOnlyList<StreamEvent> events, string? id, CommandKey? key,
        CancellationToken cancellation)
    {
        if (events.Count == 0 && key is null)
        {
            return stream;
        }

        await AnnounceAsync(stream.Subject.Ref, events, cancellation);
        RecordOperation[] also = key is null ? [] : [new RecordOperation.Insert(key.Row,
            JsonSerializer.Serialize(new CommandRow(key.BodyHash, id), EnforcementRowJson.Default.CommandRow))];
        var (result, after) = await streams.CommitAsync(stream, events, also, cancellation);
        if (result.Succeeded && events.Any(IsForLadder))
        {
            await ladder.NoticeAsync(stream.Subject.Ref, cancellation);
        }

        return result.Succeeded ? after : null;
    }

    /// <summary>What points to the change is written before it.</summary>
    private async Task AnnounceAsync(SubjectRef subject, IReadOnlyList<StreamEvent> events, CancellationToken cancellation)
    {
        foreach (var happened in events)
        {
            await (happened switch
            {
                { Action: ActionProposed one } => index.WaitsAsync(subject, one.Action.Id, cancellation),
                { Action: EndProposed one } => index.WaitsAsync(subject, one.Action, cancellation),
                { Action: ActionDecided or StrikeGiven } => index.ActedAsync(subject, cancellation),
                var one when IsForLadder(one) => ladder.AnnounceAsync(subject, cancellation),
                { Ruling: not null } or { Subject: SubjectMerged } => index.RuledAsync(subject, cancellation),
                _ => Task.CompletedTask,
            });
        }
    }

    /// <summary>True where the ladder looks again: something was observed, or what a proof had met is met no more.</summary>
    private static bool IsForLadder(StreamEvent happened) => happened is { Signal: SignalObserved } or { Proof: VerificationWithdrawn };
}
