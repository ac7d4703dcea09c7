using System.Globalization;
using System.Text.Json.Serialization;
using Compliance.Functions.Alerts.Queue;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Alerts;

/// <summary>
/// The rows of the table <c>alerts</c>. One partition holds everything of one subject, because a change must be all-or-nothing: its alerts
/// (<c>a000001</c>), their events (<c>a000001-e000001</c>), its good-guy entries (<c>g…</c>), which alert is the latest (<c>latest</c>),
/// and the audit chain of all that (<c>r00000001</c>, remembered by <c>head</c>).
/// </summary>
internal static class AlertRows
{
    /// <summary>Name of the table.</summary>
    public const string Table = "alerts";

    /// <summary>The row that remembers the end of the audit chain.</summary>
    public const string Head = "head";

    /// <summary>The row that names the latest alert.</summary>
    public const string Latest = "latest";

    /// <summary>Prefix of the rows of alerts and their events.</summary>
    public const string Alerts = "a";

    /// <summary>Prefix of good-guy rows.</summary>
    public const string GoodGuys = "g";

    /// <summary>Prefix of audit rows.</summary>
    public const string Records = "r";

    /// <summary>The head row of an alert; its events begin with the same text.</summary>
    public static string Of(AlertId alert) => string.Create(CultureInfo.InvariantCulture, $"a{alert.Number:D6}");

    /// <summary>An event's row.</summary>
    public static string OfEvent(AlertId alert, int version) => string.Create(CultureInfo.InvariantCulture, $"{Of(alert)}-e{version:D6}");

    /// <summary>An audit record's row.</summary>
    public static string OfRecord(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{Records}{sequence:D8}");

    /// <summary>The row of the good-guy entry for a listed party; a hash, because publishers' keys may hold characters that row keys may
    /// not.</summary>
    public static string OfGoodGuy(ListEntryId entry) => GoodGuys + AuditRecord.HashOf(entry.ToString())[..32];

    /// <summary>Name of the audit chain of a partition.</summary>
    public static string ChainOf(string subjectKey) => "alerts-" + subjectKey;
}

/// <summary>Content of an alert's head row.</summary>
internal sealed record AlertHeadRow(int Version);

/// <summary>Content of the row that names the latest alert.</summary>
internal sealed record LatestAlertRow(int Number);

/// <summary>A good-guy entry with the people who stand for it.</summary>
/// <param name="SubjectId">The subject.</param>
/// <param name="Entry">The listed party.</param>
/// <param name="SubjectFingerprint">See <see cref="GoodGuyEntry"/>.</param>
/// <param name="PartyFingerprint">See <see cref="GoodGuyEntry"/>.</param>
/// <param name="ExpiresAt">When it lapses.</param>
/// <param name="Author">Who proposed it.</param>
/// <param name="Approver">Who confirmed it.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Alert">The alert it came from.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="RevokedAt">When it was revoked; null while it stands.</param>
public sealed record GoodGuyRow(
    string SubjectId, string Entry, string SubjectFingerprint, string PartyFingerprint, DateTimeOffset ExpiresAt,
    string Author, string Approver, string Reason, string Alert, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    /// <summary>The finding it came from; null in rows of an older version.</summary>
    public string? Key { get; init; }

    /// <summary>When somebody else than its author last let it stand; null where nobody has.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Who revoked it or let it stand last.</summary>
    public string? LastBy { get; init; }

    /// <summary>Orders the states of one entry: number and version of the alert that changed it.</summary>
    public long Stamp { get; init; }

    /// <summary>The entry as screening reads it.</summary>
    public GoodGuyEntry ToEntry() => new(SubjectId, ListEntryId.Parse(Entry), SubjectFingerprint, PartyFingerprint, ExpiresAt);
}

/// <summary>JSON of the rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AlertHeadRow))]
[JsonSerializable(typeof(LatestAlertRow))]
[JsonSerializable(typeof(GoodGuyRow))]
[JsonSerializable(typeof(AuditRecord))]
[JsonSerializable(typeof(AuditHead))]
[JsonSerializable(typeof(QueueRow))]
[JsonSerializable(typeof(QueueMark))]
[JsonSerializable(typeof(QueuePlace))]
internal sealed partial class AlertRowJson : JsonSerializerContext;
