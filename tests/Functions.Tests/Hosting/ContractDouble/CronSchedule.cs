using System.Globalization;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>A schedule of six fields (seconds first), of the forms NCrontab knows: <c>*</c>, <c>*/n</c>, <c>n</c>, <c>n-m</c> and lists of
/// them. UTC.</summary>
internal sealed class CronSchedule
{
    private static readonly (int Least, int Most)[] Ranges = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];
    private readonly HashSet<int>[] _fields;

    private CronSchedule(HashSet<int>[] fields) => _fields = fields;

    public static CronSchedule Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(parts.Length == 6, $"'{text}' is not a schedule of six fields.");
        return new CronSchedule([.. parts.Select((part, i) => Values(part, Ranges[i].Least, Ranges[i].Most))]);
    }

    /// <summary>The first occurrence after a moment.</summary>
    public DateTimeOffset After(DateTimeOffset moment)
    {
        var second = new DateTimeOffset(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        for (var i = 0; i < 32 * 24 * 3600; i++)
        {
            second = second.AddSeconds(1);
            int[] now = [second.Second, second.Minute, second.Hour, second.Day, second.Month, (int)second.DayOfWeek];
            if (now.Zip(_fields).All(pair => pair.Second.Contains(pair.First)))
            {
                return second;
            }
        }

        throw new InvalidOperationException("The schedule has no occurrence within a month.");
    }

    private static HashSet<int> Values(string field, int least, int most)
    {
        var values = new HashSet<int>();
        foreach (var part in field.Split(','))
        {
            var (range, step) = part.Split('/') is [var first, var every] ? (first, Number(every)) : (part, 1);
            var (from, to) = range == "*" ? (least, most) : range.Split('-') is [var low, var high] ? (Number(low), Number(high))
                : (Number(range), Number(range));
            for (var value = from; value <= to; value += step)
            {
                Assert.InRange(value, least, most);
                values.Add(value);
            }
        }

        return values;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
