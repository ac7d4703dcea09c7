using System.Collections.Immutable;
using System.Text.Json;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Notices;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Appeals;

/// <summary>How a command on an appeal ended.</summary>
internal abstract record AppealReply
{
    /// <summary>It was carried out, now or when its key came first.</summary>
    internal sealed record Done(SubjectStream Stream, string Appeal, bool Replayed) : AppealReply;

    /// <summary>It was refused.</summary>
    internal sealed record Refused(Refusal Refusal) : AppealReply;

    /// <summary>Its key was used for another body.</summary>
    internal sealed record KeyReused : AppealReply;
}

/// <summary>Loads, lets the core decide, saves: what happens to the appeal, to the action and to its strikes is one batch of the subject's
/// partition.</summary>
internal sealed class AppealService(SubjectStreamStore streams, EnforcementIndex index, SiblingIndex siblings, NoticeRows rows,
    AuditIntake intake, TimeProvider time)
{
    private const int MostRounds = 50;

    /// <summary>Gives a command about an appeal of a subject.</summary>
    /// <param name="subject">Whom the action meets.</param>
    /// <param name="command">The command.</param>
    /// <param name="officer">Who; the service for the party.</param>
    /// <param name="seen">The version of the appeal that was read.</param>
    /// <param name="key">What makes the command the same.</param>
    /// <param name="link">The link that is used up with it.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<AppealReply> GiveAsync(SubjectRef subject, AppealCommand command, Officer officer, int? seen, CommandKey? key,
        AppealLink? link, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var stream = await streams.FindAsync(subject, cancellation);
            if (key is not null && await streams.RowAsync(subject, key.Row, cancellation) is { } known)
            {
                var before = JsonSerializer.Deserialize(known.Json, EnforcementRowJson.Default.CommandRow)!;
                return before.BodyHash == key.BodyHash ? new AppealReply.Done(stream, before.Action!, Replayed: true)
                    : new AppealReply.KeyReused();
            }

            if (link is not null && await streams.RowAsync(subject, link.UsedRow, cancellation) is not null)
            {
                return new AppealReply.Refused(new Refusal(RefusalCode.BadLink, "The link was used already."));
            }

            var result = AppealDecider.Decide(command, await ContextAsync(stream, command, officer, seen, cancellation));
            if (result is CommandResult<AppealBatch>.Refused { Refusal: var refusal })
            {
                if (refusal.IsDenial)
                {
                    await intake.RecordAsync(officer.Id.Value, "appeal.refused", subject.Key, cancellation);
                }

                return new AppealReply.Refused(refusal);
            }

            if (await SaveAsync(stream, ((CommandResult<AppealBatch>.Accepted)result).Events, IdOf(command), key, link, cancellation)
                is { } after)
            {
                return new AppealReply.Done(after, IdOf(command), Replayed: false);
            }
        }

        throw new TimeoutException($"A subject changed {MostRounds} times while one command was given.");
    }

    /// <summary>The appeal of a command.</summary>
    public static string IdOf(AppealCommand command) => command switch
    {
        AppealCommand.Receive one => one.Appeal.Id,
        AppealCommand.Assign one => one.Appeal,
        AppealCommand.Release one => one.Appeal,
        AppealCommand.Refuse one => one.Appeal,
        AppealCommand.Ask one => one.Appeal,
        AppealCommand.Answer one => one.Appeal,
        AppealCommand.Decide one => one.Appeal,
        AppealCommand.Second one => one.Appeal,
        AppealCommand.Decline one => one.Appeal,
        AppealCommand.Withdraw one => one.Appeal,
        AppealCommand.MarkEffective one => one.Appeal,
        AppealCommand.Close one => one.Appeal,
        _ => throw new InvalidOperationException($"Unknown command {command.GetType()}."),
    };

    // Siblings are looked for only where an outcome names them; a second person agrees to those that were named to them.
    private static bool Overturns(SubjectStream stream, AppealCommand command) => command switch
    {
        AppealCommand.Decide one => one.Ruling.Outcome == AppealOutcome.Overturned,
        AppealCommand.Second one => stream.Appeals.All.GetValueOrDefault(one.Appeal)?.Proposed?.Ruling.Outcome == AppealOutcome.Overturned,
        _ => false,
    };

    private async Task<SubjectStream?> SaveAsync(SubjectStream stream, ImmutableArray<AppealBatch> batches, string appeal, CommandKey? key,
        AppealLink? link, CancellationToken cancellation)
    {
        StreamEvent[] events = [.. batches.SelectMany(batch => batch.Appeals).Select(StreamEvent.Of),
            .. batches.SelectMany(batch => batch.Actions).Select(StreamEvent.Of)];
        if (events.Length == 0 && key is null && link is null)
        {
            return stream;
        }

        if (events.Any(happened => happened.Appeal is AppealReceived))
        {
            await rows.AppealComesAsync(appeal, cancellation);
        }

        if (events.Any(happened => happened.Action is ActionDecided))
        {
            await index.ActedAsync(stream.Subject.Ref, cancellation);
        }

        var also = new List<RecordOperation>();
        if (key is not null)
        {
            also.Add(new RecordOperation.Insert(key.Row,
                JsonSerializer.Serialize(new CommandRow(key.BodyHash, appeal), EnforcementRowJson.Default.CommandRow)));
        }

        if (link is not null)
        {
            also.Add(new RecordOperation.Insert(link.UsedRow,
                JsonSerializer.Serialize(new CommandRow("", appeal), EnforcementRowJson.Default.CommandRow)));
        }

        var (result, after) = await streams.CommitAsync(stream, events, also, cancellation);
        return result.Succeeded ? after with { Events = [.. stream.Events, .. events] } : null;
    }

    private async Task<AppealContext> ContextAsync(SubjectStream stream, AppealCommand command, Officer officer, int? seen,
        CancellationToken cancellation)
    {
        var contested = command is AppealCommand.Receive receive ? receive.Appeal.Action
            : stream.Appeals.All.GetValueOrDefault(IdOf(command))?.Appeal.Action;
        var state = contested is null ? null : stream.Actions.Actions.GetValueOrDefault(contested);
        var context = new AppealContext(officer, time.GetUtcNow(), LadderPolicy.Current, stream.Subject, stream.Actions, stream.Appeals)
        {
            SeenVersion = seen,
            ToldAt = contested is null ? null : NoticeWriter.ToldAt(stream, contested),
            LegalHold = await index.IsHeldAsync(stream.Subject.Ref, cancellation),
            EndUsers = stream.Subject.Ref.Kind == SubjectKind.Account ? await index.EndUsersAsync(stream.Subject.Ref, cancellation) : 0,
        };
        if (state?.Action is not { } action || officer.Role == OfficerRole.System)
        {
            return context;
        }

        var took = DecisionParticipants.Of(stream.Events.Select(happened => happened.Action).OfType<ActionEvent>(), action.DecisionId);
        return context with
        {
            Participants = took.People,
            UnknownParticipant = took.IsUnknown,
            Siblings = Overturns(stream, command) ? [.. (await siblings.FindAsync(action, cancellation)).Select(one => one.Id)] : [],
        };
    }
}
