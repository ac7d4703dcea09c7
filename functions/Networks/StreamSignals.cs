using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary>What the service itself observes of an account, or takes back, outside of events.</summary>
internal static class StreamSignals
{
    /// <summary>Stores what happened to the signals of an account.</summary>
    /// <param name="commands">Stores it.</param>
    /// <param name="account">The account.</param>
    /// <param name="happen">What happened, by the stream as it stands; nothing where nothing is to change.</param>
    /// <param name="cancellation">Cancels.</param>
    public static Task SignalAsync(this StreamCommands commands, SubjectRef account,
        Func<SubjectStream, IReadOnlyList<SignalEvent>> happen, CancellationToken cancellation)
        => commands.GiveAsync(account, stream => Task.FromResult(new StreamDecision([.. happen(stream).Select(StreamEvent.Of)], null)),
            Officer.Service, null, null, cancellation);
}
