using System.Buffers;
using System.Security.Cryptography;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Screening;

/// <summary>
/// The id of a screening: <c>scr_</c>, ten characters of time (milliseconds), twelve of randomness, one of the shard. Ids sort by time; the
/// last character leads to the partition. The alphabet is Crockford's base 32 in lower case.
/// </summary>
internal static class ScreeningId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);
    private const string Prefix = "scr_";
    private const int TimeLength = 10;
    private const int RandomLength = 12;
    private const int Length = 4 + TimeLength + RandomLength + 1;

    /// <summary>A new id.</summary>
    /// <param name="now">The moment of the screening.</param>
    /// <param name="shard">The shard it is stored in.</param>
    /// <param name="random">Twelve bytes or more of randomness; null draws them from the operating system.</param>
    public static string Create(DateTimeOffset now, Shard shard, byte[]? random = null)
    {
        random ??= RandomNumberGenerator.GetBytes(RandomLength);
        return string.Create(Length, (Time: now.ToUnixTimeMilliseconds(), shard, random), static (text, state) =>
        {
            Prefix.CopyTo(text);
            var time = state.Time;
            for (var i = TimeLength - 1; i >= 0; i--, time >>= 5)
            {
                text[Prefix.Length + i] = Alphabet[(int)(time & 31)];
            }

            for (var i = 0; i < RandomLength; i++)
            {
                text[Prefix.Length + TimeLength + i] = Alphabet[state.random[i] & 31];
            }

            text[^1] = state.shard.Digit[0];
        });
    }

    /// <summary>The shard of an id; false where the text is not the id of a screening.</summary>
    public static bool TryReadShard(string? id, out Shard shard)
    {
        shard = default;
        return id is { Length: Length } && id.StartsWith(Prefix, StringComparison.Ordinal)
            && id.AsSpan(Prefix.Length).IndexOfAnyExcept(Letters) < 0
            && Shard.TryParse(id[^1], out shard);
    }
}
