using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Infrastructure;

/// <summary>The infrastructure's files as text, and the names they share with the code.</summary>
internal static partial class BicepFiles
{
    public static string Folder { get; } = Path.Combine(TestData.RepositoryRoot(), "infra-bicep");

    /// <summary>All Bicep files by name, comments removed.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        Directory.EnumerateFiles(Folder, "*.bicep", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => Comment()
            .Replace(File.ReadAllText(file), "$1"), StringComparer.Ordinal);

    public static JsonElement Names { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "names.json"))).RootElement;

    public static string[] Strings(string name) => [.. Names.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>The constants by which the code names tables, containers and queues: a name that ends in one of these words is
    /// one.</summary>
    public static IEnumerable<(string Kind, string Name)> NamesInCode =>
        from file in Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot(), "functions"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from match in Constant().Matches(File.ReadAllText(file))
        select (match.Groups["kind"].Value, match.Groups["name"].Value);

    // A comment begins a line or follows a space; addresses hold slashes too.
    [GeneratedRegex(@"(?m)(^|\s)//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("const string (?:\\w*)(?<kind>Table|Container|Queue|Snapshots|Evidence) = \"(?<name>[a-z][a-z0-9-]*)\";")]
    private static partial Regex Constant();
}
