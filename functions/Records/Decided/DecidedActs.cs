using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Decided;

/// <summary>
/// What people decided for everybody, on its way to the log: written in the batch of the event it is, with its number, so that an older
/// state that is put back, and an event that nobody decided, are named when the record is verified.
/// </summary>
internal sealed class DecidedActs(IRecordStore records, TimeProvider time)
    : AnnouncedActs(records, time, SealedEvents<object>.Table, "w-", Rows)
{
    /// <summary>Prefix of the rows that hold an act each.</summary>
    public const string Rows = "act-";

    /// <summary>The row of an act, for the batch that does it.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="act">What.</param>
    /// <param name="name">Of which state.</param>
    /// <param name="number">The number of the event.</param>
    /// <param name="json">The event.</param>
    /// <param name="now">When.</param>
    public static RecordOperation RowOf(string actor, string act, string name, int number, string json, DateTimeOffset now)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"{name}/{number}");
        return new RecordOperation.Put(string.Create(CultureInfo.InvariantCulture, $"{Rows}{number:D6}"), JsonSerializer.Serialize(
            new PendingAct(new LogAct(now, actor, act, target, AuditRecord.HashOf(json)), [name]),
            LogJson.Default.PendingAct));
    }
}
