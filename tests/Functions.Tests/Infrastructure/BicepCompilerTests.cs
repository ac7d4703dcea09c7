using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Infrastructure;

/// <summary>What the real compiler, its linter and its formatter say of the infrastructure: nothing. Wrong properties and API versions are
/// warnings to it, so any word fails.</summary>
public sealed class BicepCompilerTests
{
    [BicepFact]
    public void The_templates_and_the_parameters_compile_and_the_linter_says_nothing()
    {
        foreach (var pattern in new[] { "./**/*.bicep", "./**/*.bicepparam" })
        {
            var (code, said) = BicepCompiler.Run(BicepFiles.Folder, "lint", "--pattern", pattern);
            Assert.True(code == 0 && string.IsNullOrWhiteSpace(said), said);
        }
    }

    [BicepFact]
    public void A_wrong_property_is_a_diagnostic()
    {
        var folder = BicepCompiler.Copy();
        try
        {
            var file = Path.Combine(folder, "modules", "keyVault.bicep");
            File.WriteAllText(file, File.ReadAllText(file).Replace("enableSoftDelete", "enableSoftDelet", StringComparison.Ordinal));
            Assert.Contains("BCP", BicepCompiler.Run(folder, "lint", "modules/keyVault.bicep").Said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [BicepFact]
    public void Every_file_is_as_the_formatter_writes_it()
    {
        var folder = BicepCompiler.Copy();
        try
        {
            var (code, said) = BicepCompiler.Run(folder, "format", "--pattern", "./**/*.bicep*", "--newline-kind", "LF",
                "--indent-kind", "Space", "--indent-size", "2", "--insert-final-newline");
            Assert.True(code == 0 && string.IsNullOrWhiteSpace(said), said);
            Assert.Empty(from file in Directory.EnumerateFiles(folder, "*.bicep*", SearchOption.AllDirectories)
                         let name = Path.GetRelativePath(folder, file)
                         where File.ReadAllText(file) != File.ReadAllText(Path.Combine(BicepFiles.Folder, name))
                         select $"bicep format changes {name}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [BicepTheory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void A_deployment_makes_what_was_reviewed(string environment)
    {
        var path = Path.Combine(TestData.RepositoryRoot(), "tests", "Functions.Tests", "Infrastructure", $"{environment}.expected.txt");
        var actual = string.Concat(BicepCompiler.PredictionOf(environment).Lines().Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("COMPLIANCE_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.ReadAllText(path) == actual,
            $"The resources of {environment} changed. COMPLIANCE_UPDATE_GOLDEN=1 writes {Path.GetFileName(path)} anew for review.\n"
            + string.Join('\n', actual.Split('\n').Except(File.ReadAllLines(path)).Take(20)));
    }
}
