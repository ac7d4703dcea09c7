using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Log;

/// <summary>What the log knows of a screening.</summary>
internal sealed record KnownScreening(long Sequence, string Commitment, bool Stored = false);

/// <summary>Count and running hash of what the log knows of a subject's chain.</summary>
internal sealed record KnownChain(long Count, string Hash)
{
    public KnownChain Then(string hash) => new(Count + 1, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Hash + hash))));
}

/// <summary>What stored screenings say of one monitored subject.</summary>
internal sealed class KnownMonitoring
{
    /// <summary>When the newest of them was decided.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Its id.</summary>
    public string Screening { get; set; } = "";

    /// <summary>Hashes of what was asked for.</summary>
    public HashSet<string> Requests { get; } = new(StringComparer.Ordinal);
}

/// <summary>What a row is that acts and that acts of the log derive.</summary>
internal enum ActingKind
{
    /// <summary>A legal hold.</summary>
    Hold,

    /// <summary>What was said of a link.</summary>
    Link,

    /// <summary>A session of an officer.</summary>
    Session,

    /// <summary>An action on a whole operation.</summary>
    Operation,

    /// <summary>What an organisation lets its own requests do.</summary>
    Control,

    /// <summary>The template of a notice.</summary>
    Template,

    /// <summary>A campaign that the radar watches for.</summary>
    Campaign,

    /// <summary>A class of ordinary traffic that the radar judges by.</summary>
    RadarClass,
}

/// <summary>What one verification gathers.</summary>
internal sealed class VerificationRun
{
    private const string SubjectErasedAct = "subject.erased";
    private readonly HashSet<string> _erasures = new(StringComparer.Ordinal);

    public ImmutableArray<AuditFault>.Builder Faults { get; } = ImmutableArray.CreateBuilder<AuditFault>();

