using System.CommandLine;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Cli.Tests;

/// <summary>
/// Values that no option can read ended commands with a stack trace (exit 134): a check of the value read it before the parser had refused
/// it, as in <c>evaluate networks --accounts many</c>. Every option of every command is given some.
/// </summary>
public sealed class OptionValuesTests : IDisposable
{
    private static readonly string[] Unreadable = ["zebra", "", "1e999", "99999999999999999999", "NaN", "1,5", "--"];
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_value_of_any_option_ends_the_parser_and_what_cannot_be_read_is_refused_by_name()
    {
        var (options, refused) = (0, 0);
        foreach (var (path, option) in Options(CliCommands.Root(CliConsole.OfProcess()), []))
        {
            options++;
            foreach (var value in Unreadable)
            {
                // A tree of its own, as in a process: a check that throws ends it.
                var parsed = CliCommands.Root(CliConsole.OfProcess()).Parse([.. path, option.Name, value]);
                if (IsNumber(option) && value is "zebra" or "1,5")
                {
                    Assert.True(parsed.Errors.Any(error => error.Message.Contains(option.Name, StringComparison.Ordinal)
                        || error.Message.Contains($"'{value}'", StringComparison.Ordinal)) || !IsNumber(option),
                        $"{string.Join(' ', path)} {option.Name} {value}");
                    refused++;
                }
            }

            if (IsCount(option))
            {
                var negative = CliCommands.Root(CliConsole.OfProcess()).Parse([.. path, $"{option.Name}=-1"]);
                Assert.Contains(negative.Errors, error => error.Message.Contains(option.Name, StringComparison.Ordinal));
            }
        }

        Assert.True(options > 150 && refused > 60, $"{options} options, {refused} refused");
    }

    [Theory]
    [InlineData("evaluate", "networks", "--accounts", "many")]
    [InlineData("evaluate", "schedules", "--schedules", "many")]
    [InlineData("evaluate", "world", "--people", "many")]
    [InlineData("evaluate", "decisions", "--requests", "many")]
    [InlineData("evaluate", "policies", "--policies", "many")]
    [InlineData("evaluate", "verifications", "--callbacks", "many")]
    [InlineData("fit", "pairs.csv", "--folds", "many")]
    public async Task A_value_that_cannot_be_read_is_a_wrong_command_line(params string[] line)
    {
        var result = await _folder.RunAsync(line);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("many", result.Out + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Out + result.Error, StringComparison.Ordinal);
    }

    private static bool IsNumber(Option option) => IsCount(option) || option.ValueType == typeof(double)
        || option.ValueType == typeof(double?) || option.ValueType == typeof(ulong);

    private static bool IsCount(Option option) => option.ValueType == typeof(int) || option.ValueType == typeof(int?)
        || option.ValueType == typeof(long) || option.ValueType == typeof(long?);

    private static IEnumerable<(string[] Path, Option Option)> Options(Command command, string[] path) =>
        command.Options.Select(option => (path, option))
            .Concat(command.Subcommands.SelectMany(child => Options(child, [.. path, child.Name])));
}
