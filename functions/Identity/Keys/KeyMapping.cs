namespace Compliance.Functions.Identity.Keys;

/// <summary>Stored keys as wire shapes.</summary>
internal static class KeyMapping
{
    /// <summary>All keys with the state of their audit chain.</summary>
    public static async Task<KeysAnswer> ToAnswerAsync(KeyStore store, DateTimeOffset now, CancellationToken cancellation)
    {
        var keys = await store.ListAsync(cancellation);
        var (records, faults) = await store.HistoryAsync(cancellation);
        return new KeysAnswer([.. keys.Select(key => key.ToAnswer(now))], records.Length, [.. faults.Select(fault => fault.Text)]);
    }

    public static KeyAnswer ToAnswer(this ListedKey listed, DateTimeOffset now)
    {
        var key = listed.Key;
        var state = key.RevokedAt is not null ? "revoked" : now >= key.ExpiresAt ? "expired" : "valid";
        return new KeyAnswer(key.Id, key.Name, key.Scopes, state, key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.RevokedAt,
            listed.LastUsedAt)
        { Holder = key.Holder };
    }

    public static NewKeyAnswer ToAnswer(this KeyMaking.Made made, DateTimeOffset now) =>
        new(new ListedKey(made.Key, null).ToAnswer(now), made.Text,
        [.. made.Retired.Select(key => new ListedKey(key, null).ToAnswer(now))]);
}
