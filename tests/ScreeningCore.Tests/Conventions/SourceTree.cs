using Compliance.Tests.Shared;

namespace Compliance.ScreeningCore.Tests.Conventions;

/// <summary>The sources as they lie in the repository, without what the build makes.</summary>
internal static class SourceTree
{
    public static string Root { get; } = TestData.RepositoryRoot();

    /// <summary>The folders of the product that are there.</summary>
    public static IReadOnlyList<string> Product { get; } =
        [.. new[] { "screening-core", "enforcement-core", "lists", "functions", "cli" }
            .Where(folder => Directory.Exists(Path.Combine(Root, folder)))];

    /// <summary>All C# files below a folder, by their full paths.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        let parts = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)
        where !parts.Contains("obj") && !parts.Contains("bin")
        select file;

    /// <summary>A file's path from the root.</summary>
    public static string Name(string file) => Path.GetRelativePath(Root, file);
}
