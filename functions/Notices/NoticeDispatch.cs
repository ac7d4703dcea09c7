using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Notices;

/// <summary>Sends the e-mails whose time has come. One that fails waits longer each time; one that comes back for good, or fails for three
/// days, is noted as bounced, and the notice lies in the inbox all the while.</summary>
internal sealed class NoticeDispatch(NoticeRows rows, SubjectStreamStore streams, NoticeContacts contacts, NoticeMailer mailer,
    NoticeWriter writer, TimeProvider time, ILogger<NoticeDispatch> log)
{
    /// <summary>Attempts, with the waits below over about three days.</summary>
    public const int MostAttempts = 16;

    private const int AtATime = 50;
    private const int MostRounds = 20;
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(8);

    /// <summary>Sends what is due; how many the relay took.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        var accepted = 0;
        if (!mailer.IsConfigured)
        {
            return accepted;
        }

        foreach (var (work, etag) in await rows.DueMailAsync(time.GetUtcNow(), AtATime, cancellation))
        {
            if (await rows.PutOffAsync(work with { NextAt = time.GetUtcNow() + HeldFor }, etag, cancellation))
            {
                accepted += await TrySendAsync(work, cancellation) ? 1 : 0;
            }
        }

        return accepted;
    }

    /// <summary>The wait after so many failed attempts.</summary>
    public static TimeSpan WaitAfter(int attempts)
    {
        var doubled = FirstWait * Math.Pow(2, Math.Min(attempts - 1, 12));
        return doubled < LongestWait ? doubled : LongestWait;
    }

    // One that cannot be sent for whatever reason was put off before, and holds up none behind it.
    private async Task<bool> TrySendAsync(NoticeWork work, CancellationToken cancellation)
    {
        try
        {
            return await SendAsync(work, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException && !StoreFailure.Is(error))
        {
            log.LogError(error, "Notice {Notice} could not be sent; it is tried again.", work.Notice);
            var attempts = work.Attempts + 1;
            await rows.PutOffAsync(work with
            {
                Attempts = attempts,
                LastError = error.GetType().Name,
                NextAt = time.GetUtcNow()
                + WaitAfter(attempts)
            }, "*", cancellation);
            return false;
        }
    }

    private async Task<bool> SendAsync(NoticeWork work, CancellationToken cancellation)
    {
        var stream = await streams.FindAsync(work.Subject, cancellation);
        var state = stream?.Notices.All.GetValueOrDefault(work.Notice!);
        var before = state?.Deliveries.GetValueOrDefault(NoticeChannel.Email);
        var to = stream is null ? null : (await contacts.FindAsync(stream.Subject, cancellation)).Email;
        if (state?.Notice is not { } notice || to is null || stream!.Subject.ErasedAt is not null || state.SupersededBy is not null
            || before?.SentAt is not null || before?.BouncedAt is not null)
        {
            // Not written yet: whoever added the row is about to, or another was first.
            await (state?.Notice is null && stream is not null
                ? rows.PutOffAsync(work with { NextAt = time.GetUtcNow() + SoonAgain }, "*", cancellation)
                : rows.MailDoneAsync(work, cancellation));
            return false;
        }

        var result = await mailer.SendAsync(to, notice, writer.BodyFor(notice, state.QueuedAt!.Value), cancellation);
        var now = time.GetUtcNow();
        var attempts = work.Attempts + 1;
        if (result.Accepted || result.IsFinal || attempts >= MostAttempts)
        {
            await NoteAsync(work, result.Accepted ? new NoticeSent(OfficerId.System, now, notice.Id, NoticeChannel.Email)
                : new NoticeBounced(OfficerId.System, now, notice.Id, NoticeChannel.Email, result.Reason!), cancellation);
        }
        else
        {
            log.LogWarning("Notice {Notice} was not taken at attempt {Attempt}: {Reason}", notice.Id, attempts, result.Reason);
            await rows.PutOffAsync(work with { Attempts = attempts, LastError = result.Reason, NextAt = now + WaitAfter(attempts) }, "*",
                cancellation);
            return false;
        }

        await rows.MailDoneAsync(work, cancellation);
        return result.Accepted;
    }

    /// <summary>Notes what became of a notice; false where it is not there.</summary>
    public async Task<bool> NoteAsync(NoticeWork work, NoticeEvent happened, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await streams.FindAsync(work.Subject, cancellation) is not { } stream
                || stream.Notices.All.GetValueOrDefault(happened.Id)?.Notice is null)
            {
                return false;
            }

            if (await streams.AppendAsync(stream, [StreamEvent.Of(happened)], [], cancellation))
            {
                return true;
            }
        }

        throw new TimeoutException($"A subject changed {MostRounds} times while a delivery was noted.");
    }
}
