using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.EnforcementCore.Extraction;

/// <summary>The stored form of a stream: small, and equal streams are equal text. A line of the stream, then one for each
/// campaign.</summary>
public static class WatchedStreamCodec
{
    private const string Version = "1";
    private const int RecentBytes = 16;

    /// <summary>Writes.</summary>
    public static string Write(WatchedStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var recent = new byte[stream.Recent.Length * RecentBytes];
        foreach (var (one, place) in stream.Recent.Select((one, place) => (one, place)))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(recent.AsSpan(place * RecentBytes), one.Hash);
            BinaryPrimitives.WriteInt64LittleEndian(recent.AsSpan((place * RecentBytes) + 8), one.At.UtcTicks);
        }

        return string.Join('\n', stream.Campaigns.Select(pair => Write(pair.Key, pair.Value)).Prepend(string.Create(
            CultureInfo.InvariantCulture, $"{Version} {stream.Day.DayNumber} {stream.Prompts} {stream.LastAt.UtcTicks} ")
            + Convert.ToBase64String(recent)));
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static WatchedStream Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        if (lines[0].Split(' ') is not [Version, var day, var prompts, var last, var recent])
        {
            throw new FormatException("A stream cannot be read.");
        }

        var bytes = Convert.FromBase64String(recent);
        return new WatchedStream(DateOnly.FromDayNumber(Whole(day)), lines.Skip(1).Select(ReadCampaign)
            .ToImmutableSortedDictionary(one => one.Id, one => one.Watch, StringComparer.Ordinal),
            [.. Enumerable.Range(0, bytes.Length / RecentBytes).Select(place => new RecentPrompt(
                BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(place * RecentBytes)),
                At(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan((place * RecentBytes) + 8)))))],
            Long(prompts), At(Long(last)));
    }

    private static string Write(string id, CampaignWatch watch) => string.Join(' ', id,
        watch.Since.UtcTicks.ToString(CultureInfo.InvariantCulture), Write(watch.Running), Write(watch.Today),
        watch.Before is { } before
            ? string.Create(CultureInfo.InvariantCulture, $"{before.Day.DayNumber}:{before.Value:R}:{before.Prompts}")
            : "-", watch.Told ? "1" : "0", Uri.EscapeDataString(watch.Nearest));

    private static (string Id, CampaignWatch Watch) ReadCampaign(string line) => line.Split(' ') is
        [var id, var since, var running, var today, var before, var told, var nearest]
        ? (id, new CampaignWatch(At(Long(since)), ReadDetector(running), ReadDetector(today), before == "-" ? null
            : before.Split(':') is [var day, var value, var prompts] ? new DayEvidence(DateOnly.FromDayNumber(Whole(day)),
                double.Parse(value, CultureInfo.InvariantCulture), Whole(prompts)) : throw new FormatException("A day cannot be read."),
            Uri.UnescapeDataString(nearest), told == "1"))
        : throw new FormatException("A campaign of a stream cannot be read.");

    private static string Write(DetectorState state)
    {
        var bytes = new byte[state.Running.Length * sizeof(double)];
        for (var place = 0; place < state.Running.Length; place++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(place * sizeof(double)), state.Running[place]);
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"{state.Prompts}:{state.Above}:{state.AlarmAt}:{Convert.ToBase64String(bytes)}");
    }

    private static DetectorState ReadDetector(string text)
    {
        if (text.Split(':') is not [var prompts, var above, var alarm, var running])
        {
            throw new FormatException("Evidence cannot be read.");
        }

        var bytes = Convert.FromBase64String(running);
        return new DetectorState([.. Enumerable.Range(0, bytes.Length / sizeof(double))
            .Select(place => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(place * sizeof(double))))], Whole(prompts), Whole(above),
            alarm.Length == 0 ? null : Whole(alarm));
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
