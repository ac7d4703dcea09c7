using System.Runtime.InteropServices;

namespace Compliance.Benchmarks;

/// <summary>What the numbers were measured on; without it they mean nothing.</summary>
internal sealed record Machine(string Cpu, int Cores, string System, string Runtime, string Configuration)
{
    public static Machine Current { get; } = new(
        ProcessorName(), Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription,
#if DEBUG
        "Debug");
#else
        "Release");
#endif

    private static string ProcessorName()
    {
        const string Linux = "/proc/cpuinfo";
        var line = File.Exists(Linux)
            ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? $"{RuntimeInformation.ProcessArchitecture}";
    }
}
