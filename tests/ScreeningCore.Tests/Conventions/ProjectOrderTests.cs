using System.Xml.Linq;
using Compliance.Tests.Shared;

namespace Compliance.ScreeningCore.Tests.Conventions;

/// <summary>References between projects run one way: cli → functions → enforcement-core → screening-core, and functions → lists →
/// screening-core.</summary>
public sealed class ProjectOrderTests
{
    /// <summary>Each product folder and the folders it may refer to.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["screening-core"] = [],
        ["enforcement-core"] = ["screening-core"],
        ["lists"] = ["screening-core"],
        ["functions"] = ["screening-core", "enforcement-core", "lists"],
        ["cli"] = ["screening-core", "enforcement-core", "lists", "functions"],
    };

    /// <summary>Product projects by folder, those that are there.</summary>
    public static TheoryData<string> Folders => [.. Allowed.Keys.Where(folder => Project(folder) is not null)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_project_refers_only_to_those_below_it(string folder)
    {
        var project = Project(folder)!;
        var referred = XDocument.Load(project).Descendants("ProjectReference").Select(reference => FolderOf(project, reference));
        Assert.Empty(referred.Except(Allowed[folder]));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_project_names_only_what_it_may_refer_to(string folder)
    {
        var above = Allowed.Keys.Except(Allowed[folder]).Where(other => other != folder && Project(other) is not null)
            .Select(other => Path.GetFileNameWithoutExtension(Project(other)!)).ToArray();
        var wrong = from file in SourceTree.Sources(folder)
                    from line in File.ReadLines(file)
                    where line.StartsWith("using ", StringComparison.Ordinal)
                        && above.Any(name => line.Contains(name + ";", StringComparison.Ordinal)
                            || line.Contains(name + ".", StringComparison.Ordinal))
                    select $"{SourceTree.Name(file)}: {line}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_product_folder_stands_outside_the_order()
    {
        var projects = Directory.EnumerateDirectories(SourceTree.Root)
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any()).Select(folder => Path.GetFileName(folder)!);
        Assert.Empty(projects.Except(Allowed.Keys));
    }

    private static string? Project(string folder) => Path.Combine(SourceTree.Root, folder) is var path && Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.csproj").SingleOrDefault() : null;

    private static string FolderOf(string project, XElement reference) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(project)!, ((string)reference.Attribute("Include")!).Replace('\\', '/'))))!);
}
