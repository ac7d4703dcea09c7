using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>How a command on actions ended.</summary>
internal abstract record ActionReply
{
    /// <summary>It was carried out, now or when its key came first.</summary>
    internal sealed record Done(SubjectStream Stream, string? Action, bool Replayed) : ActionReply;

    /// <summary>It was refused.</summary>
    internal sealed record Refused(Refusal Refusal) : ActionReply;

    /// <summary>Its key was used for another body.</summary>
    internal sealed record KeyReused : ActionReply;
}

/// <summary>A command with what makes it the same command: the caller, their key and the body.</summary>
internal sealed record CommandKey(string Client, string Key, string BodyHash)
{
    public string Row => EnforcementRows.Commands + Hash($"{Client}\n{Key}")[..32];

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Loads, lets the core decide, saves. Refusals that say somebody may not are recorded.</summary>
internal sealed class ActionService(SubjectStreamStore streams, EnforcementIndex index, AuditIntake intake, EnforcementOptions options,
    TimeProvider time)
{
    private const int MostRounds = 50;

    /// <summary>Gives a command about a subject.</summary>
    public async Task<ActionReply> GiveAsync(SubjectRef subject, ActionCommand command, Officer officer, int? seen, CommandKey? key,
        CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var stream = await streams.FindAsync(subject, cancellation);
            if (key is not null && await streams.RowAsync(subject, key.Row, cancellation) is { } known)
            {
                var before = JsonSerializer.Deserialize(known.Json, EnforcementRowJson.Default.CommandRow)!;
                return before.BodyHash == key.BodyHash ? new ActionReply.Done(stream, before.Action, Replayed: true)
                    : new ActionReply.KeyReused();
            }

            var result = ActionDecider.Decide(stream.Actions, command, await ContextAsync(stream, officer, seen, cancellation));
            if (result is CommandResult<ActionEvent>.Refused { Refusal: var refusal })
            {
                await RecordDenialAsync(refusal, officer, subject, cancellation);
                return new ActionReply.Refused(refusal);
            }

            var events = ((CommandResult<ActionEvent>.Accepted)result).Events;
            if (await SaveAsync(stream, [.. events.Select(StreamEvent.Of)], IdOf(command), key, cancellation) is { } after)
            {
                return new ActionReply.Done(after, IdOf(command), Replayed: false);
            }
        }

        throw new TimeoutException($"A subject changed {MostRounds} times while one command was given.");
    }

    private async Task<SubjectStream?> SaveAsync(SubjectStream stream, IReadOnlyList<StreamEvent> events, string? action, CommandKey? key,
        CancellationToken cancellation)
    {
        if (events.Count == 0 && key is null)
        {
            return stream;
        }

        var subject = stream.Subject.Ref;
        foreach (var happened in events)
        {
            await (happened.Action switch
            {
                ActionProposed one => index.WaitsAsync(subject, one.Action.Id, cancellation),
                EndProposed one => index.WaitsAsync(subject, one.Action, cancellation),
                ActionDecided => index.ActedAsync(subject, cancellation),
                _ => Task.CompletedTask,
            });
        }

        RecordOperation[] also = key is null ? [] : [new RecordOperation.Insert(key.Row,
            JsonSerializer.Serialize(new CommandRow(key.BodyHash, action), EnforcementRowJson.Default.CommandRow))];
        return await streams.AppendAsync(stream, events, also, cancellation)
            ? events.Aggregate(stream, (one, happened) => one.Then(happened)) : null;
    }

    private async Task<ActionContext> ContextAsync(SubjectStream stream, Officer officer, int? seen, CancellationToken cancellation) => new(
        officer, time.GetUtcNow(), LadderPolicy.Current, stream.Subject)
    {
        SeenVersion = seen,
        EndUsers = stream.Subject.Ref.Kind == SubjectKind.Account ? await index.EndUsersAsync(stream.Subject.Ref, cancellation) : 0,
        Protected = options.Protected.Contains(stream.Subject.Ref.ToString()),
        LegalHold = await index.IsHeldAsync(stream.Subject.Ref, cancellation),
    };

    private Task RecordDenialAsync(Refusal refusal, Officer officer, SubjectRef subject, CancellationToken cancellation)
        => refusal.IsDenial ? intake.RecordAsync(officer.Id.Value, "action.refused", subject.Key, cancellation) : Task.CompletedTask;

    private static string? IdOf(ActionCommand command) => command switch
    {
        ActionCommand.Propose one => one.Action.Id,
        ActionCommand.Second one => one.Action,
        ActionCommand.Decline one => one.Action,
        ActionCommand.End one => one.Action,
        ActionCommand.SecondEnd one => one.Action,
        ActionCommand.DeclineEnd one => one.Action,
        _ => null,
    };
}

/// <summary>Settings of enforcement.</summary>
/// <param name="Protected">Subjects that no action meets, written <c>account:ID</c>.</param>
/// <param name="OpenAiSecret">The secret that OpenAI signs its webhooks with; null where none is configured.</param>
internal sealed record EnforcementOptions(IReadOnlySet<string> Protected, byte[]? OpenAiSecret)
{
    public static EnforcementOptions None { get; } = new(new HashSet<string>(), null);
}
