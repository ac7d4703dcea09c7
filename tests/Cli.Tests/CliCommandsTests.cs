using System.CommandLine;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Cli.Tests;

public sealed class CliCommandsTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public void Every_command_argument_and_option_says_what_it_is()
    {
        foreach (var command in All(CliCommands.Root(CliConsole.OfProcess())))
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), command.Name);
            Assert.All(command.Arguments,
                argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), $"{command.Name} {argument.Name}"));
            Assert.All(command.Options,
                option => Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{command.Name} {option.Name}"));
        }
    }

    [Fact]
    public async Task Help_names_every_verb_and_every_verb_has_help()
    {
        var help = await _folder.RunAsync("--help");
        Assert.Equal(0, help.ExitCode);
        foreach (var verb in CliCommands.Root(CliConsole.OfProcess()).Subcommands)
        {
            Assert.Contains(verb.Name, help.Out);
            Assert.Contains("Usage:", (await _folder.RunAsync(verb.Name, "--help")).Out);
        }
    }

    [Fact]
    public async Task A_verb_that_does_not_exist_is_an_error_with_the_list_of_verbs()
    {
        var result = await _folder.RunAsync("scren", "x");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("scren", result.Error);
        Assert.Contains("screen-file", result.Out + result.Error);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}
