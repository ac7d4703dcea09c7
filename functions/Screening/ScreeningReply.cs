
namespace Compliance.Functions.Screening;

/// <summary>How asking for a screening ended. Only <see cref="Answered"/> carries a decision; nothing else may be taken for an
/// allow.</summary>
internal abstract record ScreeningReply
{
    private ScreeningReply()
    {
    }

    /// <summary>The screening was made and its evidence is durable.</summary>
    /// <param name="Screening">The screening as stored.</param>
    /// <param name="Replayed">True where an earlier call with the same idempotency key made it.</param>
    internal sealed record Answered(StoredScreening Screening, bool Replayed) : ScreeningReply;

    /// <summary>The idempotency key was used for another body.</summary>
    internal sealed record KeyReused : ScreeningReply;

    /// <summary>No list is loaded yet.</summary>
    internal sealed record NotReady : ScreeningReply;

    /// <summary>The evidence could not be stored, so no decision is given.</summary>
    internal sealed record StoreFailed : ScreeningReply;

    public T Match<T>(Func<Answered, T> answered, Func<T> keyReused, Func<T> notReady, Func<T> storeFailed) => this switch
    {
        Answered reply => answered(reply),
        KeyReused => keyReused(),
        NotReady => notReady(),
        StoreFailed => storeFailed(),
        _ => throw new InvalidOperationException($"Unknown reply {GetType().Name}."),
    };
}
