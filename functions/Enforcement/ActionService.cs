using System.Security.Cryptography;
using System.Text;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
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

    /// <summary>The same command about what an id names: a key that came with another id or act is another command.</summary>
    public CommandKey About(string id, string act, string body) => this with { BodyHash = Hash($"{id}\n{act}\n{body}") };

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Commands on the actions and strikes of a subject.</summary>
internal sealed class ActionService(StreamCommands commands, EnforcementIndex index, EnforcementOptions options, TimeProvider time)
{
    /// <summary>Gives a command about a subject.</summary>
    public Task<ActionReply> GiveAsync(SubjectRef subject, ActionCommand command, Officer officer, int? seen, CommandKey? key,
        CancellationToken cancellation) => commands.GiveAsync(
            subject,
            async stream => StreamDecision.Of(
                ActionDecider.Decide(stream.Actions, command, await ContextAsync(stream, command, officer, seen, cancellation)),
                StreamEvent.Of),
            officer, IdOf(command), key, cancellation);

    private async Task<ActionContext> ContextAsync(SubjectStream stream, ActionCommand command, Officer officer, int? seen,
        CancellationToken cancellation) => new(officer, time.GetUtcNow(), LadderPolicy.Current, stream.Subject)
        {
            SeenVersion = seen,
            EndUsers = command is ActionCommand.Propose or ActionCommand.Second && stream.Subject.Ref.Kind == SubjectKind.Account
            ? await index.EndUsersAsync(stream.Subject.Ref, cancellation) : 0,
            Protected = options.Protected.Contains(stream.Subject.Ref.ToString()),
            LegalHold = await index.IsHeldAsync(stream.Subject.Ref, cancellation),
        };

    private static string? IdOf(ActionCommand command) => command switch
    {
        ActionCommand.Propose one => one.Action.Id,
        ActionCommand.Second one => one.Action,
        ActionCommand.Decline one => one.Action,
        ActionCommand.End one => one.Action,
        ActionCommand.SecondEnd one => one.Action,
        ActionCommand.DeclineEnd one => one.Action,
        ActionCommand.EndWithAlert one => one.Action,
        ActionCommand.GiveStrike one => one.Strike.Id,
        ActionCommand.VoidStrike one => one.Strike,
        _ => null,
    };
}

/// <summary>Settings of enforcement.</summary>
/// <param name="Protected">Subjects that no action meets, written <c>account:ID</c>.</param>
/// <param name="OpenAiSecret">The secret that OpenAI signs its webhooks with; null where none is configured.</param>
internal sealed record EnforcementOptions(IReadOnlySet<string> Protected, byte[]? OpenAiSecret)
{
    /// <summary>The key by which safety cases are read at OpenAI; null where none is configured.</summary>
    public string? OpenAiKey { get; init; }

    /// <summary>The secret that Stripe signs its identity events with; null where none is configured.</summary>
    public string? StripeSecret { get; init; }

    /// <summary>The secret that Persona signs its events with; null where none is configured.</summary>
    public string? PersonaSecret { get; init; }

    /// <summary>Where OpenAI answers.</summary>
    public Uri OpenAiUrl { get; init; } = new("https://api.openai.com");

    public static EnforcementOptions None { get; } = new(new HashSet<string>(), null);
}
