using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Tests.Alerts;

/// <summary>Alerts in the states that tests begin with: given events, when a command, then events or a refusal.</summary>
internal static class Given
{
    /// <summary>A Wednesday.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    public static readonly Officer Ana = Person("ana", OfficerRole.Analyst);
    public static readonly Officer Ben = Person("ben", OfficerRole.Approver);
    public static readonly Officer Sam = Person("sam", OfficerRole.Screener);
    public static readonly Officer Aud = Person("aud", OfficerRole.Auditor);
    public static readonly AlertId Id = AlertId.FirstOfSubject("acct_1");
    public static readonly ReviewPolicy Policy = ReviewPolicy.Current;

    public const string First = "subject|us-ofac-sdn:1";
    public const string Second = "subject|us-ofac-sdn:2";

    public static Officer Person(string name, OfficerRole role) => new(OfficerId.Parse(name), role);

    public static AlertFinding Hit(string key = First, Decision outcome = Decision.Review, string fingerprint = "f", string screening =
        "scr_1") =>
        new(key, Gate.List, outcome, screening, fingerprint)
        {
            Entry = ListEntryId.Parse(key[(key.IndexOf('|', StringComparison.Ordinal) + 1)..]),
            Role = "subject",
            Score =
                0.9,
            SubjectFingerprint = "s" + fingerprint,
            PartyFingerprint = "p" + fingerprint,
        };

    public static AlertCommand.Raise Raise(string screening, params ImmutableArray<AlertFinding> findings)
        => new(Id, "acct_1", screening, findings.Max(finding => finding.Outcome), findings);

    public static Alert Opened(params ImmutableArray<AlertFinding> findings) =>
        Must(null, Raise("scr_1", findings.IsDefaultOrEmpty ? [Hit()] : findings), Officer.Service, Start);

    public static Alert ClaimedBy(Officer officer, params ImmutableArray<AlertFinding> findings)
        => Must(Opened(findings), new AlertCommand.Claim(), officer, Start);

    public static Alert Proposed(Disposition disposition = Disposition.TrueMatch, string reason = "same_identifier",
        DateTimeOffset? goodGuyUntil = null) =>
        Must(ClaimedBy(Ana), Verdict(disposition, reason, goodGuyUntil), Ana, Start);

    public static AlertCommand.RecordDisposition Verdict(Disposition disposition = Disposition.FalsePositive, string? reason =
        "different_birth_date", DateTimeOffset? goodGuyUntil = null, string key = First) =>
        new([key], disposition, reason, "As stated.", goodGuyUntil);

    public static AlertDecision Decide(Alert? alert, AlertCommand command, Officer officer, DateTimeOffset? now = null, int? seen = null) =>
        AlertDecider.Decide(alert, command, new CommandContext(officer, now ?? Start, Policy, seen));

    public static RefusalKind Refused(Alert? alert, AlertCommand command, Officer officer, DateTimeOffset? now = null, int? seen = null) =>
        Decide(alert, command, officer, now, seen)
        .Match(events => throw new InvalidOperationException($"accepted: {string.Join(", ", events)}"), refusal => refusal.Kind);

    public static ImmutableArray<AlertEvent> Events(Alert? alert, AlertCommand command, Officer officer, DateTimeOffset? now = null) =>
        Decide(alert, command, officer, now).Match(events => events, refusal => throw new InvalidOperationException($"refused: {refusal}"));

    public static Alert Must(Alert? alert, AlertCommand command, Officer officer, DateTimeOffset now)
        => Events(alert, command, officer, now).Aggregate(alert, Alert.Apply)!;
}
