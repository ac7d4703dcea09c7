using Compliance.Tests.Shared;

namespace Compliance.ScreeningCore.Tests.Conventions;

public sealed class DependencyOrderTests
{
    private static readonly string[] Order =
        ["Parties", "Names", "Matching", "Watchlists", "Ownership", "Location", "Policies", "Screening", "Review", "Alerts",
            "Audit"];

    [Fact]
    public void Every_folder_of_the_core_uses_only_folders_to_its_left()
    {
        var core = Path.Combine(TestData.RepositoryRoot(), "screening-core");
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories))
        {
            var room = Path.GetRelativePath(core, file).Split(Path.DirectorySeparatorChar)[0];
            var place = Array.IndexOf(Order, room);
            Assert.True(place >= 0, $"{room} is not a room of the core: {file}");
            foreach (var line in File.ReadLines(file).Where(line => line.Contains("Compliance.ScreeningCore.", StringComparison.Ordinal)))
            {
                var used = line.Split("Compliance.ScreeningCore.", 2)[1].Split('.', ';', ' ')[0];
                if (Array.IndexOf(Order, used) > place)
                {
                    wrong.Add($"{room} uses {used}: {Path.GetFileName(file)}");
                }
            }
        }

        Assert.Empty(wrong);
    }
}
