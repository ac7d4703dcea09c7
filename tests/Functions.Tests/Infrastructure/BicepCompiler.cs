using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Compliance.Functions.Tests.Infrastructure;

/// <summary>The Bicep compiler that the restore brings, run on a copy of the infrastructure's folder. Its types are built in: no network is
/// asked.</summary>
internal static class BicepCompiler
{
    /// <summary>No subscription: the compiler asks for ids to write them into the names of what it predicts.</summary>
    private const string Nobody = "00000000-0000-0000-0000-000000000000";

    private static readonly Dictionary<string, Lazy<BicepPrediction>> Predictions = new(StringComparer.Ordinal)
    {
        ["dev"] = new(() => Predict("dev")),
        ["prod"] = new(() => Predict("prod")),
    };

    /// <summary>The executable, or null where the package holds none for this machine.</summary>
    public static string? Executable { get; } =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        && typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(item => item.Key == nameof(BicepCompiler))?.Value is { } path && File.Exists(path) ? path : null;

    /// <summary>What a deployment with the parameters of an environment would make.</summary>
    public static BicepPrediction PredictionOf(string environment) => Predictions[environment].Value;

    /// <summary>A copy of the folder that a command may write into. The caller deletes it.</summary>
    public static string Copy()
    {
        var copy = Directory.CreateTempSubdirectory("bicep-").FullName;
        foreach (var file in Directory.EnumerateFiles(BicepFiles.Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(BicepFiles.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>Runs one command in a folder: its exit code and everything it said.</summary>
    public static (int ExitCode, string Said) Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    private static BicepPrediction Predict(string environment)
    {
        var folder = Copy();
        try
        {
            var (code, said) = Run(folder, "snapshot", $"parameters/{environment}.bicepparam", "--mode", "overwrite",
                "--subscription-id", Nobody, "--tenant-id", Nobody, "--location", "westeurope");
            Assert.True(code == 0 && string.IsNullOrWhiteSpace(said), said);
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "parameters", $"{environment}.snapshot.json")));
            return BicepPrediction.Of(document.RootElement);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A test that needs the Bicep compiler; where the restore brought none that runs here, the test says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute()
    {
        if (BicepCompiler.Executable is null)
        {
            Skip = "needs the Bicep compiler, whose package runs on Linux x64 only";
        }
    }
}

/// <summary>A theory that needs the Bicep compiler.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute()
    {
        Skip = new BicepFactAttribute().Skip;
    }
}
