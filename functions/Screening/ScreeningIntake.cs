using System.Diagnostics;
using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Screening;

/// <summary>From the bytes of one request to what is answered: the same for a single request and for a line of a batch.</summary>
internal sealed class ScreeningIntake(ScreeningService desk, TimeProvider time)
{
    private const int MaxKeyChars = 200;

    /// <summary>Screens.</summary>
    /// <param name="body">The bytes; null where they were more than the limit.</param>
    /// <param name="client">Name of the caller.</param>
    /// <param name="idempotencyKey">The caller's key; null or empty for none.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <param name="unfit">What is wrong with a channel here; null where every one is taken.</param>
    public async Task<IntakeResult> ScreenAsync(byte[]? body, string client, string? idempotencyKey, CancellationToken cancellation,
        Func<Channel, FieldError?>? unfit = null)
    {
        if (body is null)
        {
            return Problems.TooLarge(RequestBody.MaxScreeningBytes);
        }

        if (idempotencyKey is { Length: > MaxKeyChars } || idempotencyKey?.Any(letter => letter is < ' ' or > '~') == true)
        {
            return Problems.InvalidHeader("Idempotency-Key", null, $"A key is 1 to {MaxKeyChars} printable ASCII characters.");
        }

        return RequestReading.Read(body, time.GetUtcNow()) switch
        {
            RequestReading.Malformed malformed => Problems.InvalidJson(malformed.Error),
            RequestReading.Invalid invalid => Problems.InvalidRequest(invalid.Errors),
            RequestReading.Valid valid when unfit?.Invoke(valid.Request.Channel) is { } error => Problems.InvalidRequest([error]),
            RequestReading.Valid valid => Answer(await desk.ScreenAsync(valid.Request, CallOf(body, client, idempotencyKey), cancellation)),
            _ => throw new InvalidOperationException("Unknown reading."),
        };
    }

    private static ScreeningCall CallOf(byte[] body, string client, string? key) =>
        new(client, string.IsNullOrEmpty(key) ? null : IdempotencyKey.Of(client, key, body), Activity.Current?.Id);

    private static IntakeResult Answer(ScreeningReply reply) => reply.Match<IntakeResult>(
        answered => new IntakeResult(answered.Screening.ToAnswer(), null, answered.Replayed),
        () => Problems.KeyReused(),
        () => Problems.NotReady(),
        () => Problems.StoreFailed());
}

/// <summary>An answer or a problem, never both.</summary>
internal sealed record IntakeResult(ScreeningAnswer? Answer, ProblemBody? Problem, bool Replayed = false)
{
    public int Status => Problem?.Status ?? StatusCodes.Status200OK;

    public static implicit operator IntakeResult(ProblemBody problem) => new(null, problem);
}
