using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Bulk;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Console;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Tests.Alerts;

/// <summary>One instance of the service's alert desk over a store; two of them over one store are two instances.</summary>
internal sealed class AlertRig : IDisposable
{
    public AlertRig(IRecordStore records, TimeProvider time, ReviewPolicy? policy = null)
    {
        var rules = policy ?? ReviewPolicy.Current;
        var audited = new AuditedRecords(records);
        Denials = new DenialLog(new AuditIntake(records, time));
        Store = new AlertStore(records);
        Queue = new AlertQueue(records, Store, rules, time);
        Index = new QueueIndex(Queue, time);
        Writer = new AlertWriter(Store, Queue, time);
        Bulks = new BulkStore(records, audited);
        Course = new BulkVerdictRun(Store, Writer, Bulks, rules, time);
        Desk = new AlertService(Store, Writer, Course, Denials, rules, time);
        Bulk = new BulkVerdictService(Store, Bulks, Course, Denials, rules, time);
        Trail = new AuditTrail(records, Queue, time);
    }

    public DenialLog Denials { get; }

    public AlertStore Store { get; }

    public AlertQueue Queue { get; }

    public QueueIndex Index { get; }

    public AlertWriter Writer { get; }

    public BulkStore Bulks { get; }

    public BulkVerdictRun Course { get; }

    public AlertService Desk { get; }

    public BulkVerdictService Bulk { get; }

    public AuditTrail Trail { get; }

    public void Dispose() => Index.Dispose();
}
