using System.Collections.Immutable;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts;

/// <summary>Reads the body of an act as a command of the core.</summary>
internal static class AlertActReading
{
    /// <summary>The acts, as the last part of their addresses.</summary>
    public static ImmutableArray<string> Acts { get; } =
        ["claim", "release", "disposition", "approve", "reject", "escalate", "note", "hold", "information", "resume", "handover", "undo",
        "reopen", "revoke", "review"];

    /// <summary>Reads a command; null where the body is wrong, then the errors say how.</summary>
    public static AlertCommand? Read(string act, byte[] body, FieldErrors errors, out int? version)
    {
        version = null;
        if (BodyJson.Read(body.Length == 0 ? "{}"u8 : body, AlertWireJson.Default.AlertActBody, errors) is not { } read)
        {
            return null;
        }

        version = read.Version;
        if (version is null && act is not ("claim" or "note"))
        {
            errors.Add("$.version", null, "Send the version that was read: two people must not decide unseen.");
        }

        var command = Command(act, read, errors);
        return errors.Any ? null : command;
    }

    private static AlertCommand? Command(string act, AlertActBody body, FieldErrors errors)
    {
        if (body.Findings?.Any(key => key is null) == true)
        {
            errors.Add("$.findings", "null", "Each element is the key of a finding.");
            return null;
        }

        ImmutableArray<string> keys = [.. body.Findings ?? []];
        switch (act)
        {
            case "claim": return new AlertCommand.Claim();
            case "release": return new AlertCommand.Release();
            case "resume": return new AlertCommand.Resume();
            case "note": return new AlertCommand.AddNote(body.Text ?? "");
            case "escalate": return new AlertCommand.Escalate(body.Text ?? "");
            case "information": return new AlertCommand.NeedInformation(body.Text ?? "");
            case "approve": return new AlertCommand.Approve(keys, body.Text);
            case "reject": return new AlertCommand.Reject(keys, body.Text);
            case "undo": return new AlertCommand.Undo(keys);
            case "reopen": return new AlertCommand.Reopen(keys, body.Text);
            case "revoke" when keys.Length == 1: return new AlertCommand.RevokeGoodGuy(keys[0], body.Text);
            case "review" when keys.Length == 1: return new AlertCommand.ReviewGoodGuy(keys[0], body.Text);
            case "revoke" or "review": errors.Add("$.findings", null, "Name the one finding whose good-guy entry is meant."); return null;
            case "hold" when body.Until is { } until: return new AlertCommand.Hold(until, body.Text ?? "");
            case "hold": errors.Add("$.until", null, "Say when the hold ends, as 2026-01-31T00:00:00Z."); return null;
            case "handover" when OfficerId.TryParse(body.To, out var to): return new AlertCommand.HandOver(to, body.Text ?? "");
            case "handover": errors.Add("$.to", body.To, "Name the colleague: 2 to 64 letters, digits and . _ @ -."); return null;
            case "disposition" when body.Disposition is { } word && WireNames.TryRead<Disposition>(word, out var disposition):
                return new AlertCommand.RecordDisposition(keys, disposition, body.Reason, body.Text, body.GoodGuyUntil);
            case "disposition": errors.Add("$.disposition", body.Disposition, $"One of {WireNames.Allowed<Disposition>()}."); return null;
            default: throw new ArgumentOutOfRangeException(nameof(act), act, "Not an act on alerts.");
        }
    }
}
