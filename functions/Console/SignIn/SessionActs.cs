using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Console.SignIn;

/// <summary>
/// That sessions began and ended, on its way to the log: written in the batch that stores or removes the session, so a session that the
/// log does not know was planted, and one that ended cannot be put back unseen.
/// </summary>
internal sealed class SessionActs(IRecordStore records, TimeProvider time)
    : AnnouncedActs(records, time, OfficerSessions.Table, "x-", Rows)
{
    /// <summary>Prefix of the rows that hold an act each.</summary>
    public const string Rows = "l";

    private const string TargetPrefix = "session-";
    private const int TargetDigits = 24;

    /// <summary>What the log calls a session: part of the hash of its id, which opens nothing.</summary>
    public static string TargetOf(string hash) => TargetPrefix + hash[..Math.Min(TargetDigits, hash.Length)];

    /// <summary>What the log binds of a session: everything that gives rights, and nothing that moves.</summary>
    public static string CommitmentTo(OfficerSession session) => AuditRecord.HashOf(string.Create(CultureInfo.InvariantCulture,
        $"{session.Officer}\n{session.Role}\n{session.Scope}\n{session.AuthoritySession}\n{session.CreatedAt:O}"));

    /// <summary>The row of an act, for the batch that does it.</summary>
    public static RecordOperation RowOf(string act, OfficerSession session, string hash, DateTimeOffset now)
    {
        var target = TargetOf(hash);
        var pending = new PendingAct(new LogAct(now, session.Officer, act, target, CommitmentTo(session)), [target]);
        return new RecordOperation.Put(string.Create(CultureInfo.InvariantCulture, $"{Rows}{now.UtcTicks:D19}-{act}-{hash}"),
            JsonSerializer.Serialize(pending, LogJson.Default.PendingAct));
    }
}
