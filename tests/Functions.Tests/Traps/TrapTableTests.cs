using System.Reflection;
using System.Text.RegularExpressions;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Traps;

/// <summary>The table of traps in the documentation names every one of the twenty with the test that stands against it.</summary>
public sealed partial class TrapTableTests
{
    private const int Traps = 20;

    [Fact]
    public void Every_trap_has_a_line_in_the_table_and_the_line_names_its_test()
    {
        var lines = File.ReadAllLines(Path.Combine(TestData.RepositoryRoot(), "docs", "records.md")).Select(line => Row().Match(line))
            .Where(match => match.Success).ToList();
        var tests = new[] { typeof(EngineTraps), typeof(WorkflowTraps) }.SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => method.Name)
            .Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Enumerable.Range(1, Traps),
            lines.Select(match => int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(tests, lines.Select(match => match.Groups["test"].Value).Order(StringComparer.Ordinal));
        Assert.All(lines,
            match => Assert.StartsWith($"Trap_{match.Groups["number"].Value.PadLeft(2, '0')}_", match.Groups["test"]
            .Value, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| (?<number>\d+) \| [^|]{10,} \| [^|]{10,} \| `(?<test>Trap_\w+)` \|$")]
    private static partial Regex Row();
}
