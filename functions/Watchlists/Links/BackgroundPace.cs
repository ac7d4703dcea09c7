using System.Diagnostics;

namespace Compliance.Functions.Watchlists.Links;

/// <summary>Keeps long work on one thread to a share of a processor: after each stretch of work it rests. Not safe for several
/// threads.</summary>
/// <param name="share">Share of one processor, above 0 and at most 1.</param>
/// <param name="cancellation">Cuts a rest short.</param>
internal sealed class BackgroundPace(double share, CancellationToken cancellation)
{
    private static readonly TimeSpan Stretch = TimeSpan.FromMilliseconds(5);

    private long _began = Stopwatch.GetTimestamp();

    /// <summary>Called between pieces of work, each a few milliseconds at most.</summary>
    public void Step()
    {
        var worked = Stopwatch.GetElapsedTime(_began);
        if (worked < Stretch)
        {
            return;
        }

        cancellation.WaitHandle.WaitOne(worked * ((1 / share) - 1));
        _began = Stopwatch.GetTimestamp();
    }
}
