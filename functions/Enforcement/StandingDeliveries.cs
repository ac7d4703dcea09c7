using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>Notes on the subject what became of telling a surface of its standing: sent, or failed. That it is applied only the surface
/// itself says.</summary>
internal sealed class StandingDeliveries(ActionService actions)
{
    /// <summary>Notes one attempt.</summary>
    /// <param name="surface">The surface: the name of the webhook.</param>
    /// <param name="standing">The standing that was told; null where the delivery told of something else.</param>
    /// <param name="isSent">True where the surface took it.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task NoteAsync(string surface, StandingChange? standing, bool isSent, CancellationToken cancellation)
        => standing is not { Version: > 0 } change ? Task.CompletedTask
            : actions.GiveAsync(SubjectRef.Parse(change.Subject),
                isSent ? new ActionCommand.Sent(surface, change.Version) : new ActionCommand.DeliveryFailed(surface, change.Version),
                Officer.Service, null, null, cancellation);
}
