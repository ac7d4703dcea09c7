using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Compliance.Functions.Storage;

/// <summary>
/// One of sixteen partitions of the screenings and of the monitored subjects. Evidence, outbox row and idempotency row of a screening share
/// one, because a batch is all-or-nothing only within a partition; sixteen keep every partition far below the 2,000 operations a second of
/// Azure Tables.
/// </summary>
internal readonly record struct Shard
{
    /// <summary>Number of shards. Fixed: ids embed the shard, so changing it would orphan stored screenings.</summary>
    public const int Count = 16;

    private Shard(int number) => Number = number;

    /// <summary>0 to 15.</summary>
    public int Number { get; }

    /// <summary>The partition key.</summary>
    public string Partition => "s" + Digit;

    /// <summary>The shard as one hexadecimal digit.</summary>
    public string Digit => Number.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>All shards in order.</summary>
    public static IEnumerable<Shard> All => Enumerable.Range(0, Count).Select(number => new Shard(number));

    /// <summary>The shard that a key falls to; stable for ever.</summary>
    public static Shard OfKey(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key))[0] % Count);

    /// <summary>The shard of a number; only its low four bits count.</summary>
    public static Shard OfNumber(int number) => new(number & (Count - 1));

    /// <summary>Reads the digit of an id.</summary>
    public static bool TryParse(char digit, out Shard shard)
    {
        shard = char.IsAsciiHexDigitLower(digit) || char.IsAsciiDigit(digit) ? new Shard(Convert.ToInt32(digit.ToString(), 16)) : default;
        return char.IsAsciiHexDigitLower(digit) || char.IsAsciiDigit(digit);
    }
}
