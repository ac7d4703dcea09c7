using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Screening;
using Compliance.Tests.Shared;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>The engine's version follows from what it was made of: the same sources give the same one wherever they lie, another rule
/// another one.</summary>
public sealed partial class EngineVersionTests
{
    private static readonly string[] BesideTheCore =
        ["Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", ".editorconfig", "global.json"];

    [Fact]
    public void The_version_names_number_and_build()
    {
        Assert.Matches(Form(), ScreeningEngine.Version);
        Assert.EndsWith(typeof(ScreeningEngine).Module.ModuleVersionId.ToString("N")[..12], ScreeningEngine.Version,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_sources_in_another_folder_are_the_same_engine_and_another_number_in_a_table_is_another_engine()
    {
        var folder = Path.Combine(Path.GetTempPath(), "compliance-engine-" + Guid.NewGuid().ToString("N"));
        try
        {
            CopyTo(folder);
            var copied = await BuildAsync(folder);
            var built = typeof(ScreeningEngine).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration == "Release"
                ? typeof(ScreeningEngine).Module.ModuleVersionId : await BuildAgainAsync(folder);
            Assert.Equal(built, copied);

            var table = Path.Combine(folder, "screening-core", "Matching", "ScoringProfiles.tsv");
            var text = await File.ReadAllTextAsync(table);
            Assert.Contains("0.55", text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(table, text.Replace("0.55", "0.56", StringComparison.Ordinal));
            Assert.NotEqual(copied, await BuildAsync(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Guid> BuildAgainAsync(string folder)
    {
        CopyTo(folder + "-again");
        try
        {
            return await BuildAsync(folder + "-again");
        }
        finally
        {
            Directory.Delete(folder + "-again", recursive: true);
        }
    }

    private static void CopyTo(string folder)
    {
        var root = TestData.RepositoryRoot();
        foreach (var file
            in BesideTheCore.Concat(Directory.EnumerateFiles(Path.Combine(root, "screening-core"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.Copy(Path.Combine(root, file), Path.Combine(folder, file));
        }
    }

    private static async Task<Guid> BuildAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet",
            ["build", "screening-core", "-c", "Release", "-v", "quiet", "-nologo", "--artifacts-path",
            Path.Combine(folder, "made", "elsewhere"), "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false",
            "-p:EnforceCodeStyleInBuild=false"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["CI"] = "true"; // As the build server builds: paths are mapped once more, and that must change nothing.
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.Ordinal)
            && key != "MSBUILDDISABLENODEREUSE").ToArray())
        {
            start.Environment.Remove(inherited);
        }

        using var build = Process.Start(start)!;
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, said);
        var made = Directory.EnumerateFiles(Path.Combine(folder, "made", "elsewhere", "bin"), "Compliance.ScreeningCore.dll",
            SearchOption.AllDirectories).Single();
        await using var file = File.OpenRead(made);
        using var module = new PEReader(file);
        var metadata = module.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+\+[0-9a-f]{12}$")]
    private static partial Regex Form();
}
