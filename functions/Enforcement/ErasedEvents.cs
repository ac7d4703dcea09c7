using System.Text.Json;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Events of which the texts were erased. The mark that takes their place holds what is left of them, under a seal: the hash in the log is
/// of what stood there before, and cannot say whether what is left was changed since.
/// </summary>
internal static class ErasedEvents
{
    /// <summary>The mark for a row of which texts go; null where it holds none, or is erased already.</summary>
    /// <param name="row">The row.</param>
    /// <param name="mark">Why and when.</param>
    /// <param name="seal">Seals what is left.</param>
    /// <param name="only">Which events lose their texts; null for all.</param>
    public static string? MarkFor(StoredRecord row, ErasedPayload mark, RowSeal seal, Func<StreamEvent, bool>? only = null)
    {
        if (ErasedPayload.Is(row.Json) || row.Row[^1] is not ('n' or 'p' or 'r' or 'v' or 'w'))
        {
            return null;
        }

        var happened = StreamEvent.Read(row.Row[^1], SaltedEvent.Unwrap(RowSeal.ContentOf(row.Json)));
        var left = happened switch
        {
            { Notice: { } notice } => StreamEvent.Of(NoticeErasure.Of(notice)),
            { Appeal: { } appeal } => StreamEvent.Of(AppealErasure.Of(appeal)),
            { Risk: { } risk } => StreamEvent.Of(RiskErasure.Of(risk)),
            { Proof: VerificationWithdrawn proof } => StreamEvent.Of(proof with { Text = "" }),
            { Ruling: { } ruling } => StreamEvent.Of(RulingErasure.Of(ruling)),
            _ => happened,
        };
        var json = left.Write();
        return json == happened.Write() || only?.Invoke(happened) == false ? null : JsonSerializer.Serialize(mark with
        {
            Left = seal.Protect(EnforcementRows.Table,
            KeyOf(row), json)
        }, StoredJson.Default.ErasedPayload);
    }

    /// <summary>What is left of an erased event; null where nothing is.</summary>
    /// <exception cref="InvalidDataException">What is left bears no seal of this service.</exception>
    public static StreamEvent? Read(StoredRecord row, RowSeal seal)
        => JsonSerializer.Deserialize(row.Json, StoredJson.Default.ErasedPayload)?.Left is not { } left ? null
            : StreamEvent.Read(row.Row[^1], seal.Open(EnforcementRows.Table, KeyOf(row), left)
                ?? throw new InvalidDataException($"What is left of the event {row.Row} of a subject bears no seal of this service."));

    private static string KeyOf(StoredRecord row) => $"{row.Partition}/{row.Row}/left";
}
