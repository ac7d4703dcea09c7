using System.Diagnostics;
using Compliance.Functions.Watchlists.Links;

namespace Compliance.Functions.Tests.Watchlists.Links;

public sealed class BackgroundPaceTests
{
    [Fact]
    public void Work_at_a_quarter_rests_three_times_as_long_as_it_works()
    {
        var pace = new BackgroundPace(0.25, CancellationToken.None);
        var (whole, worked) = (Stopwatch.StartNew(), TimeSpan.Zero);
        while (worked < TimeSpan.FromMilliseconds(100))
        {
            var began = Stopwatch.GetTimestamp();
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(1));
            worked += Stopwatch.GetElapsedTime(began);
            pace.Step();
        }

        // The last stretch may not have rested yet.
        Assert.True(whole.Elapsed >= worked * 3.5, $"{worked.TotalMilliseconds:0} ms of work took {whole.Elapsed.TotalMilliseconds:0} ms");
    }

    [Fact]
    public void Whoever_cancels_cuts_the_rest_short()
    {
        using var cancel = new CancellationTokenSource();
        var pace = new BackgroundPace(0.0001, cancel.Token);
        Thread.Sleep(10);
        cancel.CancelAfter(50);
        var rest = Stopwatch.StartNew();
        pace.Step();
        Assert.True(rest.Elapsed < TimeSpan.FromSeconds(30), "the rest was not cut short");
    }
}
