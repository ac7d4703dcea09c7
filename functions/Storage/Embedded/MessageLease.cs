using System.Globalization;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>A message's number and the count of its leases so far; a later lease or an abandonment makes an older one void.</summary>
internal readonly record struct MessageLease(long Message, long Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Message}.{Number}");

    /// <summary>Reads the text that a receive gave out.</summary>
    public static MessageLease Parse(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && long.TryParse(token.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var message)
            && long.TryParse(token.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new MessageLease(message, number)
            : throw new StorageLimitException("The lease token was not given out by this store. Pass the received message unchanged.");
    }
}
