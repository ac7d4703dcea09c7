using System.Text.Json;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Risk.Stability;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.Functions.Risk;
using Compliance.Functions.Risk.Comparison;
using Compliance.Functions.Risk.Stability;

namespace Compliance.Cli.Risk;

/// <summary><c>risk compare --stored</c> and <c>risk drift</c> without files: the same as the service does, over everybody stored. Nothing
/// is changed by them, no lead is opened and nothing is kept.</summary>
internal static class StoredComparisons
{
    /// <summary>A version beside the one in force; exit code 5 where it would not be published.</summary>
    public static async Task<int> CompareAsync(CliConsole console, string path, CancellationToken cancellation)
    {
        var version = new RiskModelVersion(-1, null) { Stated = LearnVerb.ReadModel(path) };
        await using var services = StoredService.Open(console);
        var (found, shown) = await services.GetRequiredService<RiskComparison>().RunAsync(version, int.MaxValue - 1, cancellation);
        console.Error.WriteLine(found.Said);
        await console.Out.WriteLineAsync(JsonSerializer.Serialize(ComparisonAnswer.Of(found, shown), RiskWire.Json.ComparisonAnswer));
        return found.Obstacle is null ? CliCommands.Done : CliCommands.BelowFloor;
    }

    /// <summary>Drift of the model in force; exit code 5 where a column has moved.</summary>
    public static async Task<int> DriftAsync(CliConsole console, CancellationToken cancellation)
    {
        await using var services = StoredService.Open(console);
        var report = await services.GetRequiredService<DriftService>().MeasureAsync(inPieces: false, cancellation);
        console.Error.WriteLine(report.IsTooLittle
            ? $"{report.Read} subjects: fewer than {StabilityLine.FewestCases} cases on a side say nothing."
            : $"{report.Read} subjects, {report.Moved.Count()} columns moved.");
        await console.Out.WriteLineAsync(JsonSerializer.Serialize(DriftAnswer.Of(report, DriftAlarms.First), RiskWire.Json.DriftAnswer));
        return report.Moved.Any() ? CliCommands.BelowFloor : CliCommands.Done;
    }
}
