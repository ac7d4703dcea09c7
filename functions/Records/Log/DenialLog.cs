using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Log;

/// <summary>Records what officers were not allowed to do: who, what, on which address or alert. Each denial is a row of its own on its way
/// into the log: however many are refused at the same moment, none waits for another and none is lost.</summary>
internal sealed class DenialLog(AuditIntake intake)
{
    private const int LongestTarget = 120;

    /// <summary>Records a refusal of the workflow that says that somebody may not.</summary>
    public Task OfRefusalAsync(Officer officer, AlertId alert, AlertCommand command, AlertRefusal refusal, CancellationToken cancellation)
        =>
        RecordAsync(officer, $"{refusal.Kind}.{command.GetType().Name}", alert.ToString(), cancellation);

    /// <summary>Records that a page or an address asks for something the role does not have.</summary>
    public Task OfAddressAsync(Officer officer, ReviewPermission permission, string method, string path, CancellationToken cancellation) =>
        RecordAsync(officer, permission.ToString(), $"{method} {path}", cancellation);

    /// <summary>Records that an act was refused that the address itself would have allowed.</summary>
    public Task OfActAsync(Officer officer, AlertRefusal refusal, string method, string path, CancellationToken cancellation) =>
        RecordAsync(officer, refusal.Kind.ToString(), $"{method} {path}", cancellation);

    /// <summary>Records that an external reviewer asked for an alert outside of their scope.</summary>
    public Task OfScopeAsync(Officer officer, AlertId alert, CancellationToken cancellation)
        => RecordAsync(officer, nameof(RefusalKind.OutsideScope), alert.ToString(), cancellation);

    private Task RecordAsync(Officer officer, string what, string target, CancellationToken cancellation)
    {
        // A slash leads to a stored event in the chains of alerts; here there is none.
        var plain = target.Replace('/', '.');
        return intake.RecordAsync(officer.Id.Value, RecordActs.Denied, plain.Length <= LongestTarget ? plain : plain[..LongestTarget],
            cancellation, AuditRecord.HashOf($"{officer.Role} {what}"));
    }
}
