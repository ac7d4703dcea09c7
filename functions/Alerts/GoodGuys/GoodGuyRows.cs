using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.GoodGuys;

/// <summary>Good-guy rows as events make them.</summary>
internal static class GoodGuyRows
{
    /// <summary>The change of the row that an event brings; null where it brings none.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="version">The event's number.</param>
    /// <param name="alert">The alert before.</param>
    /// <param name="happened">The event.</param>
    public static RecordOperation.Put? ChangeOf(AlertId id, int version, Alert? alert, AlertEvent happened)
    {
        var row = happened switch
        {
            GoodGuyCreated one => new GoodGuyRow(
                one.Entry.SubjectId, one.Entry.Entry.ToString(), one.Entry.SubjectFingerprint, one.Entry.PartyFingerprint,
                    one.Entry.ExpiresAt,
                one.Author.Value, one.By.Value, one.Reason, id.ToString(), one.At, null)
            { Key = one.Key },
            GoodGuyRevoked one when alert!.Find(one.Key) is { Verdict: { } verdict } state =>
                Of(id, alert, state, verdict)
                with
                { ExpiresAt = one.At, RevokedAt = one.At, SubjectFingerprint = "", PartyFingerprint = "", LastBy = one.By.Value },
            GoodGuyReviewed one when alert!.Find(one.Key) is { Verdict: { } verdict } state =>
                Of(id, alert, state, verdict) with { ReviewedAt = one.At, LastBy = one.By.Value },
            _ => null,
        };
        return row is null ? null : new RecordOperation.Put(
            AlertRows.OfGoodGuy(ListEntryId.Parse(row.Entry)),
                JsonSerializer.Serialize(row with { Stamp = (id.Number * 1_000_000L) + version }, AlertRowJson.Default.GoodGuyRow));
    }

    private static GoodGuyRow Of(AlertId id, Alert alert, FindingState state, Verdict verdict) => new(
        alert.SubjectId!, state.Finding.Entry.ToString(), state.Finding.SubjectFingerprint ?? "", state.Finding.PartyFingerprint
            ?? "", verdict.GoodGuyUntil ?? verdict.At,
        verdict.By.Value, (verdict.ApprovedBy ?? verdict.By).Value, verdict.Reason, id.ToString(), verdict.FinalSince, null)
    { Key = state.Finding.Key };
}
