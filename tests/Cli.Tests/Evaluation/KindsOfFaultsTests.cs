using Compliance.Cli.Evaluation.Validation;
using Compliance.Tests.Shared;

namespace Compliance.Cli.Tests.Evaluation;

/// <summary>The table of kinds of faults names every kind once and tests that are there.</summary>
public sealed class KindsOfFaultsTests
{
    [Fact]
    public void Every_kind_stands_in_the_table_once()
    {
        var expected = Enumerable.Range(1, 19).Select(at => $"A{at}").Concat(Enumerable.Range(1, 8).Select(at => $"B{at}"))
            .Concat(Enumerable.Range(1, 9).Select(at => $"C{at}"));
        Assert.Equal(expected, KindsOfFaults.All.SelectMany(kind => kind.Kinds));
        Assert.All(KindsOfFaults.All, kind => Assert.All([kind.Wrong, kind.Rule], text => Assert.NotEmpty(text)));
    }

    [Fact]
    public void Every_test_that_the_table_names_is_there()
    {
        var files = Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot(), "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        Assert.All(KindsOfFaults.All.SelectMany(kind => kind.Tests), test => Assert.Contains(test, files));
    }
}
