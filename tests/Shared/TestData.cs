using System.Runtime.CompilerServices;

namespace Compliance.Tests.Shared;

/// <summary>Finds the real list files and labelled cases, which are never part of this repository.</summary>
internal static class TestData
{
    /// <summary>The folder named by COMPLIANCE_TEST_DATA, else ../shared beside the checkout; null where neither exists.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The full path of a file or folder below the root, or null where it is absent.</summary>
    public static string? PathOf(string relative) =>
        Root is null ? null : Path.Combine(Root, relative) is var full && (File.Exists(full) || Directory.Exists(full)) ? full : null;

    /// <summary>The repository's own root folder.</summary>
    public static string RepositoryRoot([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, here })
        {
            for (var folder = Path.GetDirectoryName(start); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "Compliance.sln")))
                {
                    return folder;
                }
            }
        }

        throw new InvalidOperationException("Compliance.sln was not found above the test assembly.");
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("COMPLIANCE_TEST_DATA");
        var folder = string.IsNullOrWhiteSpace(named) ? Path.Combine(RepositoryRoot(), "..", "shared") : named;
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }
}

/// <summary>A test that needs a file or folder of the external test data and is reported as skipped where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithDataAttribute : FactAttribute
{
    public FactWithDataAttribute(string relativePath)
    {
        if (TestData.PathOf(relativePath) is null)
        {
            Skip = $"needs {relativePath} below COMPLIANCE_TEST_DATA (default ../shared), which is not here";
        }
    }
}
