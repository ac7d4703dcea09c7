using System.Globalization;

namespace Compliance.Benchmarks.Load;

/// <summary>What a process holds in memory, in MB: its own pages, and pages of files that the kernel has mapped for it and may take back
/// (the compiled corpus, the store's log, the program).</summary>
internal readonly record struct ProcessMemory(double OwnMb, double FilesMb)
{
    public double ResidentMb => Math.Round(OwnMb + FilesMb, 1);

    /// <summary>As Linux states it now.</summary>
    public static ProcessMemory Of(int process)
    {
        var lines = File.ReadAllLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"));
        return new ProcessMemory(Mb("RssAnon:"), Mb("RssFile:") + Mb("RssShmem:"));

        double Mb(string name) =>
            Math.Round(double.Parse(lines.First(line => line.StartsWith(name, StringComparison.Ordinal))
            .Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024, 1);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OwnMb:0} MB of its own, {FilesMb:0} MB of files");
}
