using System.Runtime.InteropServices;

namespace Compliance.Benchmarks.Scale;

/// <summary>Processor time of the calling thread, which other work on the machine does not lengthen.</summary>
internal static class ThreadClock
{
    private const int OfThread = 3; // CLOCK_THREAD_CPUTIME_ID of Linux.

    /// <summary>The time; that of the wall where the machine gives none.</summary>
    public static TimeSpan Now => OperatingSystem.IsLinux() && Read(OfThread, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
        : System.Diagnostics.Stopwatch.GetElapsedTime(0);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
