using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Stability;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Risk.Samples;
using Compliance.Functions.Storage;
using Compliance.Functions.Telemetry;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Risk.Stability;

/// <summary>How drift is looked for.</summary>
/// <param name="Every">How often.</param>
/// <param name="MostSubjects">Most subjects that are read each time.</param>
internal sealed record DriftOptions(TimeSpan Every, int MostSubjects)
{
    /// <summary>Where nothing is set.</summary>
    public static DriftOptions Default { get; } = new(TimeSpan.FromHours(24), 20_000);
}

/// <summary>
/// Drift of the model in force, out of what the service keeps: a sample of subjects is scored as of before and as of now, both by that
/// model; a column that has moved raises one alarm, which is a lead and stands in the log. The last report is a sealed row.
/// </summary>
internal sealed class DriftService(SealedEvents<DriftEvent> events, AuditIntake intake, DecidedActs acts, IRecordStore records,
    RowSeal seal,
    SubjectSample sample, DecisionSamples kept, RiskModels models, LeadStore leads, DriftOptions options, TimeProvider time) : IDisposable
{
    /// <summary>What the state is called.</summary>
    public static readonly DecidedName Name = new("risk-drift", "risk-drift");

    private const string Partition = "drift";
    private const string Report = "report";
    private const double MostWeight = 200;
    private const int MostRounds = 10;

    /// <summary>One at a time: each reads many.</summary>
    private readonly SemaphoreSlim _gate = new(1);

    private readonly DecidedState<DriftAlarms, DriftEvent> _state = new(events, intake, acts, new StateKind<DriftAlarms, DriftEvent>(Name,
        DriftAlarms.First, (state, happened) => state.Apply(happened), ActOf, "risk_drift.refused"), time);

    public void Dispose() => _gate.Dispose();

    /// <summary>The alarms.</summary>
    public Task<DriftAlarms> FindAsync(CancellationToken cancellation) => _state.FindAsync(cancellation);

    /// <summary>The last report; null where nobody looked yet, or where another hand changed it.</summary>
    public async Task<DriftReport?> LastAsync(CancellationToken cancellation) => (await RowAsync(cancellation)).Report;

    /// <summary>Looks where the last look is old enough; false where it is not.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        // A report of a later moment than now was made by a clock that has gone back since: it does not keep anybody from looking.
        var (last, now) = (await LastAsync(cancellation), time.GetUtcNow());
        if (last is not null && last.At <= now && now - last.At < options.Every)
        {
            Measured.Drift(last, await FindAsync(cancellation));
            return false;
        }

        await RunAsync(inPieces: true, cancellation);
        return true;
    }

    /// <summary>Looks now, raises what has moved, and keeps the report.</summary>
    public async Task<DriftReport> RunAsync(bool inPieces, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var report = await MeasureAsync(inPieces, cancellation);
            await RaiseAsync(report, cancellation);
            await KeepAsync(report, cancellation);
            Measured.Drift(report, await FindAsync(cancellation));
            return report;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Compares, and changes nothing.</summary>
    public async Task<DriftReport> MeasureAsync(bool inPieces, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (model, read, unread) = (await models.AtAsync(now, cancellation), 0, 0);
        var (columns, nowFrom) = (new DriftSample(model.Model), now - DriftReport.NowLasts);
        await foreach (var one in sample.ReadAsync(options.MostSubjects, inPieces, null, cancellation))
        {
            read++;
            if (one.Stream is not { } stream)
            {
                unread++;
                continue;
            }

            var (before, later) = DriftSample.MomentsOf(one.Subject, now);
            foreach (var (moment, isNow) in new[] { (before, false), (later, true) })
            {
                if (DriftSample.Counts(stream.Subject, moment))
                {
                    columns.Add(isNow, RiskService.Score(stream with { Signals = stream.Signals.AsOf(moment) }, moment, [], model)
                        .Assessment);
                }
            }

            await (columns.SeesCounts && one.Subject.Kind == SubjectKind.Account && stream.Subject.ErasedAt is null
                ? CountAsync(columns, one.Subject, nowFrom, now, cancellation) : Task.CompletedTask);
        }

        return new DriftReport(now, model.Hash, nowFrom - DriftReport.BeforeLasts, nowFrom, read, unread, columns.Compare());
    }

    /// <summary>One decision that was kept a side: those of the same account are alike.</summary>
    private async Task CountAsync(DriftSample columns, SubjectRef account, DateTimeOffset nowFrom, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var known = (await kept.ReadAsync(account, cancellation)).Where(one => one.At > nowFrom - DriftReport.BeforeLasts && one.At <= now);
        foreach (var side in known.GroupBy(one => one.At > nowFrom))
        {
            var first = side.First();
            columns.Add(side.Key, first.Values, Math.Min(1 / first.Chance, MostWeight));
        }
    }

    // The lead comes first: a crash in between tells people once more under the same id, and never not at all.
    private async Task RaiseAsync(DriftReport report, CancellationToken cancellation)
    {
        var before = await FindAsync(cancellation);
        var model = (await models.AtAsync(report.At, cancellation)).Model;
        if (before.Judge(report) is CommandResult<DriftEvent>.Accepted { Events: var judged }
            && judged.OfType<DriftRaised>().FirstOrDefault() is { } raised)
        {
            var occasion = string.Create(CultureInfo.InvariantCulture, $"risk.drift\n{before.Count}");
            await leads.ReceiveAsync(new Lead(Lead.IdOf(LeadSource.Detector, occasion), LeadSource.Detector, "risk.drift", "risk", null,
                GroundOf(model), TextOf(raised), 4, 100, 1, report.At, report.At, null), occasion, cancellation);
        }

        await _state.GiveAsync(state => state.Judge(report), Officer.Service, cancellation);
    }

    private static string GroundOf(RiskModel model)
        => GroundCatalogue.All.Select(ground => ground.Code).FirstOrDefault(code => model.HarmOf(code) == RiskHarm.Fraud)
            ?? "payment.failures";

    private static string TextOf(DriftRaised raised) => "What the score's model is fed with, or what it comes to, has moved in a week: "
        + string.Join("; ", raised.Columns.Take(5).Select(line => string.Create(CultureInfo.InvariantCulture,
            $"{line.Column} (index {line.Index:0.###}, chance below {line.Bound:0.###})")))
        + (raised.Columns.Length > 5 ? string.Create(CultureInfo.InvariantCulture, $" and {raised.Columns.Length - 5} more") : "")
        + ". Find out whether the platform changed, somebody attacks, or a source broke; then fit again or mend the source.";

    private async Task KeepAsync(DriftReport report, CancellationToken cancellation)
    {
        var json = seal.Protect(EnforcementRows.Table, $"{Partition}/{Report}", JsonSerializer.Serialize(report, EnforcementCodec.Options));
        for (var round = 0; round < MostRounds; round++)
        {
            var (last, etag) = await RowAsync(cancellation);
            if (last is not null && last.At > report.At && last.At <= time.GetUtcNow())
            {
                return; // Another instance looked later.
            }

            RecordOperation write = etag is null ? new RecordOperation.Insert(Report, json)
                : new RecordOperation.Replace(Report, etag, json);
            if ((await records.CommitAsync(EnforcementRows.Table, Partition, [write], cancellation)).Succeeded)
            {
                return;
            }
        }
    }

    private async Task<(DriftReport? Report, string? ETag)> RowAsync(CancellationToken cancellation)
        => await records.FindAsync(EnforcementRows.Table, Partition, Report, cancellation) is not { } row ? (null, null)
            : (seal.Open(EnforcementRows.Table, $"{Partition}/{Report}", row.Json) is { } json
                ? JsonSerializer.Deserialize<DriftReport>(json, EnforcementCodec.Options) : null, row.ETag);

    private static string ActOf(DriftEvent happened) => happened switch
    {
        DriftRaised => "risk_drift.raised",
        DriftEnded => "risk_drift.ended",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}
