using System.Globalization;

namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>Numbers as policies write them: amounts with a point, lengths of time with a letter, moments as days.</summary>
public static class PolicyQuantity
{
    private const int SecondsOfDay = 86_400;
    private static readonly (char Letter, long Seconds)[] Units = [('d', SecondsOfDay), ('h', 3600), ('m', 60), ('s', 1)];

    /// <summary>Reads a number of a kind; null where the word is none.</summary>
    public static long? Read(string word, PolicyType type, string unit) => type switch
    {
        PolicyType.Integer => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : null,
        PolicyType.Money => Amount(word, unit),
        PolicyType.Duration => Duration(word),
        PolicyType.Instant => Moment(word),
        _ => null,
    };

    /// <summary>Writes a number of a kind as <see cref="Read"/> reads it.</summary>
    public static string Write(long number, PolicyType type, string unit) => type switch
    {
        PolicyType.Money => AmountText(number, unit),
        PolicyType.Duration => DurationText(number),
        PolicyType.Instant => DateTimeOffset.FromUnixTimeSeconds(number).ToString(
            number % SecondsOfDay == 0 ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What a word of a kind looks like, for messages.</summary>
    public static string Example(PolicyType type, string unit) => type switch
    {
        PolicyType.Money => $"an amount such as 12.50 {unit}",
        PolicyType.Duration => "a length of time such as 7d, 24h or 30m",
        PolicyType.Instant => "a day such as 2026-11-22",
        _ => "a whole number",
    };

    /// <summary>Reads a length of time in seconds, <c>7d</c>; null where the word is none.</summary>
    public static long? Duration(string word)
        => word.Length > 1 && Units.FirstOrDefault(one => one.Letter == word[^1]) is { Seconds: > 0 } found
            && long.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= int.MaxValue ? count * found.Seconds : null;

    /// <summary>The name of a counter's window as features have it, <c>count(refusals, 24h)</c>.</summary>
    public static string CounterName(string counter, long seconds) => $"count({counter}, {DurationText(seconds)})";

    /// <summary>The name of a counter's window in its one spelling; null where the name is of none.</summary>
    public static string? CounterName(string name)
        => name.StartsWith("count(", StringComparison.Ordinal) && name.EndsWith(')') && name[6..^1].Split(',') is [var counter, var window]
            && Duration(window.Trim()) is { } seconds ? CounterName(counter.Trim(), seconds) : null;

    // A day is 24h, as windows are called; from two days on it is days.
    private static string DurationText(long seconds)
    {
        var (letter, unit) = Units.First(one => seconds % one.Seconds == 0
            && (one.Letter != 'd' || seconds == 0 || seconds >= 2 * SecondsOfDay));
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / unit}{letter}");
    }

    private static int DecimalsOf(string unit) => unit is "JPY" or "KRW" ? 0 : 2;

    private static long? Amount(string word, string unit)
        => decimal.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var stated)
            && stated * Power(unit) is var minor && minor == decimal.Truncate(minor) && Math.Abs(minor) <= 1e15m ? (long)minor : null;

    private static string AmountText(long minor, string unit) => (minor / Power(unit)).ToString("0." + new string('0', DecimalsOf(unit)),
        CultureInfo.InvariantCulture);

    private static decimal Power(string unit) => DecimalsOf(unit) == 0 ? 1m : 100m;

    private static long? Moment(string word) => DateTimeOffset.TryParseExact(word, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssZ"],
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUnixTimeSeconds() : null;
}
