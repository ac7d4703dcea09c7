using Compliance.Lists.Reading;
using Compliance.Tests.Shared;

namespace Compliance.Lists.Tests.RealLists;

/// <summary>The real files as the library takes them.</summary>
internal static class RealFiles
{
    public static DateTimeOffset RetrievedAt { get; } = new(2026, 9, 15, 6, 0, 0, TimeSpan.Zero);

    public static List<ListFile> Under(string folder)
    {
        var root = TestData.PathOf(folder) ?? throw new DirectoryNotFoundException(folder);
        return [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => new ListFile(Path.GetRelativePath(root, path).Replace('\\', '/'), () => File.OpenRead(path)))];
    }
}
