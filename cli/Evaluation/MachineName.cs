using System.Globalization;
using System.Runtime.InteropServices;

namespace Compliance.Cli.Evaluation;

/// <summary>What times were measured on; without it they mean nothing.</summary>
internal static class MachineName
{
    /// <summary>Processor, cores, system and runtime.</summary>
    public static string Current { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, "
            + $"{RuntimeInformation.FrameworkDescription}, {(IsOptimised ? "Release" : "Debug")} build");

#if DEBUG
    private static bool IsOptimised => false;
#else
    private static bool IsOptimised => true;
#endif

    private static string Processor()
    {
        const string Linux = "/proc/cpuinfo";
        var line = File.Exists(Linux)
            ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? "unnamed processor";
    }
}
