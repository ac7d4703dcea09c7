using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Events;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Notices;
using Compliance.Functions.Risk;

namespace Compliance.Functions.Enforcement;

/// <summary>Reads the story of a subject.</summary>
internal sealed class SubjectStory(SubjectStreamStore streams, StandingService standings, CounterStore counters,
    RiskService risk, RiskHistory history, TimeProvider time)
{
    private const int ShownLines = 200;
    private const int HistoryDays = 30;

    /// <summary>The story; null where nothing is stored.</summary>
    public async Task<SubjectStoryAnswer?> ReadAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var stream = await streams.FindAsync(subject, cancellation);
        if (stream.ETag is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var counted = (await counters.ReadAsync(subject, cancellation)).All;
        var standing = await standings.FindAsync([subject], now, cancellation);
        return new SubjectStoryAnswer(subject.ToString(), subject.Key, stream.Subject.Parent?.ToString(), stream.Subject.FirstSeen,
            stream.Subject.LastSeen, stream.Subject.ErasedAt, [.. stream.Subject.Same.Select(one => one.ToString())],
            [.. stream.Subject.Aliases],
            [.. stream.Subject.Links.Values.Select(link => new LinkAnswer(link.To.ToString(), link.Kind, link.FirstSeen, link.LastSeen))],
            [.. stream.Actions.Actions.Values.Where(state => state.Action is not null).OrderByDescending(state => state.Action!.From)
                .Select(state => stream.ToAnswer(state, now))],
            stream.Actions.PointsAt(now),
            stream.ToSignals(), FeaturesOf(counted, now),
            [.. stream.Events.Reverse().Take(ShownLines).Select(happened => new StoryLine(happened.At, happened.By,
                StoryTexts.Of(happened)))],
            standing.ToAnswer([subject], now), stream.Actions.StandingVersion, stream.ToStrikes(now),
            [.. counted.Gaps.Select(gap => new GapAnswer(gap.Source, gap.First, gap.Last))])
        {
            Risk = (await risk.AssessAsync(subject, now, cancellation)).ToAnswer(stream),
            RiskHistory = await history.ReadAsync(stream, now, HistoryDays, cancellation),
            Identity = subject.Kind is SubjectKind.Account or SubjectKind.EndUser ? ProofsAnswer.Of(stream, now) : null,
            Notices = [.. NoticeWire.AllOf(stream).Select(one => NoticeWire.Of(one.State, one.Owed, now, null))
                .Select(one => new StoryNotice(one.Id, one.Kind, one.Status, one.Locale, one.Title, one.At, one.WithheldUntil))],
            Appeals = [.. stream.Appeals.All.Values.OrderByDescending(state => state.Appeal.ReceivedAt).Select(state => new StoryAppeal(
                state.Appeal.Id, state.Appeal.Action, WireNames.Of(state.Status), state.Appeal.ReceivedAt, state.DueAt))],
        };
    }

    private static FeatureAnswer[] FeaturesOf(FeatureCounters counters, DateTimeOffset now)
    {
        long Of(string feature, string window) => Math.Max(counters.Sum(feature, window, now), counters.Distinct(feature, window, now));
        return [.. counters.Features.Select(name => new FeatureAnswer(name, Of(name, "1h"), Of(name, "24h"), Of(name, "30d")))];
    }
}
