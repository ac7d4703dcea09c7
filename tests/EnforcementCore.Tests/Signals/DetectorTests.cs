using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Signals;

public sealed class DetectorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 30, TimeSpan.Zero);

    /// <summary>Each detector with one event of its kind, and how many of them it takes.</summary>
    public static TheoryData<string, string, string, string, int> Cases => new()
    {
        { "payment.failures@1", "account:a1", "payment.failed", """{"payment":"p","amount":1,"currency":"USD"}""", 5 },
        { "payment.instruments@1", "account:a1", "payment.authorized", """{"payment":"p","amount":1,"currency":"USD","instrument":"fp_#"}""", 4 },
        { "payment.disputes@1", "account:a1", "payment.disputed", """{"payment":"p","amount":1,"currency":"USD"}""", 1 },
        { "account.signins_failed@1", "account:a1", "account.signed_in", """{"outcome":"failed"}""", 10 },
        { "abuse.keys_created@1", "api_key:k#", "api_key.created", """{"account":"a1"}""", 10 },
        { "provider.refusals@1", "api_key:k1", "usage.window",
            """{"account":"a1","from":"2026-03-04T09:59:00Z","requests":20,"refusals":{"cyber":1}}""", 20 },
        { "abuse.end_user_rotation@1", "api_key:k1", "usage.window",
            """{"account":"a1","from":"2026-03-04T09:59:00Z","requests":1,"end_user":"u#"}""", 50 },
        { "identity.verification_failed@1", "account:a1", "verification.completed", """{"kind":"document","outcome":"failed"}""", 1 },
        { "safety.content@1", "end_user:a1/u", "content.flagged", """{"ground":"cyber","severity":4}""", 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_detector_observes_at_its_threshold_and_not_below(string type, string subject, string name, string data, int threshold)
    {
        Assert.DoesNotContain(type, Observed(threshold - 1, subject, name, data).Select(signal => signal.Type));
        var signal = Assert.Single(Observed(threshold, subject, name, data).Where(one => one.Type == type).DistinctBy(one => one.Subject));
        Assert.NotNull(GroundCatalogue.Find(signal.Ground));
    }

    [Fact]
    public void Sign_ins_from_three_countries_in_a_day_are_observed()
    {
        string[] countries = ["DE", "FR", "US"];
        var events = countries.Select((country, number) => Event(number, "account:a1", "account.signed_in",
            $$"""{"outcome":"success","country":"{{country}}"}""")).ToList();
        Assert.Empty(Look(events.Take(2)));
        Assert.Equal(["account.signins_far_apart@1"], Look(events).Select(signal => signal.Type));
    }

    [Fact]
    public void An_observation_that_lasts_is_one_a_day()
    {
        var ids = Observed(12, "account:a1", "payment.failed", """{"payment":"p","amount":1,"currency":"USD"}""").Select(one => one.Id);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public void Every_detector_has_a_version_a_meaning_and_a_ground()
        => Assert.All(DetectorCatalogue.All, detector => Assert.Matches(@"^[a-z_.]+@\d+$", detector.Type));

    [Fact]
    public void A_signal_that_was_retracted_no_longer_stands_whichever_is_told_first()
    {
        var signal = Observed(1, "account:a1", "payment.disputed", """{"payment":"p","amount":1,"currency":"USD"}""").First();
        SignalEvent[] events =
        [
            new SignalObserved(Compliance.ScreeningCore.Review.OfficerId.System, Now, signal),
            new SignalRetracted(Compliance.ScreeningCore.Review.OfficerId.System, Now, signal.Id, "the dispute was withdrawn"),
        ];
        Assert.Empty(events.Aggregate(SubjectSignals.None, (state, one) => state.Apply(one)).Standing);
        var backward = events.Reverse().Concat(events).Aggregate(SubjectSignals.None, (state, one) => state.Apply(one));
        Assert.Empty(backward.Standing);
        Assert.Single(backward.All);
    }

    private static List<Signal> Observed(int times, string subject, string type, string data)
        => Look(Enumerable.Range(0, times).Select(number => Event(number, subject, type, data)));

    private static List<Signal> Look(IEnumerable<PlatformEvent> events)
    {
        var counters = new Dictionary<SubjectRef, FeatureCounters>();
        var signals = new List<Signal>();
        foreach (var happened in events)
        {
            var changes = EventFeatures.Of(happened).ToLookup(change => change.Subject);
            foreach (var changed in changes)
            {
                counters.TryAdd(changed.Key, new FeatureCounters());
                foreach (var change in changed)
                {
                    counters[changed.Key].Apply(change, happened.Time);
                }

                signals.AddRange(DetectorCatalogue.Look(new DetectorInput(changed.Key, happened, counters[changed.Key])));
            }
        }

        return signals;
    }

    private static PlatformEvent Event(int number, string subject, string type, string data)
    {
        var text = $$"""
            {"specversion":"1.0","id":"e{{number}}","source":"/p","type":"{{type}}","subject":"{{subject}}","time":"2026-03-04T09:59:30Z","data":{{data}}}
            """.Replace("#", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(text);
        var problems = new List<EventProblem>();
        return EventReader.Read(json.RootElement, "$", Now, problems) ?? throw new InvalidOperationException(problems[0].ToString());
    }
}
