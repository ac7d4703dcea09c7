using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>The storage emulator.</summary>
public static class AzuriteProcess
{
    /// <summary>Why the emulator cannot be started; null where it can.</summary>
    public static string? Absent { get; } = File.Exists(Executable)
        ? null
        : "needs Azurite: run `npm ci` in tests/Azurite";

    /// <summary>The script that starts it.</summary>
    public static string Executable => Path.Combine(TestData.RepositoryRoot(), "tests", "Azurite", "node_modules", ".bin", "azurite");
}
