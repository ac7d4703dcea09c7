using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Attaches screenings to accounts: a screening names its account by the caller's id. Where it froze, the freeze is an action like any
/// other, so one place says what holds. It comes with the message that opens the alert, which is sent until it was handled; the action's id
/// follows from the account and the listings, so it is laid once however often the message comes.
/// </summary>
internal sealed class ScreeningAttachment(IEvidenceReader evidence, SubjectStreamStore streams, ActionService actions, TimeProvider time)
{
    /// <summary>Attaches a screening that an alert was opened for.</summary>
    public async Task AttachAsync(string screeningId, CancellationToken cancellation)
    {
        var screening = await evidence.FindAsync(screeningId, cancellation);
        if (screening?.Request.Subject.Id is not { } id
            || !SubjectRef.TryMake(SubjectKind.Account, id, out var account, out _))
        {
            return;
        }

        await SeeAsync(account, screening.DecidedAt, cancellation);
        if (screening.Outcome.Action != ScreeningAction.Freeze)
        {
            return;
        }

        var listings = string.Join('\n', screening.Outcome.Hits.Select(hit
            => hit.Entry.ToString()).Distinct().Order(StringComparer.Ordinal));
        var facts = CommandKey.Hash(listings);
        var known = (await streams.FoldedAsync(account, cancellation)).Actions.Actions;
        var freeze = new EnforcementAction(IdOf(account, listings), "dec_" + screeningId, account, ActionReach.Descendants,
            Measure.Frozen,
            screening.DecidedAt, null, [new ActionGround("law.list", "screening.freeze", facts, screeningId)], ActionOrigin.Law)
        { Redress = "a licence, a delisting, or a false match shown to us" };
        if (known.GetValueOrDefault(freeze.Id)?.EndsAt < screening.DecidedAt)
        {
            // What was lifted does not speak for a screening that came after it and demands the freeze again.
            freeze = freeze with { Id = IdOf(account, $"{listings}\n{screeningId}") };
        }

        if (!known.ContainsKey(freeze.Id)
            && await actions.GiveAsync(account, new ActionCommand.Propose(freeze), Officer.Service, null, null, cancellation)
            is ActionReply.Refused { Refusal: var refusal } && refusal.Code is RefusalCode.BadMoment)
        {
            // A message that was delayed for long: the freeze begins now, and says on which screening it rests.
            await actions.GiveAsync(account, new ActionCommand.Propose(freeze with { From = time.GetUtcNow() }),
                Officer.Service, null, null, cancellation);
        }
    }

    private static string IdOf(SubjectRef account, string what)
        => ActionIds.Of(account, SubjectItemIds.DigitsOf($"freeze\n{account}\n{what}"));

    private async Task SeeAsync(SubjectRef account, DateTimeOffset at, CancellationToken cancellation)
    {
        while (true)
        {
            var stream = await streams.FoldedAsync(account, cancellation, fenced: true);
            var events = SubjectDecider.Decide(stream.Subject, new SubjectCommand.See(at, null), new SubjectContext(Officer.Service, at))
                .Match(happened => happened, _ => []);
            if (events.IsEmpty || await streams.AppendAsync(stream, [.. events.Select(StreamEvent.Of)], [], cancellation))
            {
                return;
            }
        }
    }
}

/// <summary>Opens alerts, and attaches the screenings that raise them to their accounts.</summary>
internal sealed class AttachingAlertOpener(AlertOpener opener, ScreeningAttachment attachment) : IAlertOpener
{
    public async Task OpenAsync(AlertMessage message, CancellationToken cancellation)
    {
        await opener.OpenAsync(message, cancellation);
        await attachment.AttachAsync(message.ScreeningId, cancellation);
    }

    public async Task OpenAllAsync(IReadOnlyList<AlertMessage> messages, CancellationToken cancellation)
    {
        await opener.OpenAllAsync(messages, cancellation);
        foreach (var message in messages)
        {
            await attachment.AttachAsync(message.ScreeningId, cancellation);
        }
    }
}
