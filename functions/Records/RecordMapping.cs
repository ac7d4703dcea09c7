using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Records.Webhooks;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;
using Compliance.ScreeningCore.Audit.Reports;

namespace Compliance.Functions.Records;

/// <summary>The record as the HTTP interface and the command line show it.</summary>
internal static class RecordMapping
{
    private const int MostFaults = 200;

    public static CheckpointAnswer ToAnswer(this Checkpoint checkpoint) =>
        new(checkpoint.Size, checkpoint.Root.ToString(), checkpoint.Head, checkpoint.At, checkpoint.Previous, checkpoint.Hash);

    public static AuditRecordAnswer ToAnswer(this AuditRecord record) =>
        new(record.Sequence, record.At, record.Actor, record.Act, record.Target, record.ContentHash, record.PreviousHash, record.Hash);

    public static VerificationAnswer ToAnswer(this VerifiedRecord verified) => new(
        verified.Faults.IsEmpty, verified.Records, verified.Checkpoints, verified.Screenings, verified.Subjects, verified.Erased,
            verified.Waiting, verified.Root, verified.At,
        verified.Faults.IsEmpty
            ? null : ToAnswer(verified.Faults[0]), [.. verified.Faults.Take(MostFaults).Select(ToAnswer)], verified.Faults.Length);

    public static HoldAnswer ToAnswer(this LegalHold hold) => new(hold.SubjectKey, hold.SubjectId, hold.Reason, hold.By, hold.At);

    public static ErasureAnswer ToAnswer(this ErasureRun run)
        => new([.. run.Erased], [.. run.Alerts], [.. run.Kept.Select(kept => new KeptAnswer(kept.Id, kept.Why, kept.Until))])
        { NotNow = run.NotNow };

    public static ReportAnswer ToAnswer(this ReportPacket packet, DateTimeOffset now) => new()
    {
        Id = packet.Occasion.Id,
        Kind = WireNames.Of(packet.Occasion.Kind),
        State = WireNames.Of(packet.State),
        Clock = WireNames.Of(packet.ClockAt(now)),
        On = packet.Occasion.On,
        DueOn = packet.DueOn,
        Alert = packet.Occasion.Alert.ToString(),
        ScreeningId = packet.Occasion.ScreeningId,
        Confirmed = packet.Occasion.Confirmed,
        Fields = [.. packet.Fields.Select(field =>
            new ReportFieldAnswer(field.Row.Code, field.Row.Title, field.Row.Citation, field.Row.Minimum, field.Value, field.Note))],
        Missing = [.. packet.Missing.Select(field => field.Row.Code)],
        LawfullyUnknown = [.. packet.LawfullyUnknown.Select(field => field.Row.Code)],
        FiledOn = packet.Filed?.FiledOn,
        Reference = packet.Filed?.Reference,
        ReleasedOn = packet.Released?.On,
    };

    public static AnnualReportAnswer ToAnswer(this AnnualReport report, DateTimeOffset now) =>
        new(report.Year, report.AsOf, report.DueOn, report.IsDue, report.KnownUsd, report.ValueUnknown,
        [.. report.Held.Select(packet => packet.ToAnswer(now))]);

    public static DeliveryAnswer ToAnswer(this WebhookDelivery delivery)
        => new(delivery.Id, delivery.Endpoint, delivery.Sequence, delivery.Attempts, delivery.NextAt, delivery.LastError);

    private static FaultAnswer ToAnswer(AuditFault fault) => new(fault.Sequence, WireNames.Of(fault.Kind), fault.Text);
}
