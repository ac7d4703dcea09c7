using System.Diagnostics.Metrics;
using Compliance.EnforcementCore.Risk.Stability;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Telemetry;

/// <summary>
/// What is measured. Tags are words of closed sets (decisions, gates, list codes, states), never ids, names or addresses. With nobody
/// listening a measurement costs nanoseconds; <c>docs/telemetry</c> has the dashboard and the alert rules over these names.
/// </summary>
internal static class Measured
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Compliance";

    private static readonly Meter Meter = new(MeterName, ScreeningEngine.Version);

    private static readonly Counter<long> Screenings =
        Meter.CreateCounter<long>("compliance.screenings", "{screening}",
        "Screenings answered, by decision, channel and whether a stored answer was given again.");
    private static readonly Counter<long> Gates =
        Meter.CreateCounter<long>("compliance.gate.outcomes", "{outcome}", "Outcomes of each gate.");
    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram("compliance.screening.duration", "s", "From the request read to the answer durable.",
        advice: new InstrumentAdvice<double>
        { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] });

    private static readonly Counter<long> Refusals =
        Meter.CreateCounter<long>("compliance.requests.refused", "{request}",
        "Requests that credentials, scopes or limits refused, by the code of the problem.");
    private static readonly Counter<long> Refreshes =
        Meter.CreateCounter<long>("compliance.list.refreshes", "{refresh}", "Looks for a new version of a list, by result.");
    private static readonly Gauge<double> ListAge =
        Meter.CreateGauge<double>("compliance.list.age", "s", "Since a list was confirmed last.");
    private static readonly Gauge<int> ListStale =
        Meter.CreateGauge<int>("compliance.list.stale", "{list}", "1 where a list is stale or missing.");
    private static readonly Counter<long> Messages =
        Meter.CreateCounter<long>("compliance.messages", "{message}", "Messages of a queue, by what became of them.");
    private static readonly Histogram<double> MessageDelay =
        Meter.CreateHistogram<double>("compliance.message.delay", "s", "From the screening to its alert.");
    private static readonly Gauge<long> QueueLength =
        Meter.CreateGauge<long>("compliance.queue.depth", "{message}", "Messages waiting, and dead.");
    private static readonly Gauge<double> QueueAge =
        Meter.CreateGauge<double>("compliance.queue.age", "s", "Age of the oldest waiting message.");
    private static readonly Gauge<long> OutboxDepth =
        Meter.CreateGauge<long>("compliance.outbox.depth", "{message}", "Messages stored with their screening and not sent yet.");
    private static readonly Gauge<double> OutboxAge = Meter.CreateGauge<double>("compliance.outbox.age", "s", "Age of the oldest of them.");
    private static readonly Gauge<int> OpenAlerts =
        Meter.CreateGauge<int>("compliance.alerts.open", "{alert}", "Alerts that need work, by status.");
    private static readonly Gauge<int> AlertClocks =
        Meter.CreateGauge<int>("compliance.alerts.clock", "{alert}", "The same by how they stand against their deadline.");
    private static readonly Counter<long> Verifications =
        Meter.CreateCounter<long>("compliance.audit.verifications", "{verification}", "Verifications of the audit chains, by result.");
    private static readonly Gauge<long> AuditFaults =
        Meter.CreateGauge<long>("compliance.audit.faults", "{fault}", "Faults that the last verification found.");

    private static readonly Gauge<double> DriftIndex = Meter.CreateGauge<double>("compliance.risk.drift", "1",
        "The largest stability index of what the score's model is fed with and comes to, of columns with cases enough.");
    private static readonly Gauge<int> DriftAlarmsOpen =
        Meter.CreateGauge<int>("compliance.risk.drift.alarms", "{alarm}", "Alarms of drift that stand.");

    /// <summary>All instruments; the dashboard and the alert rules are compared with them.</summary>
    public static IReadOnlyList<Instrument> Instruments { get; } =
    [
        Screenings, Gates, Duration, Refusals, Refreshes, ListAge, ListStale, Messages, MessageDelay, QueueLength, QueueAge, OutboxDepth,
            OutboxAge, OpenAlerts, AlertClocks, Verifications,
        AuditFaults, DriftIndex, DriftAlarmsOpen,
    ];

    /// <summary>A screening was answered.</summary>
    public static void Screened(StoredScreening screening, bool replayed, TimeSpan took)
    {
        var outcome = screening.Evidence.Outcome;
        var decision = Tag("decision", WireNames.Of(outcome.Decision));
        Screenings.Add(1, decision, Tag("channel", WireNames.Of(screening.Evidence.Request.Channel)),
            Tag("replayed", replayed ? "true" : "false"));
        Duration.Record(took.TotalSeconds, decision);
        if (Gates.Enabled && !replayed)
        {
            foreach (var gate in outcome.Gates)
            {
                Gates.Add(1, Tag("gate", WireNames.Of(gate.Gate)), Tag("outcome", WireNames.Of(gate.Decision)));
            }
        }
    }

    /// <summary>A request was refused.</summary>
    public static void Refused(string code) => Refusals.Add(1, Tag("code", code));

    /// <summary>A list was looked for.</summary>
    public static void Looked(ListCode list, bool succeeded)
        => Refreshes.Add(1, Tag("list", list.Value), Tag("result", succeeded ? "ok" : "failed"));

    /// <summary>A message was sent, handled, put back or set aside.</summary>
    public static void Message(string queue, string became, long count = 1)
        => Messages.Add(count, Tag("queue", queue), Tag("became", became));

    /// <summary>A message became an alert.</summary>
    public static void Delivered(string queue, TimeSpan delay)
    {
        Message(queue, "handled");
        MessageDelay.Record(Math.Max(0, delay.TotalSeconds), Tag("queue", queue));
    }

    /// <summary>The audit chains were verified.</summary>
    public static void Verified(AuditVerification verification)
    {
        Verifications.Add(1, Tag("result", verification.Faults.IsEmpty ? "sound" : "broken"));
        AuditFaults.Record(verification.Faults.Length);
    }

    /// <summary>How far the score's model has drifted, and which alarms stand.</summary>
    public static void Drift(DriftReport report, DriftAlarms alarms)
    {
        DriftIndex.Record(report.Lines.Where(line => line.IsEnough).Select(line => line.Index).DefaultIfEmpty(0).Max());
        DriftAlarmsOpen.Record(alarms.Open.Count);
    }

    /// <summary>How old the lists are.</summary>
    public static void Lists(LoadedCorpus? corpus, DateTimeOffset now)
    {
        foreach (var list in corpus?.Corpus.Lists ?? [])
        {
            ListAge.Record(list.AgeAt(now).TotalSeconds, Tag("list", list.Code.Value));
            ListStale.Record(list.IsStaleAt(now) ? 1 : 0, Tag("list", list.Code.Value));
        }

        foreach (var missing in corpus?.Missing ?? [])
        {
            ListStale.Record(1, Tag("list", missing.Value));
        }
    }

    /// <summary>How full a queue is.</summary>
    public static void Depth(string queue, QueueDepth depth)
    {
        QueueLength.Record(depth.Waiting, Tag("queue", queue), Tag("state", "waiting"));
        QueueLength.Record(depth.Dead, Tag("queue", queue), Tag("state", "dead"));
        QueueAge.Record(depth.OldestAge?.TotalSeconds ?? 0, Tag("queue", queue));
    }

    /// <summary>How full the outbox is.</summary>
    public static void Outbox(long depth, TimeSpan oldest)
    {
        OutboxDepth.Record(depth);
        OutboxAge.Record(oldest.TotalSeconds);
    }

    /// <summary>How many alerts wait for work.</summary>
    public static void Alerts(IReadOnlyCollection<QueueRow> open, DateTimeOffset now)
    {
        foreach (var status in Enum.GetValues<ScreeningCore.Alerts.AlertStatus>())
        {
            OpenAlerts.Record(open.Count(row => row.StatusAt(now) == status), Tag("status", WireNames.Of(status)));
        }

        foreach (var state in Enum.GetValues<ScreeningCore.Alerts.ClockState>())
        {
            AlertClocks.Record(open.Count(row => row.ClockAt(now) == state), Tag("clock", WireNames.Of(state)));
        }
    }

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