    public Dictionary<string, KnownScreening> Screenings { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, KnownChain> Subjects { get; } = new(StringComparer.Ordinal);

    /// <summary>What the records of other chains were taken over with.</summary>
    public HashSet<string> Commitments { get; } = new(StringComparer.Ordinal);

    /// <summary>The last act of the log on each row that acts.</summary>
    public Dictionary<(ActingKind Kind, string Target), (string Act, string Commitment)> LastActs { get; } = [];

    /// <summary>Requests for acts of two people, by the hash of what was stored: what for, and when.</summary>
    public Dictionary<string, (string Target, DateTimeOffset At)> Asked { get; } = new(StringComparer.Ordinal);

    /// <summary>Requests that were agreed to or ended, by the same hash.</summary>
    public HashSet<string> Answered { get; } = new(StringComparer.Ordinal);

    /// <summary>Stored evidence above allow, by the id of its screening.</summary>
    public Dictionary<string, RaisingEvidence> Raising { get; } = new(StringComparer.Ordinal);

    /// <summary>Acts that name the version of the event they were written with (<c>PARTITION/VERSION</c>): by partition and
    /// version.</summary>
    public Dictionary<string, Dictionary<long, (string Act, string Commitment)>> Versioned { get; } = new(StringComparer.Ordinal);

    /// <summary>What was stated of reports, by the hash of what was stored: about which alert, or about the submitter, and when.</summary>
    public Dictionary<string, (string Target, DateTimeOffset At)> Reports { get; } = new(StringComparer.Ordinal);

    /// <summary>What stored screenings say of subjects that are screened again, by their row.</summary>
    public Dictionary<string, KnownMonitoring> Monitored { get; } = new(StringComparer.Ordinal);

    /// <summary>When monitoring was ended last, by the row of the subject.</summary>
    public Dictionary<string, DateTimeOffset> Unmonitored { get; } = new(StringComparer.Ordinal);

    public long ErasedFound { get; private set; }

    /// <summary>True where an act of the log erased it.</summary>
    public bool IsErased(string id) => _erasures.Contains(id);

    public long Waiting { get; set; }

    public void See(AuditRecord record)
    {
        if (KindOf(record.Act) is { } kind)
        {
            LastActs[(kind, record.Target)] = (record.Act, record.ContentHash);
        }

        SeeApproval(record.Act, record.Target, record.ContentHash, record.At);
        SeeVersioned(record.Act, record.Target, record.ContentHash);
        SeeReport(record.Act, record.Target, record.ContentHash, record.At);
        SeeUnmonitored(record.Act, record.Target, record.At);
        if (record.Act == RecordActs.ScreeningDecided)
        {
            Screenings[record.Target] = new KnownScreening(record.Sequence, record.ContentHash);
        }
        else if (record.Act == RecordActs.PayloadErased)
        {
            _erasures.Add(record.Target);
        }
        else if (AlertId.TryParse(record.Target.Split('/')[0], out var alert) && record.Target.Contains('/', StringComparison.Ordinal))
        {
            Subjects[alert.SubjectKey] = Subjects.GetValueOrDefault(alert.SubjectKey, new KnownChain(0, "")).Then(record.ContentHash);
        }
        else if (record.ContentHash.Length > 0)
        {
            Commitments.Add(record.ContentHash);
        }
    }

    /// <summary>An act that waits to be taken into the log.</summary>
    public void SeeWaiting(LogAct act)
    {
        if (KindOf(act.Act) is { } kind)
        {
            LastActs[(kind, act.Target)] = (act.Act, act.Commitment);
        }

        SeeApproval(act.Act, act.Target, act.Commitment, act.At);
        SeeVersioned(act.Act, act.Target, act.Commitment);
        SeeReport(act.Act, act.Target, act.Commitment, act.At);
        SeeUnmonitored(act.Act, act.Target, act.At);
        if (act.Act == RecordActs.PayloadErased)
        {
            _erasures.Add(act.Target);
        }
        else if (act.Commitment.Length > 0)
        {
            Commitments.Add(act.Commitment);
        }
    }

    private void SeeUnmonitored(string act, string row, DateTimeOffset at)
    {
        if (act == RecordActs.MonitoringEnded)
        {
            Unmonitored[row] = Unmonitored.TryGetValue(row, out var known) && known > at ? known : at;
        }
    }

    private void SeeApproval(string act, string target, string hash, DateTimeOffset at)
    {
        if (act == RecordActs.ApprovalAsked)
        {
            Asked[hash] = (target, at);
        }
        else if (act is RecordActs.ApprovalGiven or RecordActs.ApprovalEnded)
        {
            Answered.Add(hash);
        }
    }

    private void SeeReport(string act, string target, string hash, DateTimeOffset at)
    {
        if (act is RecordActs.ReportFactsStated or RecordActs.ReportFiled or RecordActs.ReportNotNeeded or RecordActs.PropertyReleased)
        {
            Reports[hash] = (target, at);
        }
    }

    private void SeeVersioned(string act, string target, string commitment)
    {
        if (commitment.Length > 0 && target.Split('/') is [var partition, var number] && !AlertId.TryParse(partition, out _)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            (Versioned.TryGetValue(partition, out var acts) ? acts : Versioned[partition] = [])[version] = (act, commitment);
            if (act == SubjectErasedAct)
            {
                _erasures.Add(partition);
            }
        }
    }

    private static ActingKind? KindOf(string act) => act switch
    {
        RecordActs.HoldPlaced or RecordActs.HoldReleased => ActingKind.Hold,
        RecordActs.LinkSevered or RecordActs.LinkRestored => ActingKind.Link,
        RecordActs.SessionBegan or RecordActs.SessionEnded => ActingKind.Session,
        RecordActs.OperationProposed or RecordActs.OperationAgreed or RecordActs.OperationDeclined or RecordActs.OperationDone
            or RecordActs.OperationLapsed => ActingKind.Operation,
        RecordActs.ControlsSet => ActingKind.Control,
        RecordActs.TemplatePublished => ActingKind.Template,
        RecordActs.CampaignMade or RecordActs.CampaignJudged or RecordActs.CampaignEnded => ActingKind.Campaign,
        RecordActs.ClassAgreed => ActingKind.RadarClass,
        _ => null,
    };

    /// <summary>An erased payload needs an act of the log that erased it.</summary>
    public void Compare(string id, long sequence)
    {
        if (_erasures.Contains(id))
        {
            ErasedFound++;
        }
        else
        {
            Fault(sequence, AuditFaultKind.ContentDiffers,
                $"The evidence of {id}, record {sequence}, was erased without an act in the log.");
        }
    }

    public void Fault(long sequence, AuditFaultKind kind, string text) => Faults.Add(new AuditFault(sequence, kind, text));
}
