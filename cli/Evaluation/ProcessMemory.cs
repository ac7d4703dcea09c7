using System.Diagnostics;
using System.Globalization;

namespace Compliance.Cli.Evaluation;

/// <summary>Memory of this process in MiB, from the kernel's own account where it gives one (<c>/proc/self/status</c>).</summary>
internal static class ProcessMemory
{
    /// <summary>The most it ever held.</summary>
    public static double PeakMb() => FromKernel("VmHWM:") ?? Mb(Process.GetCurrentProcess().PeakWorkingSet64);

    /// <summary>What it holds after everything unused was given back.</summary>
    public static double ResidentMb()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return FromKernel("VmRSS:") ?? Mb(Process.GetCurrentProcess().WorkingSet64);
    }

    private static double? FromKernel(string field)
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
        {
            return null;
        }

        var line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
        var kib = line?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        return long.TryParse(kib, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? Mb(value * 1024) : null;
    }

    private static double Mb(long bytes) => Math.Round(bytes / 1048576.0, 1);
}
